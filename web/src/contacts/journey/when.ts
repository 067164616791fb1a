import type { Language } from '@couveuse/shared/contract/words'

const made = new Map<string, Intl.DateTimeFormat>()

function formatter(language: Language, withYear: boolean): Intl.DateTimeFormat {
  const key = `${language} ${withYear}`
  const known = made.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    ...(withYear ? { year: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
  })
  made.set(key, format)
  return format
}

/** "Tue 5 May, 09:00": an instant as one speaks of an appointment; the year only where it is another one. */
export function appointment(at: string, language: Language, now: number): string {
  const instant = Date.parse(at)
  if (!Number.isFinite(instant)) return at
  const withYear = new Date(instant).getFullYear() !== new Date(now).getFullYear()
  const parts = formatter(language, withYear).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? ''
  const day = [part('weekday'), part('day'), part('month'), part('year')].filter((text) => text !== '').join(' ')
  return `${day}, ${part('hour')}:${part('minute')}`
}
