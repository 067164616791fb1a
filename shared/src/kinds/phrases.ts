import type { Language } from '../contract/words.ts'
import { MS_PER_HOUR, MS_PER_MINUTE, WEEKDAYS } from '../time/calendar-date.ts'
import { parseDuration } from '../time/duration.ts'

/** Words that the descriptions of several kinds share. Descriptions are for people: nothing reads them back. */

const UNITS = [
  ['years', { en: ['year', 'years'], fr: ['an', 'ans'] }],
  ['months', { en: ['month', 'months'], fr: ['mois', 'mois'] }],
  ['weeks', { en: ['week', 'weeks'], fr: ['semaine', 'semaines'] }],
  ['days', { en: ['day', 'days'], fr: ['jour', 'jours'] }],
  ['hours', { en: ['hour', 'hours'], fr: ['heure', 'heures'] }],
  ['minutes', { en: ['minute', 'minutes'], fr: ['minute', 'minutes'] }],
  ['seconds', { en: ['second', 'seconds'], fr: ['seconde', 'secondes'] }],
] as const

/** "3 days", "1 jour et 12 heures"; the text itself where it is no duration. The sign is left to the caller. */
export function durationInWords(text: string, language: Language): string {
  const read = parseDuration(text)
  if (!read) return `“${text}”`
  const { milliseconds } = read
  const amounts = {
    ...read,
    hours: Math.floor(milliseconds / MS_PER_HOUR),
    minutes: Math.floor((milliseconds % MS_PER_HOUR) / MS_PER_MINUTE),
    seconds: (milliseconds % MS_PER_MINUTE) / 1000,
  }
  const parts = UNITS.flatMap(([unit, names]) => {
    const amount = amounts[unit]
    if (amount === 0) return []
    const [one, many] = names[language]
    const isOne = language === 'fr' ? amount < 2 : amount === 1
    return [`${formatNumber(amount, language)} ${isOne ? one : many}`]
  })
  return parts.length === 0 ? { en: '0 days', fr: '0 jour' }[language] : listInWords(parts, 'and', language)
}

function formatNumber(amount: number, language: Language): string {
  const text = String(amount)
  return language === 'fr' ? text.replace('.', ',') : text
}

const JOINERS = { and: { en: 'and', fr: 'et' }, or: { en: 'or', fr: 'ou' } }

/** "a, b or c". */
export function listInWords(items: readonly string[], joiner: keyof typeof JOINERS, language: Language): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${JOINERS[joiner][language]} ${items.at(-1)}`
}

const DAY_NAMES = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  fr: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
}

interface WindowText {
  readonly days?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly zone?: string | undefined
}

/** "Mon-Fri 09:00-17:00", "lun.-ven. 09:00-17:00 (Europe/Paris)". */
export function windowInWords({ days, from, to, zone }: WindowText, language: Language): string {
  const hours = from === undefined && to === undefined ? '' : `${from ?? '?'}-${to ?? '?'}`
  const pinned = zone === undefined || zone === 'flow' ? '' : `(${zone})`
  return [days ? daysInWords(days, language) : '', hours, pinned].filter((part) => part !== '').join(' ')
}

/** Runs of three days or more become a range: "Mon-Wed, Fri". */
function daysInWords(days: readonly string[], language: Language): string {
  const names = DAY_NAMES[language]
  const chosen = WEEKDAYS.map((day) => days.includes(day))
  const parts: string[] = []
  for (let first = 0; first < chosen.length; first += 1) {
    if (!chosen[first]) continue
    let last = first
    while (chosen[last + 1]) last += 1
    if (last - first >= 2) parts.push(`${names[first]}-${names[last]}`)
    else parts.push(...names.slice(first, last + 1))
    first = last
  }
  return parts.join(', ')
}

/** `P3D` said as when: "3 days before", "3 jours après", nothing where it is no offset. */
export function offsetInWords(text: string, language: Language): string {
  const isBefore = parseDuration(text)?.sign === -1
  const amount = durationInWords(text, language)
  return `${amount} ${isBefore ? { en: 'before', fr: 'avant' }[language] : { en: 'after', fr: 'après' }[language]}`
}

/** French puts a narrow no-break space inside guillemets. */
export function quoted(text: string, language: Language): string {
  return language === 'fr' ? `«\u202f${text}\u202f»` : `“${text}”`
}
