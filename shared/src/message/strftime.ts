import { type LocalDateTime, weekdayOf } from '../time/local-time.ts'

/** A moment as one clock shows it, ready to be written. */
export interface WrittenMoment {
  readonly local: LocalDateTime
  /** epoch ms */
  readonly at: number
  /** minutes east of UTC */
  readonly offset: number
  /** what `%Z` writes; the offset where there is no name */
  readonly zone?: string
}

/** Names of months and days; index 0 = January, Sunday. */
interface Names {
  readonly months: readonly string[]
  readonly shortMonths: readonly string[]
  readonly days: readonly string[]
  readonly shortDays: readonly string[]
}

const words = (text: string): readonly string[] => text.split(' ')

const ENGLISH: Names = {
  months: words('January February March April May June July August September October November December'),
  shortMonths: words('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'),
  days: words('Sunday Monday Tuesday Wednesday Thursday Friday Saturday'),
  shortDays: words('Sun Mon Tue Wed Thu Fri Sat'),
}
const FRENCH: Names = {
  months: words('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
  shortMonths: words('janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'),
  days: words('dimanche lundi mardi mercredi jeudi vendredi samedi'),
  shortDays: words('dim. lun. mar. mer. jeu. ven. sam.'),
}

/** Names in the reader's language where we have them, else English. Never those of the machine. */
export function namesFor(language: unknown): Names {
  return typeof language === 'string' && /^fr\b/i.test(language.trim()) ? FRENCH : ENGLISH
}

interface Written extends WrittenMoment {
  readonly names: Names
  /** days since Sunday */
  readonly weekday: number
  /** 1 on January 1st */
  readonly dayOfYear: number
}

type Code = readonly [write: (moment: Written, colon: boolean, width: number) => string | number, width?: number]

const SUNDAY_FIRST = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const hour12 = (hour: number): number => hour % 12 || 12
const pad = (value: number, width = 2): string => String(value).padStart(width, '0')
const date = ({ local }: Written): string => `${local.month}/${local.day}/${local.year}`
const time = ({ local: { hour, minute, second } }: Written): string =>
  `${hour12(hour)}:${pad(minute)}:${pad(second)} ${hour < 12 ? 'AM' : 'PM'}`

/** The directives of liquidjs, each with the width it is padded to. */
const CODES: ReadonlyMap<string, Code> = new Map<string, Code>([
  ['a', [({ names, weekday }) => names.shortDays[weekday] ?? '']],
  ['A', [({ names, weekday }) => names.days[weekday] ?? '']],
  ['b', [({ names, local }) => names.shortMonths[local.month - 1] ?? '']],
  ['h', [({ names, local }) => names.shortMonths[local.month - 1] ?? '']],
  ['B', [({ names, local }) => names.months[local.month - 1] ?? '']],
  ['c', [(moment) => `${date(moment)}, ${time(moment)}`]],
  ['C', [({ local }) => Math.floor(local.year / 100), 2]],
  ['d', [({ local }) => local.day, 2]],
  ['e', [({ local }) => local.day, 2]],
  ['H', [({ local }) => local.hour, 2]],
  ['I', [({ local }) => hour12(local.hour), 2]],
  ['j', [({ dayOfYear }) => dayOfYear, 3]],
  ['k', [({ local }) => local.hour, 2]],
  ['l', [({ local }) => hour12(local.hour), 2]],
  ['L', [({ local }) => local.millisecond, 3]],
  ['m', [({ local }) => local.month, 2]],
  ['M', [({ local }) => local.minute, 2]],
  [
    'N',
    [
      ({ local }, _colon, width) =>
        pad(local.millisecond, 3)
          .slice(0, width || 9)
          .padEnd(width || 9, '0'),
    ],
  ],
  ['p', [({ local }) => (local.hour < 12 ? 'AM' : 'PM')]],
  ['P', [({ local }) => (local.hour < 12 ? 'am' : 'pm')]],
  ['q', [({ local }) => ordinalSuffix(local.day)]],
  ['s', [({ at }) => Math.floor(at / 1000)]],
  ['S', [({ local }) => local.second, 2]],
  ['u', [({ weekday }) => weekday || 7]],
  ['U', [({ dayOfYear, weekday }) => Math.floor((dayOfYear + 6 - weekday) / 7), 2]],
  ['w', [({ weekday }) => weekday]],
  ['W', [({ dayOfYear, weekday }) => Math.floor((dayOfYear + 6 - ((weekday + 6) % 7)) / 7), 2]],
  ['x', [date]],
  ['X', [time]],
  ['y', [({ local }) => local.year % 100, 2]],
  ['Y', [({ local }) => local.year, 4]],
  ['z', [({ offset }, colon) => offsetText(offset, colon)]],
  ['Z', [({ zone, offset }, colon) => zone ?? offsetText(offset, colon)]],
  ['t', [() => '\t']],
  ['n', [() => '\n']],
  ['%', [() => '%']],
])

const PADDED_WITH_SPACES: ReadonlySet<string> = new Set('aAbBceklpP')
const DIRECTIVE = /%([-_0^#:]*)(\d{0,3})[EO]?([a-zA-Z%])/g
const MS_PER_DAY = 86_400_000

/**
 * Writes a moment as liquidjs's `date` filter does, from plain numbers: liquidjs's own goes through the clock of the
 * machine, which must never show in a message (fine print 118).
 */
export function strftime(moment: WrittenMoment, format: string, names: Names): string {
  const { local } = moment
  const written: Written = {
    ...moment,
    names,
    weekday: SUNDAY_FIRST.indexOf(weekdayOf(local)),
    dayOfYear: (Date.UTC(local.year, local.month - 1, local.day) - Date.UTC(local.year, 0, 1)) / MS_PER_DAY + 1,
  }
  return format.replace(DIRECTIVE, (directive, flags: string, width: string, letter: string) => {
    const code = CODES.get(letter)
    return code ? writeCode(code, written, flags, Number(width), letter) : directive
  })
}

function writeCode([write, ownWidth = 0]: Code, moment: Written, flags: string, width: number, letter: string): string {
  const text = changeCase(String(write(moment, flags.includes(':'), width)), flags)
  if (flags.includes('-')) return text
  let filler = PADDED_WITH_SPACES.has(letter) ? ' ' : '0'
  if (flags.includes('_')) filler = ' '
  else if (flags.includes('0')) filler = '0'
  return text.padStart(width || ownWidth, filler)
}

function changeCase(text: string, flags: string): string {
  if (flags.includes('^')) return text.toUpperCase()
  if (!flags.includes('#')) return text
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
}

function offsetText(offset: number, colon: boolean): string {
  const minutes = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}${colon ? ':' : ''}${pad(minutes % 60)}`
}

function ordinalSuffix(day: number): string {
  if (day >= 11 && day <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}
