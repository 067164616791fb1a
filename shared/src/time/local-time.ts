import {
  type CalendarDate,
  dateOfDay,
  dayNumber,
  dayOfWall,
  isRealDate,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  WEEKDAYS,
  type Weekday,
  weekdayIndex,
} from './calendar-date.ts'
import { dayStart, dayStartAfter } from './day-start.ts'
import { isTimeOfDay, timeOfDayMilliseconds } from './time-of-day.ts'
import { instantOfWall, wallAt, zoneOffsets } from './zone-offsets.ts'

export type { Weekday } from './calendar-date.ts'

/** A date and time as a clock on the wall shows it; `month` 1-12, `day` 1-31. */
export type LocalDateTime = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

/** What the wall clock of the zone shows at the instant (epoch ms). Throws on a name that is no zone. */
export function toLocal(at: number, zone: string): LocalDateTime {
  const wall = wallAt(zoneOffsets(zone), at)
  const dayIndex = dayOfWall(wall)
  const { year, month, day } = dateOfDay(dayIndex)
  const time = wall - dayIndex * MS_PER_DAY
  return {
    year,
    month,
    day,
    hour: Math.floor(time / MS_PER_HOUR),
    minute: Math.floor((time % MS_PER_HOUR) / MS_PER_MINUTE),
    second: Math.floor((time % MS_PER_MINUTE) / 1000),
    millisecond: time % 1000,
  }
}

/**
 * The instant at which the wall clock of the zone shows this. A local time that does not exist moves forward by the gap,
 * one that exists twice is the earlier (FLOW-DSL §5, Temporal's `compatible`).
 */
export function fromLocal(local: LocalDateTime, zone: string): number {
  return instantOfWall(zoneOffsets(zone), wallOf(local))
}

function wallOf(local: LocalDateTime): number {
  return (
    dayNumber(local.year, local.month, local.day) * MS_PER_DAY +
    local.hour * MS_PER_HOUR +
    local.minute * MS_PER_MINUTE +
    local.second * 1000 +
    local.millisecond
  )
}

/** The day of the week of a local date: `mon` … `sun`. */
export function weekdayOf(local: Pick<LocalDateTime, 'year' | 'month' | 'day'>): Weekday {
  return WEEKDAYS[weekdayIndex(dayNumber(local.year, local.month, local.day))] ?? 'mon'
}

/** The first instant of the local day in which the instant lies: 00:00, or the end of a gap that swallows it. */
export function startOfDay(at: number, zone: string): number {
  const offsets = zoneOffsets(zone)
  return dayStart(dayOfWall(wallAt(offsets, at)), offsets)
}

/** The first instant of the next local day, always after `at`; a day that the zone skipped is skipped. */
export function startOfNextDay(at: number, zone: string): number {
  const offsets = zoneOffsets(zone)
  return dayStartAfter(dayOfWall(wallAt(offsets, at)) + 1, at, offsets)
}

/** The instant with its local time of day replaced by a valid `HH:MM` (the `at` of fine print 97). */
export function withTimeOfDay(at: number, timeOfDay: string, zone: string): number {
  if (!isTimeOfDay(timeOfDay)) throw new Error(`"${timeOfDay}" is not a time of day: write HH:MM from 00:00 to 23:59`)
  const offsets = zoneOffsets(zone)
  const day = dayOfWall(wallAt(offsets, at))
  return instantOfWall(offsets, day * MS_PER_DAY + timeOfDayMilliseconds(timeOfDay))
}

/** UTC ISO 8601 as the DSL prints instants: `2026-03-02T08:00:00Z`, a fraction (three digits) only where there is one. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])([01]\d|2[0-3])(?::?([0-5]\d))?)?)?$/

/** The parts of an ISO 8601 date, local date-time or date-time with offset; undefined where it is none of them. */
export type DateText = {
  readonly date: CalendarDate
  /** The date, at 00:00 where it has no time, in ms as if it were UTC. */
  readonly wall: number
  /** Absent: the text is a date alone. */
  readonly local?: LocalDateTime
  /** Absent: the text has neither `Z` nor an offset. Epoch ms. */
  readonly at?: number
}

/**
 * Reads ISO 8601 extended text: real calendar dates only, seconds optional, fractions cut at the millisecond, `24:00`
 * refused (fine print 96).
 */
export function readDateText(text: string): DateText | undefined {
  const match = DATE_TIME.exec(text)
  if (!match) return undefined
  const [, years, months, days, hours, minutes, seconds = '0', fraction = '', utc, sign, offsetHours, offsetMinutes] =
    match
  const date = { year: Number(years), month: Number(months), day: Number(days) }
  if (!isRealDate(date.year, date.month, date.day)) return undefined
  const midnight = dayNumber(date.year, date.month, date.day) * MS_PER_DAY
  if (hours === undefined) return { date, wall: midnight }
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3))
  const local = { ...date, hour: Number(hours), minute: Number(minutes), second: Number(seconds), millisecond }
  const wall = wallOf(local)
  if (utc) return { date, wall, local, at: wall }
  if (!sign) return { date, wall, local }
  const offset = Number(offsetHours) * MS_PER_HOUR + Number(offsetMinutes ?? '0') * MS_PER_MINUTE
  return { date, wall, local, at: wall - (sign === '-' ? -offset : offset) }
}

/** Epoch ms of an ISO 8601 instant; undefined without `Z` or offset, or where the date is not on the calendar. */
export function parseInstant(text: string): number | undefined {
  return readDateText(text)?.at
}
