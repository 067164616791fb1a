import type { Logger } from '../ports/logger.ts'
import type { JobQueues, QueueName } from '../queue/queues.ts'
import type { OutboxLane } from '../store/outbox.ts'

/** Queue and key under which a lane is woken. */
const QUEUE_OF_LANE = {
  email: 'dispatch-email',
  notify: 'dispatch-email',
  sms: 'dispatch-sms',
  webhook: 'dispatch-webhook',
} as const satisfies Record<OutboxLane, QueueName>

const SWEEP_EVERY_MS = 5_000
const LOOK_EVERY_MS = 60_000

export interface Rings {
  turns(): void
  lanes(lanes: readonly OutboxLane[]): void
  /** whatever may have been missed: something waits in any lane, somebody else has died */
  sweep(): void
  schedules(): void
  /** the minute's look at how the runtime is doing */
  look(): Promise<void>
}

export interface Doorbell {
  armTurns(at: number): void
  armLane(lane: OutboxLane, at: number): void
  armSchedules(at: number): void
  /** There is more to do than one process takes at once: whoever shares the work joins in. */
  ringOthers(): void
  /** Begins to answer the queue and to sweep. A queue that is away comes later: it is not waited for. */
  start(rings: Rings): void
}

/**
 * The queue as the worker knows it: wakes armed ahead, a sweeper behind them, all of them rings and nothing more. What
 * the queue cannot be told is told by the process's own timers, and by the next sweep.
 */
export function doorbell(queues: JobQueues, log: Logger): Doorbell {
  const quietly = (what: string, told: Promise<void>): void => {
    told.catch((error: unknown) => log.debug({ error, what }, `The queue was not told: ${what}.`))
  }
  return {
    armTurns: (at) => quietly('turns', queues.arm('run', 'due', at)),
    armLane: (lane, at) => quietly(lane, queues.arm(QUEUE_OF_LANE[lane], lane, at)),
    ringOthers: () => quietly('others', queues.add('run', { key: 'plenty' }, { deduplicationId: 'plenty' })),
    armSchedules: (at) => quietly('schedules', queues.arm('maintenance', 'schedules', at)),
    start(rings) {
      queues.work('run', async ({ data }) => {
        rings.turns()
        if (data.key === undefined) rings.sweep()
      })
      queues.work('dispatch-email', async () => rings.lanes(['email', 'notify']))
      queues.work('dispatch-sms', async () => rings.lanes(['sms']))
      queues.work('dispatch-webhook', async () => rings.lanes(['webhook']))
      queues.work('maintenance', async ({ data }) => {
        if (data.key === 'schedules') rings.schedules()
        else await rings.look()
      })
      quietly('sweep', queues.repeat('run', 'sweep', SWEEP_EVERY_MS, {}))
      quietly('look', queues.repeat('maintenance', 'look', LOOK_EVERY_MS, {}))
    },
  }
}
