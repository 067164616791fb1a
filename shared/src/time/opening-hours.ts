import { dayOfWall, MS_PER_DAY, WEEKDAYS, type Weekday, weekdayIndex } from './calendar-date.ts'
import { timeOfDayMilliseconds } from './time-of-day.ts'
import { segmentAt, type ZoneOffsets } from './zone-offsets.ts'

/**
 * Weekly hours on the wall clock: what windows, quiet hours and business hours share. Within a {@link Segment} the wall
 * clock runs evenly, so the search is arithmetic there, and goes from segment to segment. That alone settles gaps,
 * repeated hours and skipped days as fine print 125 wants: an instant is inside if its wall clock is.
 */
export type OpeningHours = {
  /** Bit 0 = Monday … bit 6 = Sunday: the days on which it opens. */
  readonly days: number
  /** Milliseconds since midnight. `from` > `to` spans midnight and belongs to the day it opens. */
  readonly from: number
  readonly to: number
}

const EVERY_DAY = 0b111_1111

/** Hours from the words of a validated window; without days every day, without times whole local days. */
export function openingHours(
  days: readonly Weekday[] | undefined,
  from: string | undefined,
  to: string | undefined,
): OpeningHours {
  let bits = days ? 0 : EVERY_DAY
  if (days) for (const day of days) bits |= 1 << WEEKDAYS.indexOf(day)
  if (bits === 0) throw new Error('hours without a day never open: validate them with their schema first')
  const opensAt = from === undefined ? 0 : timeOfDayMilliseconds(from)
  const closesAt = to === undefined ? MS_PER_DAY : timeOfDayMilliseconds(to)
  if (opensAt === closesAt)
    throw new Error(`hours from ${from} to ${to} are empty: validate them with their schema first`)
  return { days: bits, from: opensAt, to: closesAt }
}

/** True if hours open on this day. */
export function opensOn(hours: OpeningHours, day: number): boolean {
  return (hours.days & (1 << weekdayIndex(day))) !== 0
}

/** The day to which a wall inside the hours belongs: the day on which they opened. */
export function openingDay(hours: OpeningHours, wall: number): number {
  const day = dayOfWall(wall)
  return hours.from > hours.to && wall - day * MS_PER_DAY < hours.to ? day - 1 : day
}

/** True if the wall clock is inside the hours: half-open [from, to). */
export function isInside(hours: OpeningHours, wall: number): boolean {
  const day = dayOfWall(wall)
  const time = wall - day * MS_PER_DAY
  if (hours.from < hours.to) return time >= hours.from && time < hours.to && opensOn(hours, day)
  return (time >= hours.from && opensOn(hours, day)) || (time < hours.to && opensOn(hours, day - 1))
}

/** The first instant at or after `at` that is inside. */
export function firstInside(hours: OpeningHours, at: number, zone: ZoneOffsets): number {
  let from = at
  for (;;) {
    const { end, offset } = segmentAt(zone, from)
    const inside = wallInside(hours, from + offset) - offset
    if (inside < end) return inside
    from = end
  }
}

/** The first instant at or after `at` that is not inside; Infinity where the hours never close. */
export function firstOutside(hours: OpeningHours, at: number, zone: ZoneOffsets): number {
  if (hours.days === EVERY_DAY && hours.from === 0 && hours.to === MS_PER_DAY) return Number.POSITIVE_INFINITY
  let from = at
  for (;;) {
    const { end, offset } = segmentAt(zone, from)
    const outside = wallOutside(hours, from + offset) - offset
    if (outside < end) return outside
    from = end
  }
}

/** The first wall at or after this one that is inside, on a clock that runs evenly. */
function wallInside(hours: OpeningHours, wall: number): number {
  if (isInside(hours, wall)) return wall
  let day = dayOfWall(wall)
  while (!opensOn(hours, day) || day * MS_PER_DAY + hours.from < wall) day += 1
  return day * MS_PER_DAY + hours.from
}

/** The first wall at or after this one that is outside, on a clock that runs evenly. */
function wallOutside(hours: OpeningHours, wall: number): number {
  let outside = wall
  while (isInside(hours, outside)) {
    const closingDay = openingDay(hours, outside) + (hours.from > hours.to ? 1 : 0)
    outside = closingDay * MS_PER_DAY + hours.to // an adjoining opening may follow, e.g. after 24:00
  }
  return outside
}
