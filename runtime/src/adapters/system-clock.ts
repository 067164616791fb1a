import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'

/** Longest that a timer goes by itself: a wall clock that was put forward is noticed by then. */
const LOOK_EVERY_MS = 5_000
/** Where the wall clock was put back, the present comes late to an instant; looking more often would not help. */
const LOOK_AGAIN_MS = 25
/** Smaller steps are the daily work of those who keep clocks right. */
const JUMP_FROM_MS = 1_000
/** How fast time goes while the wall clock is behind what was said before. */
const CATCHING_UP = 0.5

export interface SystemClockOptions {
  /** the machine's clock, epoch milliseconds */
  readonly wall?: () => number
  /** milliseconds since some instant, by a clock that nobody can put forward or back */
  readonly elapsed?: () => number
  /** the machine's clock was put forward (positive) or back, or the machine slept */
  readonly onJump?: (byMs: number) => void
}

/**
 * The wall clock, except that it never goes back and never stands still: where the machine's clock is put back, time goes
 * on from what was said before at half speed, until both agree. So no turn sees a past that is later than its present,
 * and nobody who is due, or waits for a second, waits for as long as the clock was put back.
 */
export function systemClock({
  wall = Date.now,
  elapsed = () => performance.now(),
  onJump = () => undefined,
}: SystemClockOptions = {}): Clock {
  let said = wall()
  let wallThen = said
  let elapsedThen = elapsed()

  function now(): number {
    const wallNow = wall()
    const elapsedNow = elapsed()
    const passed = Math.max(0, elapsedNow - elapsedThen)
    const jumped = wallNow - wallThen - passed
    said = Math.max(wallNow, said + passed * CATCHING_UP)
    wallThen = wallNow
    elapsedThen = elapsedNow
    if (Math.abs(jumped) >= JUMP_FROM_MS) onJump(Math.round(jumped))
    return Math.floor(said)
  }

  return {
    now,
    wakeAt(at, callback) {
      let timer: NodeJS.Timeout
      let isEarly = false
      const plan = (): void => {
        const ms = Math.max(at - now(), isEarly ? LOOK_AGAIN_MS : 0)
        timer = setTimeout(ring, Math.min(ms, LOOK_EVERY_MS))
      }
      const ring = (): void => {
        const early = at - now()
        if (early <= 0) return callback()
        // A timer may come a millisecond early; time that goes at half speed makes it come much too early.
        isEarly = early > 1
        plan()
      }
      plan()
      return () => clearTimeout(timer)
    },
  }
}

/** Says in the log what a jump of the machine's clock means for the product. */
export const tellJumps =
  (log: Logger) =>
  (byMs: number): void => {
    const seconds = Math.round(Math.abs(byMs) / 1000)
    log.warn(
      { byMs },
      byMs > 0
        ? `The machine's clock went forward by ${seconds} s at once: who became due by that takes a turn now.`
        : `The machine's clock was put back by ${seconds} s: time goes on here from where it was, at half speed, until both agree. A restart takes the machine's time at once.`,
    )
  }
