import { runBatch } from '@couveuse/runtime/worker/run-batch'
import { type Bench, END, FLOW_KEY, openBench, receiveEntries } from './workload.ts'

export interface Throughput {
  readonly contacts: number
  readonly steps: number
  readonly seconds: number
  readonly stepsPerSecond: number
}

const BATCH = 1000

/** (a) The runtime's own rounds - claim, load, takeTurn, commit - over SQLite on disk until every contact has ended. */
export async function engineOnSqlite(contacts: number): Promise<Throughput> {
  const bench = await openBench(contacts)
  try {
    await drain(bench, bench.clock.now())
    await receiveEntries(bench.store, contacts)
    const startedAt = performance.now()
    await drain(bench, END)
    const seconds = (performance.now() - startedAt) / 1000
    const steps = await stepsTaken(bench)
    return { contacts, steps, seconds, stepsPerSecond: steps / seconds }
  } finally {
    await bench.close()
  }
}

/** Runs rounds and moves the clock to whatever is due next, up to `until`. */
export async function drain(
  { batch, clock, store }: Pick<Bench, 'batch' | 'clock' | 'store'>,
  until: number,
): Promise<void> {
  for (;;) {
    const { claimed } = await runBatch(batch, { limit: BATCH })
    if (claimed === BATCH) continue
    const nextAt = await store.turns.nextDueAt()
    if (nextAt === null || nextAt > until) return
    clock.moveTo(Math.max(nextAt, clock.now()))
  }
}

/** Visits that left a step, as the live counts have them. */
export async function stepsTaken({ store }: Pick<Bench, 'store'>): Promise<number> {
  const counts = await store.flows.stepCounts(FLOW_KEY)
  return counts.reduce((sum, { left }) => sum + Object.values(left).reduce((a, b) => a + b, 0), 0)
}
