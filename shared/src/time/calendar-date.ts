/**
 * Arithmetic of the proleptic Gregorian calendar on day numbers (0 = 1970-01-01). It knows no zones; `zone-offsets.ts`
 * knows nothing else. A "wall" is a local date and time written as milliseconds as if it were UTC.
 */

export const MS_PER_MINUTE = 60_000
export const MS_PER_HOUR = 3_600_000
export const MS_PER_DAY = 86_400_000

/** Monday first, as ISO weeks and FLOW-DSL §5 windows write them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** A calendar date; `month` 1-12, `day` 1-31. */
export type CalendarDate = { readonly year: number; readonly month: number; readonly day: number }

const DAYS_PER_ERA = 146_097 // 400 Gregorian years
const EPOCH_SHIFT = 719_468 // days from 0000-03-01 to 1970-01-01

/** The day number of a date. Algorithm: H. Hinnant, "chrono-compatible low-level date algorithms". */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year // years that begin in March put the leap day last
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT
}

/** The date of a day number: the inverse of {@link dayNumber}. */
export function dateOfDay(day: number): CalendarDate {
  const shifted = day + EPOCH_SHIFT
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const dayOfEra = shifted - era * DAYS_PER_ERA
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** 28 to 31; `month` 1-12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29
  return DAYS_IN_MONTH[month - 1] ?? 0
}

/** True for a date that is on the calendar: 2024-02-30 is not (fine print 96). */
export function isRealDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayIndex(day: number): number {
  const index = (day + 3) % 7 // 1970-01-01 was a Thursday
  return index < 0 ? index + 7 : index
}

/** The day number and the milliseconds since midnight of a wall. */
export function dayOfWall(wall: number): number {
  return Math.floor(wall / MS_PER_DAY)
}
