import { RequestError } from '@couveuse/shared/contract/problem'
import type { Logger } from '../ports/logger.ts'
import { openEmbedded } from './embedded.ts'
import { startJobQueues } from './job-queues.ts'
import { watchOutages } from './outage.ts'
import { openPostgres } from './postgres.ts'
import type { JobQueues } from './queues.ts'
import { openRedis } from './redis.ts'

export interface OpenQueuesOptions {
  /** Unset or `embedded`; `redis://…`, `rediss://…` or the path of Redis' Unix socket; `postgres://…`. */
  readonly url: string | undefined
  /** The product's data folder, for the embedded queue. */
  readonly dataDir: string
  /** Keeps the queues of several installations apart in one Redis or PostgreSQL. No `:` inside. */
  readonly prefix?: string
  /** How long closing waits for the jobs at work; ten seconds unless told. */
  readonly closeWithinMs?: number
  readonly now: () => number
  readonly log: Logger
}

/** Opens the queues. Rejects with a message for the operator where the backend cannot be used. */
export async function openQueues({
  url,
  dataDir,
  prefix = 'couveuse',
  closeWithinMs = 10_000,
  now,
  log,
}: OpenQueuesOptions): Promise<JobQueues> {
  const outages = watchOutages({ now, log })
  const { report } = outages
  const start = { prefix, closeWithinMs, now, log, outages }
  if (!url || url === 'embedded') return startJobQueues(await openEmbedded({ dataDir, report, log }), start)
  if (/^(rediss?:\/\/|unix:|\/)/.test(url)) return startJobQueues(await openRedis(url, report), start)
  if (/^postgres(ql)?:\/\//.test(url)) return startJobQueues(await openPostgres(url, report, log), start)
  throw new RequestError(
    'wrong_setting',
    `QUEUE_URL starts with none of redis://, rediss://, unix:, / (a socket) or postgres://. Correct it, or unset it to use the embedded queue.`,
    { path: 'QUEUE_URL' },
  )
}
