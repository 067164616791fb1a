import type { Clock } from '../ports/clock.ts'

/** How many may leave now under a limit of so many per second. */
export interface Allowance {
  /** At most `wanted`, counted as used. */
  take(wanted: number): number
  giveBack(count: number): void
  /** when at least one may leave again */
  nextAt(): number
}

/** Refilled evenly; what was not used adds up to a tenth of a second, so that nothing ever leaves in one burst. 0 = no limit. */
export function allowance(perSecond: number, clock: Clock): Allowance {
  if (perSecond === 0) return { take: (wanted) => wanted, giveBack: () => undefined, nextAt: () => clock.now() }
  const most = Math.max(1, perSecond / 10)
  let left = most
  let filledAt = clock.now()

  function refill(): void {
    const now = clock.now()
    left = Math.min(most, left + ((now - filledAt) / 1000) * perSecond)
    filledAt = now
  }

  return {
    take(wanted) {
      refill()
      const taken = Math.min(wanted, Math.floor(left))
      left -= taken
      return taken
    },
    giveBack(count) {
      left = Math.min(most, left + count)
    },
    nextAt() {
      refill()
      return filledAt + Math.ceil(Math.max(0, (1 - left) / perSecond) * 1000)
    },
  }
}
