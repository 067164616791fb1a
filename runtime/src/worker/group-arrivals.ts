import type { Arrival, ArrivalOutcome } from '../store/inbox.ts'

type Receive = (arrivals: readonly Arrival[]) => Promise<readonly ArrivalOutcome[]>

interface Waiting {
  readonly arrivals: readonly Arrival[]
  resolve(outcomes: readonly ArrivalOutcome[]): void
  reject(error: unknown): void
}

/** More than this in one transaction would keep everybody else waiting. */
const TOGETHER = 1000

/**
 * Writes what several callers bring at the same moment in one transaction: each write waits for the disk, and while one
 * does the next callers gather. A caller alone waits no longer than before.
 */
export function groupArrivals(receive: Receive): Receive {
  let waiting: Waiting[] = []

  async function flush(): Promise<void> {
    const group = waiting
    waiting = []
    if (group.length === 0) return
    try {
      const outcomes = await receive(group.flatMap(({ arrivals }) => arrivals))
      let from = 0
      for (const { arrivals, resolve } of group) {
        resolve(outcomes.slice(from, from + arrivals.length))
        from += arrivals.length
      }
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  return (arrivals) =>
    new Promise((resolve, reject) => {
      waiting.push({ arrivals, resolve, reject })
      const size = waiting.reduce((sum, one) => sum + one.arrivals.length, 0)
      if (size >= TOGETHER) void flush()
      else if (waiting.length === 1) setImmediate(() => void flush())
    })
}
