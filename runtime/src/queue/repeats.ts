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

/** Recurring entries live in the backend, which may be emptied: looks four times a minute whether they are all there, as the sweeper is one of them. */
export function keepRepeats(report: Report): Repeats {
  const entries = new Map<string, Repeat>()
  const timer = setInterval(() => {
    for (const entry of entries.values()) restore(entry).catch(report)
  }, LOOK_EVERY_MS).unref()
  return {
    async keep(id, entry) {
      entries.set(id, entry)
      await entry.put()
    },
    close: () => clearInterval(timer),
  }
}

async function restore(entry: Repeat): Promise<void> {
  if (!(await entry.isThere())) await entry.put()
}
