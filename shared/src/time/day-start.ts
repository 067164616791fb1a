import { MS_PER_DAY } from './calendar-date.ts'
import { firstInstantFrom, lastInstantOfWall, type ZoneOffsets } from './zone-offsets.ts'

/** The first instant of a local day (by day number): 00:00, or the end of the gap that swallows 00:00. */
export function dayStart(day: number, zone: ZoneOffsets): number {
  return firstInstantFrom(zone, day * MS_PER_DAY)
}

/**
 * As {@link dayStart}, but after `at`. They differ where clocks went back over midnight (St John's, until 2011): in the
 * second pass of 23:01-24:00 the next day has begun once already, and is about to begin again.
 */
export function dayStartAfter(day: number, at: number, zone: ZoneOffsets): number {
  const first = dayStart(day, zone)
  return first > at ? first : lastInstantOfWall(zone, day * MS_PER_DAY)
}
