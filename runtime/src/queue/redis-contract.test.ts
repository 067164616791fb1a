import { tmpdir } from 'node:os'
import { Redis } from 'ioredis'
import { describe } from 'vitest'
import { startRedis } from '../testing/servers.ts'
import { queueContract } from './contract-suite.ts'
import { openQueues } from './open-queues.ts'
import { ringContract } from './ring-suite.ts'
import { outageContract, type ServedPlace } from './server-suite.ts'

async function onRedis(): Promise<ServedPlace> {
  const server = await startRedis()
  return {
    open: (opening) => openQueues({ url: server.url, dataDir: tmpdir(), ...opening }),
    async empty() {
      const redis = new Redis(server.url)
      await redis.flushall()
      redis.disconnect()
    },
    server,
    close: server.stop,
  }
}

describe('The queues on Redis', () => queueContract(onRedis, Date.now))
describe('The queues on Redis:', () => ringContract(onRedis, Date.now))
describe('The queues on a Redis that', () => outageContract(onRedis, Date.now))
