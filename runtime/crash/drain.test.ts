import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { redisPlace } from './queue-places.ts'
import { openWorld, signUp } from './world.ts'

const PEOPLE = 200
/** What `stop` promises, and the closing of store and queue after it. */
const WITHIN_MS = 20_000

describe('SIGTERM', () => {
  it.concurrent('under load drains: it ends with 0, nothing is left in nobody’s knowledge, and whoever was confirmed arrives', {
    timeout: 400_000,
  }, async ({ onTestFinished }) => {
    const queue = await redisPlace()
    onTestFinished(() => queue.close())
    const world = await openWorld({ people: PEOPLE, queue })
    onTestFinished(() => world.close())
    const child = await world.start({ LOG_LEVEL: 'info' })
    // A provider that takes its time, so that there always is something on its way.
    world.mailbox.meet({ content: () => pause(30, undefined) })
    await world.tell(PEOPLE / 2)
    await eventually(() => expect(world.mailbox.mails.length).toBeGreaterThan(5))
    child.kill('SIGTERM')
    // Others go on telling while it stops: who gets a 202 counts, who does not tells again.
    let confirmed = PEOPLE / 2
    for (;;) {
      const answer = await signUp(child, confirmed, confirmed + 1)
      if (answer?.status !== 202 || confirmed + 1 === PEOPLE) break
      confirmed += 1
    }
    expect(await child.gone).toBe('exit 0')
    await world.withStore(async (store) => {
      const states = (await store.outbox.depth()).map(({ state }) => state)
      expect(states.filter((state) => state !== 'queued')).toEqual([])
    })
    expect(child.log().map(({ msg }) => msg)).toContain(
      'Stopping: no new work is taken, what is on its way is awaited.',
    )
    expect(child.log().filter(({ level }) => level === 'warn' || level === 'error')).toEqual([])

    await world.start()
    await world.tell(PEOPLE)
    await world.settled()
    expect(await world.child.stop()).toBe('exit 0')
    await world.expectAllThere()
  })

  it.concurrent('ends within its bound although the provider hangs: what it had in hand is unknown, and the next start holds it', {
    timeout: 400_000,
  }, async ({ onTestFinished }) => {
    const queue = await redisPlace()
    onTestFinished(() => queue.close())
    const world = await openWorld({ people: 2, queue })
    onTestFinished(() => world.close())
    const child = await world.start()
    let inHand = 0
    world.mailbox.meet({
      content() {
        inHand += 1
        return new Promise(() => undefined)
      },
    })
    await world.tell(2)
    await eventually(() => expect(inHand).toBe(2))
    const began = performance.now()
    expect(await child.stop()).toBe('exit 0')
    expect(performance.now() - began).toBeLessThan(WITHIN_MS)
    expect(child.said()).toContain('Stopped while messages were on their way')
    const next = await world.start()
    expect(next.said()).toContain('2 wait in the outbox for a decision (RESEND_POLICY=hold)')
    expect(await next.stop()).toBe('exit 0')
  })
})
