import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isPgPool } from 'bullmq'
import { describe } from 'vitest'
import type { Place } from './contract-harness.ts'
import { queueContract } from './contract-suite.ts'
import { openEmbedded } from './embedded.ts'
import { startJobQueues } from './job-queues.ts'
import { watchOutages } from './outage.ts'
import { ringContract } from './ring-suite.ts'

const TRUNCATE =
  'truncate bullmq.job, bullmq.event, bullmq.dedup, bullmq.dedup_next, bullmq.meta, bullmq.scheduler cascade'

async function embedded(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'couveuse-queue-'))
  let empty = () => Promise.resolve()
  return {
    // As openQueues does it, but with the backend in hand: nobody else can look into the folder.
    async open({ prefix, now, log }) {
      const outages = watchOutages({ now, log })
      const backend = await openEmbedded({ dataDir, report: outages.report, log })
      empty = async () => {
        if (isPgPool(backend.producer)) await backend.producer.query(TRUNCATE)
      }
      return startJobQueues(backend, { prefix, closeWithinMs: 10_000, now, log, outages })
    },
    empty: () => empty(),
    close: () => rm(dataDir, { recursive: true, force: true }),
  }
}

describe('The embedded queues', () => queueContract(embedded, Date.now))
describe('The embedded queues:', () => ringContract(embedded, Date.now))
