import { TransientError } from '@couveuse/shared/contract/problem'
import { type ConnectionOptions, createRedisBackend, type RedisQueueBackend } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import { type Backend, type Report, withoutPassword } from './backend.ts'
import { reasonOf } from './outage.ts'

const CONNECT_TIMEOUT_MS = 2000
/** A busy machine that starts everything at once is no reason to refuse; a server that refuses is. */
const FIRST_ANSWER_WITHIN_MS = 15_000
const RECONNECT_AT_MOST_MS = 1000

/** Queues in Redis. `url` is `redis://…`, `rediss://…`, or the path of a Unix socket. Rejects with a `TransientError` where Redis does not answer. */
export async function openRedis(url: string, report: Report): Promise<Backend<RedisQueueBackend, ConnectionOptions>> {
  const address = url.replace(/^unix:(\/\/)?/, '')
  const place = withoutPassword(url)
  const reconnecting = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepAlive: 10_000,
    retryStrategy: (attempt: number) => Math.min(attempt * 100, RECONNECT_AT_MOST_MS),
  } satisfies RedisOptions
  // A ring that cannot be told now is worth nothing later, the sweeper finds the work: no queue of commands while away.
  // How long an answer may take is bounded by who asks, not here: BullMQ remembers for ever that its first command failed.
  const producer = new Redis(address, {
    ...reconnecting,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  })
  // A worker on the other hand wants to tell that its job is done, however long that takes.
  const consumer = new Redis(address, { ...reconnecting, maxRetriesPerRequest: null })
  const hangUp = () => {
    producer.disconnect()
    consumer.disconnect()
  }
  producer.on('error', report)
  consumer.on('error', report)
  try {
    await Promise.all([firstAnswer(producer), firstAnswer(consumer)])
  } catch (error) {
    hangUp()
    throw new TransientError(
      `The queue at ${place} cannot be used: ${reasonOf(error)}. Start that Redis server, or correct QUEUE_URL, or unset it to use the embedded queue.`,
      { cause: error },
    )
  }
  return {
    place,
    factory: createRedisBackend,
    producer,
    consumer,
    ping: async () => {
      await producer.ping()
    },
    abandon: () => undefined,
    close: async () => hangUp(),
  }
}

/** Resolves when the connection is ready; rejects with the first error, but for those of being late, instead of trying for ever. */
async function firstAnswer(redis: Redis): Promise<void> {
  const until = performance.now() + FIRST_ANSWER_WITHIN_MS
  await new Promise<void>((resolve, reject) => {
    redis.once('ready', resolve)
    redis.on('error', (error: Error & { readonly code?: string }) => {
      if (error.code !== 'ETIMEDOUT' || performance.now() > until) reject(error)
    })
  })
}
