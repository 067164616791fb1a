import type { JobQueues, QueueCounts, QueueName } from '../queue/queues.ts'
import type { FlowBalance, SetAsideCount } from '../store/operations.ts'
import type { OutboxLane, OutboxState } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import type { LoopPulse } from './instrument.ts'

/** How the runtime is doing, as far as counters and indexes tell: cheap enough for every few seconds. */
export interface Pulse {
  readonly at: number
  /** since when anybody has been at work: what became due before waits for no longer than this */
  readonly since: number
  /** failed enrollments */
  readonly stuck: number
  readonly due: { readonly count: number; readonly oldestAt: number | null }
  readonly inboxDepth: number
  readonly setAside: SetAsideCount
  readonly outbox: readonly {
    readonly lane: OutboxLane
    readonly state: OutboxState
    readonly count: number
    readonly oldestAt: number
  }[]
  readonly balances: readonly FlowBalance[]
  /** the last round of turns could be begun and written */
  readonly isLoopWell: boolean
  readonly isQueueWell: boolean
}

export interface PulseDeps {
  readonly store: Pick<Store, 'operations' | 'turns' | 'outbox' | 'inbox'>
  readonly queue: Pick<JobQueues, 'ping'>
  readonly loop: LoopPulse
  /** when the runtime began */
  readonly since: number
}

export async function takePulse({ store, queue, loop, since }: PulseDeps, now: number): Promise<Pulse> {
  const [stuck, due, inboxDepth, setAside, outbox, balances, isQueueWell] = await Promise.all([
    store.operations.failedCount(),
    store.turns.overdue(now),
    store.inbox.depth(),
    store.operations.setAsideCount(),
    store.outbox.depth(),
    store.operations.balances(),
    answers(queue.ping()),
  ])
  return {
    at: now,
    since,
    stuck,
    due: { count: due.count, oldestAt: due.oldestDueAt },
    inboxDepth,
    setAside,
    outbox,
    balances,
    isLoopWell: loop.isWell(),
    isQueueWell,
  }
}

export const answers = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  )

/** Jobs by queue; undefined where the queue does not answer. */
export const jobsOf = (queues: Pick<JobQueues, 'counts'>): Promise<Record<QueueName, QueueCounts> | undefined> =>
  queues.counts().catch(() => undefined)
