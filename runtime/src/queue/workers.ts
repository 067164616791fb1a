import type { JsonObject } from '@couveuse/shared/contract/json'
import { type Job as BullJob, type IQueueBackend, Worker } from 'bullmq'
import type { Logger } from '../ports/logger.ts'
import type { Backend, Report } from './backend.ts'
import { type Job, QUEUES, type QueueName, type WorkOptions } from './queues.ts'
import { oneRunPerKey } from './runs.ts'

/** An idle worker looks for itself this often, should a notification have been lost. */
const LOOK_EVERY_S = 10
const RETRY_BACKEND_MS = 1000

type Bull = BullJob<JsonObject, void, string>

export interface RunningWorker {
  /** Takes no further job; resolves when those in hand are done and the backend knows. */
  close(): Promise<void>
  /** Resolves when no handler of this worker is at work. */
  idle(): Promise<void>
}

export interface WorkerOptions<B extends IQueueBackend, C> {
  readonly backend: Backend<B, C>
  readonly name: QueueName
  /** The name in the backend. */
  readonly queue: string
  readonly handler: (job: Job) => Promise<void>
  readonly options: WorkOptions
  /** Called when a job that holds this deduplication id begins. */
  readonly began: (deduplicationId: string) => void
  readonly report: Report
  readonly log: Logger
}

/**
 * A BullMQ worker whose jobs give up their deduplication id before the handler begins. So a ring is only ever swallowed
 * by a job that has not begun and will see what the ringer wrote; one that comes later is a job of its own, which makes
 * the running one go round once more. A job that a crash left at work blocks nobody.
 */
export function startWorker<B extends IQueueBackend, C>(start: WorkerOptions<B, C>): RunningWorker {
  const { backend, name, queue, handler, options, began, report, log } = start
  const { concurrency = QUEUES[name].concurrency, limiter } = options
  const atWork = new Set<Promise<void>>()
  const runForKey = oneRunPerKey(run)

  async function run(bull: Bull): Promise<void> {
    const running = handler(jobOf(bull))
    atWork.add(running)
    try {
      await running
    } finally {
      atWork.delete(running)
    }
  }

  async function take(bull: Bull): Promise<void> {
    const id = bull.deduplicationId
    if (!id) return run(bull)
    await bull.removeDeduplicationKey()
    began(id)
    return runForKey(id, bull)
  }

  const worker = new Worker<JsonObject, void, string, B, never, C>(
    queue,
    take,
    {
      connection: backend.consumer,
      concurrency,
      drainDelay: LOOK_EVERY_S,
      runRetryDelay: RETRY_BACKEND_MS,
      ...(limiter && { limiter: { max: limiter.max, duration: limiter.durationMs } }),
    },
    backend.factory,
  )
  worker.on('error', report)
  worker.on('failed', (bull, error) => {
    const fields = { error, queue: name, job: bull?.id, data: bull?.data, attempt: bull?.attemptsMade }
    const again = bull !== undefined && bull.attemptsMade < (bull.opts.attempts ?? 1)
    if (again) log.warn(fields, `A job of ${name} failed and will be tried again.`)
    else log.error(fields, `A job of ${name} failed for good.`)
  })
  return {
    close: () => worker.close(),
    async idle() {
      while (atWork.size > 0) await Promise.allSettled(atWork)
    },
  }
}

function jobOf(bull: Bull): Job {
  const attempt = bull.attemptsMade + 1
  return { id: bull.id ?? '', data: bull.data, attempt, isLastAttempt: attempt >= (bull.opts.attempts ?? 1) }
}
