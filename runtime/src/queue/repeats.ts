import type { Report } from './backend.ts'

const LOOK_EVERY_MS = 15_000

/** A recurring entry as its backend sees it. */
export interface Repeat {
  readonly everyMs: number
  /** the instant of the backend's own clock at which it comes next; undefined where the entry is not there */
  nextAt(): Promise<number | undefined>
  put(): Promise<void>
  remove(): Promise<void>
}

export interface Repeats {
  /** Puts the entry, and from now on puts it again whenever the backend has lost it or lets it stand still. */
  keep(id: string, entry: Repeat): Promise<void>
  close(): void
}

/** When an entry was first seen with the instant at which it would come next. */
interface Seen {
  readonly nextAt: number | undefined
  readonly at: number
}

/**
 * Recurring entries live in the backend, which may be emptied, or whose clock may be put back: looks four times a minute
 * whether they are all there and move on, as the sweeper is one of them. `onLost` hears of those that had been there and
 * had to be put again.
 */
export function keepRepeats(report: Report, onLost: (ids: readonly string[]) => void): Repeats {
  const entries = new Map<string, Repeat>()
  const seen = new Map<string, Seen>()

  async function restore(id: string, entry: Repeat): Promise<boolean> {
    const at = performance.now()
    const nextAt = await entry.nextAt()
    const before = seen.get(id)
    const isNews = nextAt !== before?.nextAt
    const standsStill = nextAt !== undefined && before && !isNews && at - before.at > entry.everyMs + 2 * LOOK_EVERY_MS
    if (nextAt !== undefined && !standsStill) {
      if (isNews) seen.set(id, { nextAt, at })
      return false
    }
    if (standsStill) await entry.remove()
    await entry.put()
    seen.set(id, { nextAt: undefined, at })
    return before !== undefined
  }

  async function look(): Promise<void> {
    const ids = [...entries.keys()]
    const looks = await Promise.allSettled([...entries].map(([id, entry]) => restore(id, entry)))
    for (const one of looks) if (one.status === 'rejected') report(one.reason)
    const lost = ids.filter((_, index) => {
      const one = looks[index]
      return one?.status === 'fulfilled' && one.value
    })
    if (lost.length > 0) onLost(lost)
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref()
  return {
    async keep(id, entry) {
      entries.set(id, entry)
      await entry.put()
      seen.set(id, { nextAt: undefined, at: performance.now() })
    },
    close: () => clearInterval(timer),
  }
}
