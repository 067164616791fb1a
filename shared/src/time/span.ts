import { addDuration, duration } from './duration.ts'

/**
 * Rolling spans (`within`, `withinLast`, `olderThan`, caps) are counted forwards: a thing counts from its instant until
 * instant + span, exclusive (fine print 148, 171). Counting back from now would differ at month ends.
 */

/** The first instant at which a thing that happened at `at` no longer counts. */
export function spanEnd(at: number, durationText: string, zone: string): number {
  return addDuration(at, duration(durationText), zone)
}

/** True while a thing that happened at `at` counts: `at` <= `now` < `at` + span. */
export function isWithinSpan(at: number, durationText: string, now: number, zone: string): boolean {
  return at <= now && now < spanEnd(at, durationText, zone)
}
