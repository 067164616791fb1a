import { tmpdir } from 'node:os'
import pg from 'pg'
import { describe, vi } from 'vitest'
import { startPostgres } from '../testing/servers.ts'
import { queueContract } from './contract-suite.ts'
import { openQueues } from './open-queues.ts'
import { ringContract } from './ring-suite.ts'
import { outageContract, type ServedPlace } from './server-suite.ts'

const TRUNCATE =
  'truncate bullmq.job, bullmq.event, bullmq.dedup, bullmq.dedup_next, bullmq.meta, bullmq.scheduler cascade'

async function onPostgres(): Promise<ServedPlace> {
  const server = await startPostgres()
  return {
    open: (opening) => openQueues({ url: server.url, dataDir: tmpdir(), ...opening }),
    async empty() {
      const client = new pg.Client(server.url)
      await client.connect()
      try {
        // The workers' statements may stand in its way, as in a real emptying: the server then ends one of the two.
        await vi.waitFor(() => client.query(TRUNCATE), { timeout: 10_000 })
      } finally {
        await client.end()
      }
    },
    server,
    close: server.stop,
  }
}

describe('The queues on PostgreSQL', () => queueContract(onPostgres, Date.now))
describe('The queues on PostgreSQL:', () => ringContract(onPostgres, Date.now))
describe('The queues on a PostgreSQL that', () => outageContract(onPostgres, Date.now))
