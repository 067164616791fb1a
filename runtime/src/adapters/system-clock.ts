import type { Clock } from '../ports/clock.ts'

/** Longest delay a timer takes. */
const LONGEST_MS = 2 ** 31 - 1
/** Where the wall clock was put back, `now` stands still; looking more often would not move it. */
const LOOK_AGAIN_MS = 25

/**
 * The wall clock, except that it never goes back: while the machine's clock is behind what was said before, time stands
 * still. So nothing fires before its wall-clock instant, and no turn sees a past that is later than its present.
 */
export function systemClock(read: () => number = Date.now): Clock {
  let latest = 0
  const now = (): number => {
    latest = Math.max(latest, read())
    return latest
  }
  return {
    now,
    wakeAt(at, callback) {
      let timer: NodeJS.Timeout
      let isEarly = false
      const plan = (): void => {
        const ms = Math.max(at - now(), isEarly ? LOOK_AGAIN_MS : 0)
        timer = setTimeout(ring, Math.min(ms, LONGEST_MS))
      }
      const ring = (): void => {
        if (now() >= at) return callback()
        // A timer may come a millisecond early; a clock that was put back makes it come much too early.
        isEarly = at - now() > 1
        plan()
      }
      plan()
      return () => clearTimeout(timer)
    },
  }
}
