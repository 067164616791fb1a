import type { Report } from './backend.ts'

const LOOK_EVERY_MS = 15_000

/** A recurring entry as its backend sees it. */
export interface Repeat {
  isThere(): Promise<boolean>
  put(): Promise<void>
}

export interface Repeats {
  /** Puts the entry, and from now on puts it again whenever the backend has lost it. */
  keep(id: string, entry: Repeat): Promise<void>
  close(): void
}

/**
 * Recurring entries live in the backend, which may be emptied: looks four times a minute whether they are all there, as
 * the sweeper is one of them. `onLost` hears of those that had been there and had to be put again.
 */
export function keepRepeats(report: Report, onLost: (ids: readonly string[]) => void): Repeats {
  const entries = new Map<string, Repeat>()
  const seen = new Set<string>()

  async function restore(id: string, entry: Repeat): Promise<boolean> {
    const isThere = await entry.isThere()
    if (!isThere) await entry.put()
    const isLost = !isThere && seen.has(id)
    seen.add(id)
    return isLost
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
      seen.add(id)
    },
    close: () => clearInterval(timer),
  }
}
