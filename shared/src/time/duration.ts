import {
  dateOfDay,
  dayNumber,
  dayOfWall,
  daysInMonth,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
} from './calendar-date.ts'
import { remember } from './remember.ts'
import { instantOfWall, wallAt, zoneOffsets } from './zone-offsets.ts'

/**
 * An ISO 8601 duration (FLOW-DSL §5). Calendar units stay apart, for they move the wall clock; hours, minutes and
 * seconds are folded into exact milliseconds. All amounts are zero or more, under one sign.
 */
export type Duration = {
  readonly sign: 1 | -1
  readonly years: number
  readonly months: number
  readonly weeks: number
  readonly days: number
  readonly milliseconds: number
}

/** The longest duration `check` lets pass, inclusive (fine print 123). */
export const MAX_DURATION = 'P10Y'

const MS_PER_YEAR = 365.25 * MS_PER_DAY
const MS_PER_MONTH = MS_PER_YEAR / 12
const MAX_MS = 10 * MS_PER_YEAR

// Upper case only (fine print 124). The fraction may stand on the last unit that is written, which must be a time unit.
const ISO =
  /^([+-])?P(?=[\dT])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)(?:[.,](\d{1,9})(?=H$))?H)?(?:(\d+)(?:[.,](\d{1,9})(?=M$))?M)?(?:(\d+)(?:[.,](\d{1,9}))?S)?)?$/

type Unreadable = 'not ISO' | 'too fine' | 'too long'

/**
 * Reads an ISO 8601 duration, `+` or `-` in front allowed. Undefined where it is none, where it is finer than a
 * millisecond or beyond what numbers hold: a duration is honoured exactly or refused (FLOW-DSL §5).
 */
export function parseDuration(text: string): Duration | undefined {
  const read = readDuration(text)
  return typeof read === 'string' ? undefined : read
}

function readDuration(text: string): Duration | Unreadable {
  const match = ISO.exec(text)
  if (!match) return 'not ISO'
  const [, sign, years, months, weeks, days, hours, hourPart, minutes, minutePart, seconds, secondPart] = match
  const milliseconds =
    folded(hours, hourPart, MS_PER_HOUR) +
    folded(minutes, minutePart, MS_PER_MINUTE) +
    folded(seconds, secondPart, 1000)
  if (Number.isNaN(milliseconds)) return 'too fine'
  const amounts = {
    years: Number(years ?? 0),
    months: Number(months ?? 0),
    weeks: Number(weeks ?? 0),
    days: Number(days ?? 0),
    milliseconds,
  }
  if (!Object.values(amounts).every(Number.isSafeInteger)) return 'too long'
  const nothing = Object.values(amounts).every((amount) => amount === 0)
  return { sign: sign === '-' && !nothing ? -1 : 1, ...amounts }
}

/** In milliseconds, or NaN where that is no whole number. A unit times nine decimals stays below 2^53: no rounding. */
function folded(whole: string | undefined, fraction: string | undefined, unit: number): number {
  const part = fraction === undefined ? 0 : (Number(fraction) * unit) / 10 ** fraction.length
  return Number.isInteger(part) ? Number(whole ?? 0) * unit + part : Number.NaN
}

/** {@link parseDuration} for text that was validated before: remembered, and a throw where that was forgotten. */
export const duration: (text: string) => Duration = remember(1000, (text) => {
  const parsed = parseDuration(text)
  if (!parsed) throw new Error(`"${text}" is not a duration: validate durations with durationProblem first`)
  return parsed
})

/**
 * The instant moved by a duration in a zone: years and months first (the day is cut to the length of the month), then
 * weeks and days, all on the wall clock, then the exact time (FLOW-DSL §5; equal to Temporal's ZonedDateTime.add).
 */
export function addDuration(
  at: number,
  { sign, years, months, weeks, days, milliseconds }: Duration,
  zone: string,
): number {
  if (years === 0 && months === 0 && weeks === 0 && days === 0) return at + sign * milliseconds
  const offsets = zoneOffsets(zone)
  const wall = wallAt(offsets, at)
  const daysMoved = sign * (weeks * 7 + days) * MS_PER_DAY
  const monthsMoved = sign * (years * 12 + months)
  const movedWall = (monthsMoved === 0 ? wall : addMonths(wall, monthsMoved)) + daysMoved
  return instantOfWall(offsets, movedWall) + sign * milliseconds
}

function addMonths(wall: number, months: number): number {
  const dayIndex = dayOfWall(wall)
  const date = dateOfDay(dayIndex)
  const monthIndex = date.year * 12 + date.month - 1 + months
  const year = Math.floor(monthIndex / 12)
  const month = monthIndex - year * 12 + 1
  const moved = dayNumber(year, month, Math.min(date.day, daysInMonth(year, month)))
  return wall + (moved - dayIndex) * MS_PER_DAY
}

/** The same length in the other direction; nothing stays nothing. */
export function negate(d: Duration): Duration {
  return isZero(d) ? d : { ...d, sign: d.sign === 1 ? -1 : 1 }
}

/** True where no unit has an amount. */
export function isZero(d: Duration): boolean {
  return d.years === 0 && d.months === 0 && d.weeks === 0 && d.days === 0 && d.milliseconds === 0
}

/** Length for comparison only, signed: 1Y = 12M = 365.25D (fine print 123). */
export function approximateMilliseconds(d: Duration): number {
  const days = (d.weeks * 7 + d.days) * MS_PER_DAY
  return d.sign * (d.years * MS_PER_YEAR + d.months * MS_PER_MONTH + days + d.milliseconds)
}

/**
 * Why a duration is refused, in a sentence, or undefined where it is fine. `signed` is for `offset`, which alone may be
 * negative or zero (fine print 122); the limit of P10Y holds in both directions.
 */
export function durationProblem(
  text: string,
  { allow }: { readonly allow: 'positive' | 'signed' },
): string | undefined {
  const read = readDuration(text)
  if (read === 'not ISO') return `"${text}" is not an ISO 8601 duration: write it like P3D, PT4H or P1DT12H`
  if (read === 'too fine') return `"${text}" is finer than a millisecond`
  if (read === 'too long') return tooLong(text)
  if (allow === 'positive' && isZero(read)) return `"${text}" lasts no time: a duration here must be longer than zero`
  if (allow === 'positive' && read.sign === -1) return `"${text}" is negative: only an offset may go back in time`
  return Math.abs(approximateMilliseconds(read)) > MAX_MS ? tooLong(text) : undefined
}

function tooLong(text: string): string {
  return `"${text}" is longer than ${MAX_DURATION}, the longest duration allowed`
}
