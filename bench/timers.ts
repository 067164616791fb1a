import { setTimeout as sleep } from 'node:timers/promises'
import type { Runtime } from '@couveuse/runtime/runtime'
import { startRedis } from '@couveuse/runtime/testing/servers'
import { flowSchema } from '@couveuse/shared/flow/schema'
import { importContacts, publish, withProduct } from './product.ts'
import { type Quantiles, quantiles } from './quantiles.ts'

const SETTLE_MS = 2_000

/** A wait until an instant of the contact's own, then two steps: the common case of a timer. */
const timers = flowSchema.parse({
  dsl: 1,
  key: 'timers',
  start: 'pause',
  steps: {
    pause: { kind: 'wait', untilAttribute: 'contact.dueAt', next: { done: 'points' } },
    points: { kind: 'score', engagement: 1, reason: 'waited', next: { done: 'bye' } },
    bye: { kind: 'end', reason: 'done', outcome: 'neutral' },
  },
})

export interface TimerLateness extends Quantiles {
  readonly perSecond: number
}

/** A turn says when it was begun; it counts when it is written. Turns are written one batch after the other. */
function commitOf(begunAt: number, commits: readonly number[]): number {
  let low = 0
  let high = commits.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((commits[middle] ?? 0) < begunAt) low = middle + 1
    else high = middle
  }
  return commits[low] ?? Number.NaN
}

/** How late timers fire in the whole product, until what they led to is written, while `perSecond` contacts come due for `seconds`. */
export async function timerLateness(
  queue: 'embedded' | 'redis',
  perSecond: number,
  seconds: number,
): Promise<TimerLateness> {
  const redis = queue === 'redis' ? await startRedis() : undefined
  try {
    const commits: number[] = []
    const noteCommit = (point: string): void => {
      if (point === 'committed') commits.push(Date.now())
    }
    const measure = async (runtime: Runtime): Promise<number[]> => {
      const { store, worker, clock } = runtime
      await publish(runtime, timers)
      const count = perSecond * seconds
      // Setting up takes time by the number of contacts; where that was too little, the first ones would be late by it.
      const firstAt = clock.now() + SETTLE_MS + count
      await importContacts(runtime, 't', count, (index) => ({
        fields: {
          email: `t${index}@example.com`,
          dueAt: new Date(firstAt + (index * 1000) / perSecond).toISOString(),
        },
      }))
      for (let from = 0; from < count; from += 1000)
        await worker.receive(
          Array.from({ length: Math.min(1000, count - from) }, (_, index) => ({
            contact: { id: `t${from + index}` },
            cause: { type: 'enroll' as const, flow: 'timers' },
          })),
        )
      await worker.settle()
      if (clock.now() > firstAt) throw new Error('setting up took longer than planned: nothing is measured')
      await sleep(firstAt - clock.now() + seconds * 1000 + SETTLE_MS)
      return Promise.all(
        Array.from({ length: count }, async (_, index) => {
          const [visit] = await store.enrollments.journal(`t${index}.1`)
          if (visit?.due === undefined) throw new Error(`t${index} has not been woken`)
          return commitOf(visit.leftAt, commits) - visit.due
        }),
      )
    }
    const late = await withProduct(redis ? { QUEUE_URL: redis.url } : {}, measure, { crashPoint: noteCommit })
    return { perSecond, ...quantiles(late) }
  } finally {
    await redis?.stop()
  }
}
