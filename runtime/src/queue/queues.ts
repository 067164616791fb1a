import type { JsonObject } from '@couveuse/shared/contract/json'

/** How a queue treats its jobs unless its worker says otherwise. */
export interface QueueRules {
  /** How often a job is tried in all. */
  readonly attempts: number
  /** Pause before the second attempt; it doubles before each further one, and up to half of it is left to chance. */
  readonly backoffMs: number
  /** Jobs at work at the same time, per process. */
  readonly concurrency: number
}

/** Every queue of the product. Runs are retried soon and seldom, the sweeper comes anyway; a provider gets three quarters of an hour to recover. */
export const QUEUES = {
  ingest: { attempts: 5, backoffMs: 250, concurrency: 1 },
  run: { attempts: 5, backoffMs: 250, concurrency: 2 },
  'dispatch-email': { attempts: 10, backoffMs: 5000, concurrency: 10 },
  'dispatch-sms': { attempts: 10, backoffMs: 5000, concurrency: 5 },
  'dispatch-webhook': { attempts: 10, backoffMs: 5000, concurrency: 10 },
  maintenance: { attempts: 3, backoffMs: 1000, concurrency: 1 },
} as const satisfies Record<string, QueueRules>

export type QueueName = keyof typeof QUEUES

/** What a worker gets in hand. Payloads are ids: the database knows the rest. */
export interface Job {
  readonly id: string
  readonly data: JsonObject
  /** 1 for the first. */
  readonly attempt: number
  readonly isLastAttempt: boolean
}

export interface NewJob {
  readonly data: JsonObject
  /**
   * At most one job of this id waits or runs; adding it again meanwhile does nothing. Such a job leaves nothing behind
   * when it has failed for good, so it can be added again. No `:` inside, and not an integer.
   */
  readonly jobId?: string
  readonly delayMs?: number
  /**
   * A ring: at most one job of this id waits, and one added while another is at work runs once more after it. Jobs that
   * share the id must mean the same work.
   */
  readonly deduplicationId?: string
}

export interface WorkOptions {
  readonly concurrency?: number
  /** At most `max` jobs begin in any `durationMs`, over all processes. */
  readonly limiter?: { readonly max: number; readonly durationMs: number }
}

export interface QueueCounts {
  readonly waiting: number
  readonly delayed: number
  readonly active: number
  readonly failed: number
}

/**
 * The doorbell of the runtime. The database is the only truth: whatever is in here may be lost at any time, and every
 * ring that fails may be ignored by its caller, because the sweeper finds the work.
 *
 * While the backend is away, `add`, `addMany`, `arm`, `repeat`, `counts` and `ping` reject within two seconds; nothing
 * is buffered. Workers wait and go on by themselves when it is back.
 */
export interface JobQueues {
  /** Starts the worker of a queue, one per queue and process. What the handler throws is retried as the queue's rules say. */
  work(name: QueueName, handler: (job: Job) => Promise<void>, options?: WorkOptions): void
  add(name: QueueName, data: JsonObject, options?: Omit<NewJob, 'data'>): Promise<void>
  addMany(name: QueueName, jobs: readonly NewJob[]): Promise<void>
  /**
   * Wakes the worker at `at` (now, where that has passed) with the payload `{ key }`. One job per key: an earlier
   * instant replaces the armed one, a later one changes nothing. Cheap enough to call for every row written. While the
   * key's job is at work it counts as unarmed, so a run arms its own next one.
   */
  arm(name: QueueName, key: string, at: number): Promise<void>
  /** Has the worker called every `everyMs`, for the first time at once; the same `schedulerId` again changes the entry. */
  repeat(name: QueueName, schedulerId: string, everyMs: number, data: JsonObject): Promise<void>
  counts(): Promise<Record<QueueName, QueueCounts>>
  ping(): Promise<void>
  /** Takes no new jobs, waits a bounded time for those at work, and closes; those still at work run again later. */
  close(): Promise<void>
}
