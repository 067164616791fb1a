import { addDuration, type Duration, durationProblem, parseDuration } from '../time/duration.ts'

const MS_PER_DAY = 86_400_000
/** More than the clock of any zone moves within one span. */
const WIDEST_SHIFT_MS = 26 * 3_600_000

/**
 * A rolling span, counted forwards: a thing counts from its instant until instant + span, exclusive (fine print 171).
 * Bounds on its length spare the calendar for all but the things near its end.
 */
export interface RollingSpan {
  /** ISO 8601, as written */
  readonly text: string
  readonly duration: Duration
  readonly shortest: number
  readonly longest: number
}

/** Undefined for anything but a positive ISO 8601 duration of at most P10Y (fine print 122, 123). */
export function readRollingSpan(value: unknown): RollingSpan | undefined {
  if (typeof value !== 'string' || durationProblem(value, { allow: 'positive' }) !== undefined) return undefined
  const duration = parseDuration(value)
  if (!duration) return undefined
  const { years, months, weeks, days, milliseconds } = duration
  if (years + months + weeks + days === 0)
    return { text: value, duration, shortest: milliseconds, longest: milliseconds }
  const exactDays = weeks * 7 + days
  return {
    text: value,
    duration,
    shortest: (years * 365 + months * 28 + exactDays) * MS_PER_DAY + milliseconds - WIDEST_SHIFT_MS,
    longest: (years * 366 + months * 31 + exactDays) * MS_PER_DAY + milliseconds + WIDEST_SHIFT_MS,
  }
}

/** The first instant at which a thing of that instant no longer counts, by the calendar of the zone. */
export function endOfSpan(span: RollingSpan, at: number, zone: string): number {
  return addDuration(at, span.duration, zone)
}

/** True once instant + span is reached. A thing of the future never is. */
export function isSpanOver(span: RollingSpan, at: number, now: number, zone: string): boolean {
  const elapsed = now - at
  if (elapsed < span.shortest) return false
  return elapsed >= span.longest || now >= endOfSpan(span, at, zone)
}
