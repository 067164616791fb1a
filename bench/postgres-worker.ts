// One worker process of the measure in postgres.ts: node bench/postgres-worker.ts URL WARM_UP_URL, then told to go.
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgresStore } from '@couveuse/runtime/store/postgres/open'
import { runBatch } from '@couveuse/runtime/worker/run-batch'
import { drain } from './engine-on-sqlite.ts'
import { END, fillStore, receiveEntries, roundsOver, START } from './workload.ts'

const BATCH = 1000
/** As the product steps back where others have all that is due in hand. */
const WAIT_MS = 50

const WARM_UP_CONTACTS = 1500

const [, , url = '', warmUpUrl = ''] = process.argv
await warmUp()
const store = await openPostgresStore({ url, now: START })
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

/** The same work in a database of its own: a worker in service has long been compiled. */
async function warmUp(): Promise<void> {
  const own = await openPostgresStore({ url: warmUpUrl, now: START })
  const rounds = { ...roundsOver(own), store: own }
  await fillStore(own, WARM_UP_CONTACTS)
  await drain(rounds, START)
  await receiveEntries(own, WARM_UP_CONTACTS)
  await drain(rounds, END)
  await own.close()
}
