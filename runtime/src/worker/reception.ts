import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { JobQueues } from '../queue/queues.ts'
import type { Store } from '../store/store.ts'
import { inItsTime } from './arrival-time.ts'
import type { Worker } from './worker.ts'

/**
 * What stands for the engine room in a process that only answers: arrivals are written down, and the queue rings the
 * processes that let contacts take their turns. A ring that is lost costs a few seconds: their sweep finds the work.
 */
export function openReception(deps: {
  readonly store: Pick<Store, 'inbox'>
  readonly queues: JobQueues
  readonly clock: Clock
  readonly log: Logger
}): Worker {
  const { store, queues, clock, log } = deps
  let ringing: Promise<void> | undefined
  let isRungAgain = false

  /** However many ring at once, one ring is on its way. */
  function ring(): void {
    if (ringing !== undefined) {
      isRungAgain = true
      return
    }
    ringing = queues
      .add('run', {}, { deduplicationId: 'arrivals' })
      .catch((error: unknown) => log.debug({ error }, 'The workers were not rung; their sweep finds the work.'))
      .finally(() => {
        ringing = undefined
        if (!isRungAgain) return
        isRungAgain = false
        ring()
      })
  }

  return {
    start: async () => undefined,
    async receive(arrivals) {
      const now = clock.now()
      const outcomes = await store.inbox.receive(
        arrivals.map((arrival) => inItsTime(arrival, now)),
        now,
      )
      ring()
      return outcomes
    },
    ring,
    settle: async () => {
      await ringing
    },
    stop: async () => {
      await ringing
    },
  }
}
