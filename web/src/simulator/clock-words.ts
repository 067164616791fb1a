import type { Language } from '@couveuse/shared/contract/words'
import { dayOfWall } from '@couveuse/shared/time/calendar-date'
import { wallAt, zoneOffsets } from '@couveuse/shared/time/zone-offsets'

const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }

const made = new Map<string, Intl.DateTimeFormat>()

/** Formats are dear to build and few: one per language, zone and form. */
function formatter(language: Language, zone: string, form: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${zone} ${form}`
  let format = made.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone })
    made.set(key, format)
  }
  return format
}

/** "Monday 2 March 2026". */
export function longDay(at: number, zone: string, language: Language): string {
  return formatter(language, zone, 'long', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    at,
  )
}

/** "Mon 2 Mar"; the year is in the clock. */
export function shortDay(at: number, zone: string, language: Language): string {
  return formatter(language, zone, 'short', { weekday: 'short', day: 'numeric', month: 'short' }).format(at)
}

/** "09:00", with seconds where they are not nought. */
export function timeOfDay(at: number, zone: string, language: Language): string {
  if (at % 60_000 === 0) return formatter(language, zone, 'time', { hour: '2-digit', minute: '2-digit' }).format(at)
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  return formatter(language, zone, 'seconds', options).format(at)
}

/** "Mon 9 Mar, 09:00". */
export function dayAndTime(at: number, zone: string, language: Language): string {
  return `${shortDay(at, zone, language)}, ${timeOfDay(at, zone, language)}`
}

/** Which day of the replay it is on the contact's calendar: the day of the start is 1. */
export function dayOfReplay(startAt: number, at: number, zone: string): number {
  const offsets = zoneOffsets(zone)
  return dayOfWall(wallAt(offsets, at)) - dayOfWall(wallAt(offsets, startAt)) + 1
}
