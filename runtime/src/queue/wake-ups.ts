/** How long an instant counts as armed without another look at the backend, which may have lost it: a bound on how long a lost one can block its key. */
const TRUSTED_MS = 30_000

export interface WakeUps {
  /** Resolves once the key is armed for `at` or earlier; rejects where the backend could not be told. */
  arm(key: string, at: number): Promise<void>
  /** The key's job has begun: what is armed from now on is for another run. */
  began(key: string): void
}

export interface WakeUpOptions {
  readonly now: () => number
  /** Makes the backend wake `key` at `at` or earlier, and tells the instant that is now armed there. */
  readonly place: (key: string, at: number) => Promise<number>
}

interface Key {
  /** The instant the backend is known to hold, and when that was last seen to be so. */
  armedAt?: number | undefined
  seenAt: number
  /** The instant on its way to the backend, and the earliest one asked for since. */
  placingAt?: number | undefined
  wantedAt?: number | undefined
  placing?: Promise<void> | undefined
}

/**
 * One armed instant per key, remembered so that the backend hears of an instant only when it is earlier than the armed
 * one. Arming thousands of times while one call is on its way costs one more call.
 *
 * A ring is never lost: an instant counts as covered only by one that lies ahead (its run has not begun, so it will see
 * what the caller has written). Whatever is overdue goes to the backend again.
 */
export function keepWakeUps({ now, place }: WakeUpOptions): WakeUps {
  const keys = new Map<string, Key>()
  const armed = Promise.resolve()

  async function settle(name: string, key: Key): Promise<void> {
    try {
      while (key.wantedAt !== undefined) {
        key.placingAt = key.wantedAt
        key.wantedAt = undefined
        key.armedAt = await place(name, key.placingAt)
        key.seenAt = now()
      }
    } catch (error) {
      key.armedAt = undefined
      key.wantedAt = undefined
      throw error
    } finally {
      key.placingAt = undefined
      key.placing = undefined
    }
  }

  return {
    arm(name, at) {
      const key = keys.get(name) ?? { seenAt: 0 }
      keys.set(name, key)
      const nowAt = now()
      const covers = (instant: number | undefined) => instant !== undefined && instant <= at && instant > nowAt
      if (covers(key.armedAt) && nowAt - key.seenAt < TRUSTED_MS) return armed
      if (key.placing !== undefined && covers(key.placingAt)) return key.placing
      key.wantedAt = Math.min(key.wantedAt ?? Number.POSITIVE_INFINITY, at)
      key.placing ??= settle(name, key)
      return key.placing
    },
    began(name) {
      const key = keys.get(name)
      if (key?.placing === undefined) keys.delete(name)
      else key.armedAt = undefined
    },
  }
}
