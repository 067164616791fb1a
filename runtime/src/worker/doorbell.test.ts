import { afterEach, describe, expect, it } from 'vitest'
import type { Job, JobQueues, QueueName } from '../queue/queues.ts'
import { silentQueues } from '../queue/silent-queues.ts'
import { HOUR, MONDAY, oneMail, openWorkshop, type Workshop } from '../testing/workshop.ts'

/** A queue whose jobs the test runs by hand, and that may be away. */
function byHand() {
  const handlers = new Map<QueueName, (job: Job) => Promise<void>>()
  const armed: [QueueName, string, number][] = []
  const repeated: [QueueName, string, number][] = []
  let isAway = false
  const queues: JobQueues = {
    ...silentQueues(),
    work: (name, handler) => void handlers.set(name, handler),
    async arm(name, key, at) {
      if (isAway) throw new Error('the queue is away')
      armed.push([name, key, at])
    },
    async repeat(name, id, everyMs) {
      repeated.push([name, id, everyMs])
    },
  }
  return {
    queues,
    armed,
    repeated,
    run: (name: QueueName, data: Job['data'] = {}) =>
      handlers.get(name)?.({ id: '1', data, attempt: 1, isLastAttempt: false }),
    goAway() {
      isAway = true
    },
  }
}

describe('the doorbell', () => {
  let shop: Workshop
  afterEach(() => shop.close())

  const slow = {
    ...oneMail,
    start: 'w',
    steps: { w: { kind: 'wait', for: 'PT1H', next: { done: 'mail' } }, ...oneMail.steps },
  }

  it('is armed for the next contact that comes due, and sweeps behind that', async () => {
    const hand = byHand()
    shop = await openWorkshop({ queues: hand.queues })
    await shop.publish(slow)
    await shop.admit('ada')
    await shop.happens('ada', 'signed_up')
    expect(hand.armed.at(-1)).toEqual(['run', 'due', MONDAY + HOUR])
    expect(hand.repeated.map(([name, id]) => [name, id])).toEqual([
      ['run', 'sweep'],
      ['maintenance', 'look'],
    ])
  })

  it('is armed for the next attempt of a message', async () => {
    const hand = byHand()
    shop = await openWorkshop({ queues: hand.queues })
    await shop.publish(oneMail)
    await shop.admit('ada')
    shop.meet(() => ({ type: 'later', error: '451' }))
    await shop.happens('ada', 'signed_up')
    expect(hand.armed).toContainEqual(['dispatch-email', 'email', MONDAY + 15_000])
  })

  it('makes work that nobody rang for be found by the sweep', async () => {
    const hand = byHand()
    shop = await openWorkshop({ queues: hand.queues })
    await shop.publish(oneMail)
    await shop.admit('ada')
    await shop.store.inbox.receive([{ contact: { id: 'ada' }, cause: { type: 'enroll', flow: 'f' } }], MONDAY)
    await hand.run('run')
    await expect.poll(() => shop.pathOf('ada')).toEqual(['mail:sent'])
    await expect.poll(async () => (await shop.store.messages.get('ada.1:1'))?.state).toBe('captured')
  })

  it('may be away: everything goes on by the timers of the process', async () => {
    const hand = byHand()
    shop = await openWorkshop({ queues: hand.queues })
    await shop.publish(slow)
    await shop.admit('ada')
    hand.goAway()
    await shop.happens('ada', 'signed_up')
    await shop.passUntil(MONDAY + HOUR)
    expect(await shop.pathOf('ada')).toEqual(['w:done', 'mail:sent'])
  })

  it('has maintenance done every minute', async () => {
    const hand = byHand()
    let times = 0
    shop = await openWorkshop({
      queues: hand.queues,
      maintain: async () => {
        times += 1
      },
    })
    await hand.run('maintenance')
    expect(times).toBe(1)
  })
})
