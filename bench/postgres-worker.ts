// One worker process of the measure in postgres.ts: node bench/postgres-worker.ts URL, then told to go.
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgresStore } from '@couveuse/runtime/store/postgres/open'
import { runBatch } from '@couveuse/runtime/worker/run-batch'
import { END, roundsOver, START } from './workload.ts'

const BATCH = 1000
const WAIT_MS = 10

const store = await openPostgresStore({ url: process.argv[2] ?? '', now: START })
const { batch, clock } = roundsOver(store)
process.send?.('ready')
await once(process, 'message')
const before = process.cpuUsage()
for (;;) {
  const { claimed } = await runBatch(batch, { limit: BATCH })
  if (claimed === BATCH) continue
  const nextAt = await store.turns.nextDueAt()
  if (nextAt === null || nextAt > END) break
  if (nextAt > clock.now()) clock.moveTo(nextAt)
  // The others have in hand what is due: time passes when they are through.
  else if (claimed === 0) await pause(WAIT_MS)
}
const { user, system } = process.cpuUsage(before)
await store.close()
process.send?.(user + system)
process.disconnect?.()
