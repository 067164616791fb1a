import { InvariantError } from '@couveuse/shared/contract/problem'
import type { Clock } from '../ports/clock.ts'

/** A clock that only moves when told, and rings what it passes. */
export interface TestClock extends Clock {
  /** Moves to `at` (never back) and rings, in order, everything that was to ring by then. */
  moveTo(at: number): void
  moveBy(ms: number): void
  /** Earliest instant something wants to be rung at; null = nothing does. */
  nextAt(): number | null
}

export function testClock(startAt: number): TestClock {
  let present = startAt
  const rings = new Set<{ readonly at: number; readonly callback: () => void }>()
  const earliest = () =>
    [...rings].reduce<{ at: number; callback: () => void } | undefined>(
      (first, ring) => (first === undefined || ring.at < first.at ? ring : first),
      undefined,
    )

  function moveTo(at: number): void {
    if (at < present) throw new InvariantError(`The clock cannot go back from ${present} to ${at}.`)
    for (let ring = earliest(); ring !== undefined && ring.at <= at; ring = earliest()) {
      rings.delete(ring)
      present = Math.max(present, ring.at)
      ring.callback()
    }
    present = at
  }

  return {
    now: () => present,
    wakeAt(at, callback) {
      const ring = { at, callback }
      rings.add(ring)
      // What lies in the past rings by itself, but never inside the call that asked for it.
      if (at <= present) queueMicrotask(() => rings.delete(ring) && callback())
      return () => rings.delete(ring)
    },
    moveTo,
    moveBy: (ms) => moveTo(present + ms),
    nextAt: () => earliest()?.at ?? null,
  }
}
