import type { Language } from '@couveuse/shared/contract/words'
import { type DurationUnit, readDuration } from './iso-duration.ts'

/** An instant as the API writes it (ISO 8601 with offset or `Z`) or as the code keeps it (epoch milliseconds). */
export type InstantLike = string | number

export interface Format {
  formatNumber(value: number, options?: Intl.NumberFormatOptions): string
  /** A ratio: 0.4 is "40%" or "40 %". */
  formatPercent(ratio: number): string
  /** Day and time, in the given IANA zone or the browser's. Text that is no instant comes back as it is. */
  formatDateTime(at: InstantLike, zone?: string): string
  formatDate(at: InstantLike, zone?: string): string
  formatTime(at: InstantLike, zone?: string): string
  /** "3 days ago", "in 2 hours"; `now` is for tests and for pages that live in virtual time. */
  formatRelative(at: InstantLike, now?: number): string
  /** An ISO 8601 duration in words: `P3D` is "3 days" or "3 jours". Text that is no duration comes back as it is. */
  formatDuration(text: string): string
  /** A length of time in its two largest units: 3,900,000 ms is "1 hour and 5 minutes". */
  formatElapsed(milliseconds: number): string
  /** The size of a file: 1,500,000 bytes are "1.5 MB". */
  formatBytes(bytes: number): string
  formatList(items: readonly string[]): string
}

/** English is written the European way: 24-hour clock as in a flow's own windows, day before month. */
const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }

const singular: Record<DurationUnit, string> = {
  years: 'year',
  months: 'month',
  weeks: 'week',
  days: 'day',
  hours: 'hour',
  minutes: 'minute',
  seconds: 'second',
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Exact lengths, largest first: what elapsed time is told in. */
const elapsedUnits: readonly { unit: DurationUnit; length: number }[] = [
  { unit: 'days', length: DAY },
  { unit: 'hours', length: HOUR },
  { unit: 'minutes', length: MINUTE },
  { unit: 'seconds', length: SECOND },
]

const byteUnits: readonly { size: number; unit: string }[] = [
  { size: 1_000_000, unit: 'megabyte' },
  { size: 1_000, unit: 'kilobyte' },
]

/** From which distance on an instant is told in which unit. */
const relativeSteps: readonly { from: number; unit: Intl.RelativeTimeFormatUnit; length: number }[] = [
  { from: 360 * DAY, unit: 'year', length: 365.25 * DAY },
  { from: 45 * DAY, unit: 'month', length: 30.44 * DAY },
  { from: 22 * HOUR, unit: 'day', length: DAY },
  { from: 55 * MINUTE, unit: 'hour', length: HOUR },
  { from: 45 * SECOND, unit: 'minute', length: MINUTE },
]

function millisecondsOf(at: InstantLike): number {
  return typeof at === 'number' ? at : Date.parse(at)
}

function makeFormat(locale: string): Format {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const instant = (at: InstantLike, options: Intl.DateTimeFormatOptions, zone: string | undefined): string => {
    const milliseconds = millisecondsOf(at)
    if (!Number.isFinite(milliseconds)) return String(at)
    return new Intl.DateTimeFormat(locale, zone ? { ...options, timeZone: zone } : options).format(milliseconds)
  }
  const amount = (unit: DurationUnit, value: number): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: singular[unit], unitDisplay: 'long' }).format(value)

  return {
    formatNumber: (value, options) => new Intl.NumberFormat(locale, options).format(value),
    formatPercent: (ratio) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(ratio),
    formatDateTime: (at, zone) => instant(at, { dateStyle: 'medium', timeStyle: 'short' }, zone),
    formatDate: (at, zone) => instant(at, { dateStyle: 'medium' }, zone),
    formatTime: (at, zone) => instant(at, { timeStyle: 'short' }, zone),
    formatRelative: (at, now = Date.now()) => {
      const distance = millisecondsOf(at) - now
      if (!Number.isFinite(distance)) return String(at)
      const step = relativeSteps.find(({ from }) => Math.abs(distance) >= from)
      return step ? relative.format(Math.round(distance / step.length), step.unit) : relative.format(0, 'second')
    },
    formatDuration: (text) => {
      const duration = readDuration(text)
      if (!duration) return text
      const written = duration.parts.filter((part) => part.amount !== 0)
      const parts = written.length > 0 ? written : duration.parts.slice(-1)
      const words = list.format(parts.map((part) => amount(part.unit, part.amount)))
      return duration.negative ? `−${words}` : words
    },
    formatElapsed: (milliseconds) => {
      let rest = Math.max(0, milliseconds)
      const parts = elapsedUnits.map(({ unit, length }) => {
        const value = Math.floor(rest / length)
        rest -= value * length
        return { unit, value }
      })
      const first = parts.findIndex(({ value }) => value > 0)
      const told = first === -1 ? parts.slice(-1) : parts.slice(first, first + 2)
      return list.format(
        told.filter(({ value }) => value > 0 || first === -1).map(({ unit, value }) => amount(unit, value)),
      )
    },
    formatBytes: (bytes) => {
      const { size, unit } = byteUnits.find(({ size: least }) => bytes >= least) ?? { size: 1, unit: 'byte' }
      const options = { style: 'unit', unit, maximumFractionDigits: bytes / size < 10 ? 1 : 0 } as const
      return new Intl.NumberFormat(locale, options).format(bytes / size)
    },
    formatList: (items) => list.format(items),
  }
}

const made = new Map<Language, Format>()

/** The formatter of a language; one per language for the whole app, since Intl's are dear to build. */
export function formatFor(language: Language): Format {
  const known = made.get(language)
  if (known) return known
  const format = makeFormat(locales[language])
  made.set(language, format)
  return format
}
