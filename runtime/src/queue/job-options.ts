import type { JobsOptions } from 'bullmq'
import type { NewJob, QueueRules } from './queues.ts'

const KEPT_FAILED = 200
const WAKE_UP = 'wake-'
const RING = 'ring-'

/** A new job in BullMQ's terms. Throws on an id that BullMQ would refuse or mistake for one of its own. */
export function jobOptions(rules: QueueRules, { jobId, delayMs, deduplicationId }: Omit<NewJob, 'data'>): JobsOptions {
  if (jobId !== undefined && (jobId === '' || jobId.includes(':') || /^-?\d+$/.test(jobId))) {
    throw new Error(
      `The job id "${jobId}" is empty, an integer or contains ":"; give it a word in front, as in "outbox-17".`,
    )
  }
  return {
    ...retryOptions(rules),
    // A failed job that is kept would make BullMQ drop, without a word, a new one of the same id.
    ...(jobId !== undefined && { jobId, removeOnFail: true }),
    ...(delayMs !== undefined && { delay: Math.max(0, delayMs) }),
    ...(deduplicationId !== undefined && { deduplication: { id: `${RING}${deduplicationId}` } }),
  }
}

/** The one delayed job of a key: it replaces the one that still waits for its instant. */
export function wakeUpOptions(rules: QueueRules, key: string, delayMs: number): JobsOptions {
  return {
    ...retryOptions(rules),
    delay: Math.max(0, delayMs),
    deduplication: { id: wakeUpId(key), replace: true },
  }
}

/** The deduplication id of a key's one job. */
export function wakeUpId(key: string): string {
  return `${WAKE_UP}${key}`
}

/** The key of a deduplication id; undefined where it is not a wake-up's. */
export function keyOfWakeUp(deduplicationId: string): string | undefined {
  return deduplicationId.startsWith(WAKE_UP) ? deduplicationId.slice(WAKE_UP.length) : undefined
}

export function retryOptions({ attempts, backoffMs }: QueueRules): JobsOptions {
  return {
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
    removeOnComplete: true,
    removeOnFail: KEPT_FAILED,
    stackTraceLimit: 3,
  }
}
