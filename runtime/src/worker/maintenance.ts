import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { JobQueues } from '../queue/queues.ts'
import type { Store } from '../store/store.ts'

/** Later than this and somebody should know. */
const LATE_MS = 60_000

/**
 * The minute's look at the invariants: nobody due and not taken, nothing stuck on its way, a queue that answers. Says
 * something only where one does not hold.
 */
export async function lookAround(deps: {
  readonly store: Store
  readonly queues: JobQueues
  readonly clock: Clock
  readonly log: Logger
}): Promise<void> {
  const { store, queues, clock, log } = deps
  const now = clock.now()
  const { count, oldestDueAt } = await store.turns.overdue(now)
  const lateMs = oldestDueAt === null ? 0 : now - oldestDueAt
  if (lateMs > LATE_MS)
    log.warn(
      { count, lateMs },
      `${count} contacts are due; the one that waits longest has been due for ${Math.round(lateMs / 1000)} s.`,
    )
  for (const { lane, state, count: entries, oldestAt } of await store.outbox.depth()) {
    const isWaiting = state === 'held' || state === 'unknown'
    if (isWaiting)
      log.warn(
        { lane, state, count: entries, oldestAt },
        `${entries} messages (${lane}) wait for a decision in the outbox.`,
      )
  }
  const counts = await queues.counts().catch((error: unknown) => {
    log.warn({ error }, 'The queue does not answer; timers of this process go on without it.')
    return undefined
  })
  for (const [queue, { failed }] of Object.entries(counts ?? {}))
    if (failed > 0)
      log.warn({ queue, failed }, `${failed} jobs of ${queue} failed for good; the sweeper does their work.`)
}
