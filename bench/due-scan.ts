import Database from 'better-sqlite3'
import { median } from './quantiles.ts'
import { type Bench, openBench, START } from './workload.ts'

export interface DueScan {
  /** by number of waiting contacts: microseconds to find the thousand that are due, median */
  readonly microseconds: readonly { readonly waiting: number; readonly microseconds: number }[]
  /** the dearest by the cheapest, less one, in percent */
  readonly spreadPercent: number
}

const DUE = 1000
const LOOKS = 301

/** Finding the same number of due contacts among more and more who wait; looks at all sizes take turns. */
export async function dueScan(sizes: readonly number[]): Promise<DueScan> {
  const benches: { readonly waiting: number; readonly bench: Bench; readonly took: number[] }[] = []
  try {
    for (const waiting of sizes) benches.push({ waiting, bench: await openWaiting(waiting), took: [] })
    for (let look = 0; look < LOOKS; look++) {
      for (const { bench, took } of benches) {
        const startedAt = performance.now()
        const due = await bench.store.turns.claimDue({ now: START, limit: DUE })
        took.push((performance.now() - startedAt) * 1000)
        if (due.length !== DUE) throw new Error(`${due.length} contacts are due instead of ${DUE}`)
      }
    }
  } finally {
    for (const { bench } of benches) await bench.close()
  }
  const microseconds = benches.map(({ waiting, took }) => ({ waiting, microseconds: median(took) }))
  const all = microseconds.map((one) => one.microseconds)
  return { microseconds, spreadPercent: (Math.max(...all) / Math.min(...all) - 1) * 100 }
}

/** Only the clocks of the contacts are written: the scan reads nothing else. The due ones lie scattered among the others. */
async function openWaiting(waiting: number): Promise<Bench> {
  const bench = await openBench(0)
  const db = new Database(bench.path)
  db.pragma('foreign_keys = OFF')
  db.pragma('synchronous = OFF')
  const every = Math.floor(waiting / DUE)
  db.exec(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${waiting})
     INSERT INTO contact_clock
       (contact_ref, revision, due_at, pending, next_ordinal, fit, engagement, last_activity_at, faults)
     SELECT i, 1, CASE WHEN i % ${every} = 0 AND i / ${every} <= ${DUE} THEN ${START} - i % 60000 ELSE ${START} + 60000 + i END,
       0, 2, 0, 0, ${START}, 0 FROM n`,
  )
  db.close()
  return bench
}
