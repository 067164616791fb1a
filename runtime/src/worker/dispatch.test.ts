import { afterEach, describe, expect, it } from 'vitest'
import type { EffectOutcome } from '../effects/effect-outcome.ts'
import type { Store } from '../store/store.ts'
import { DAY, HOUR, oneMail, openWorkshop, type Workshop, type WorkshopOptions } from '../testing/workshop.ts'

describe('what waits in the outbox', () => {
  let shop: Workshop
  afterEach(() => shop.close())

  async function withMail(options: WorkshopOptions = {}): Promise<void> {
    shop = await openWorkshop(options)
    await shop.publish(oneMail)
    await shop.admit('ada')
  }
  const stateOf = async () => (await shop.store.messages.get('ada.1:1'))?.state

  it('leaves as soon as it was written, once, under its own key', async () => {
    await withMail()
    shop.meet(() => ({ type: 'sent', providerId: 'q1' }))
    await shop.happens('ada', 'signed_up')
    expect(shop.carriedOut.map(({ effect, attempt }) => [effect.key, attempt])).toEqual([['ada.1:1:1', 1]])
    expect(await shop.store.messages.get('ada.1:1')).toMatchObject({ state: 'sent', providerId: 'q1', attempts: 1 })
  })

  it('is tried again with growing pauses while the other side does not take it', async () => {
    await withMail()
    const at: number[] = []
    shop.meet(() => {
      at.push(shop.clock.now())
      return at.length < 5 ? { type: 'later', error: '451 try again' } : { type: 'sent' }
    })
    await shop.happens('ada', 'signed_up')
    expect(await stateOf()).toBe('queued')
    await shop.passUntil(shop.clock.now() + HOUR)
    const pauses = at.slice(1).map((instant, index) => (instant - (at[index] ?? 0)) / 1000)
    expect(pauses).toEqual([15, 30, 60, 120])
    expect(await stateOf()).toBe('sent')
  })

  it('is given up at its horizon, with the reason, and not before', async () => {
    await withMail()
    shop.meet(() => ({ type: 'later', error: '451 try again' }))
    await shop.happens('ada', 'signed_up')
    await shop.passUntil(shop.clock.now() + 23 * HOUR)
    expect(await stateOf()).toBe('queued')
    await shop.passUntil(shop.clock.now() + 2 * HOUR)
    expect(await shop.store.messages.get('ada.1:1')).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/^451 try again \(given up after \d+ tries\)$/),
    })
  })

  it('waits as long as the other side asks for', async () => {
    await withMail()
    const asked = shop.clock.now() + 3 * HOUR
    let tries = 0
    shop.meet(() => {
      tries += 1
      return tries === 1 ? { type: 'later', error: '429', notBefore: asked } : { type: 'sent' }
    })
    await shop.happens('ada', 'signed_up')
    await shop.passUntil(asked - 1)
    expect(tries).toBe(1)
    await shop.passUntil(asked)
    expect(await stateOf()).toBe('sent')
  })

  it('brings a refusal for good back to the contact: a hard bounce suppresses', async () => {
    await withMail()
    shop.meet(
      ({ effect }): EffectOutcome => ({
        type: 'refused',
        error: '550 no such user',
        arrivals: [
          {
            contact: { id: effect.contactId },
            cause: {
              type: 'event',
              event: {
                id: 'b1',
                name: 'email_bounced',
                occurredAt: shop.clock.now(),
                arrivedAt: shop.clock.now(),
                properties: { type: 'hard' },
                machine: false,
              },
            },
          },
        ],
      }),
    )
    await shop.happens('ada', 'signed_up')
    expect(await stateOf()).toBe('failed')
    expect((await shop.recordOf('ada')).contact.suppressed).toEqual(['email'])
  })

  it.each([
    ['hold', 'held', 1],
    ['resend', 'sent', 2],
  ] as const)('of which nobody knows whether it arrived, under the policy %s, is %s', async (policy, state, tries) => {
    await withMail({ policy })
    shop.meet(({ attempt }) => (attempt === 1 ? { type: 'unknown', error: 'cut after DATA' } : { type: 'sent' }))
    await shop.happens('ada', 'signed_up')
    await shop.passUntil(shop.clock.now() + HOUR)
    expect(await stateOf()).toBe(state)
    expect(shop.carriedOut.map(({ effect }) => effect.key)).toEqual(Array(tries).fill('ada.1:1:1'))
  })

  it('is held for a person after a crash that hid the answer, and goes when that person says so', async () => {
    await withMail()
    let answer: (outcome: EffectOutcome) => void = () => undefined
    shop.meet(
      () =>
        new Promise<EffectOutcome>((resolve) => {
          answer = resolve
        }),
    )
    await shop.worker.receive([{ contact: { id: 'ada' }, cause: { type: 'enroll', flow: 'f' } }])
    await expect.poll(() => shop.carriedOut.length).toBe(1)
    const crashed = shop
    shop = await restartAfterCrash(crashed)
    answer({ type: 'sent' })
    expect(await stateOf()).toBe('held')
    expect(
      shop.log.lines
        .filter(({ level }) => level === 'warn')
        .map(({ message }) => message)
        .join(),
    ).toContain('wait in the outbox')
    const row = await shop.store.messages.get('ada.1:1')
    await shop.store.outbox.settle([row?.outboxId ?? 0], 'resend', shop.clock.now())
    shop.worker.ring()
    await shop.worker.settle()
    expect(await stateOf()).toBe('captured')
  })

  it('is awaited when the runtime stops, and what waits behind it is left for the next start', async () => {
    await withMail({ dispatch: { perSecond: { email: 0, sms: 0, webhook: 0 }, mailWidth: 1 } })
    await shop.admit('bo')
    let answer: (outcome: EffectOutcome) => void = () => undefined
    shop.meet(
      () =>
        new Promise<EffectOutcome>((resolve) => {
          answer = resolve
        }),
    )
    for (const id of ['ada', 'bo'])
      await shop.worker.receive([{ contact: { id }, cause: { type: 'enroll', flow: 'f' } }])
    await expect.poll(() => shop.carriedOut.length).toBe(1)
    const stopped = shop.worker.stop(60_000)
    answer({ type: 'sent' })
    await stopped
    expect([await stateOf(), (await shop.store.messages.get('bo.1:1'))?.state]).toEqual(['sent', 'queued'])
    shop = await shop.restart()
    await shop.worker.settle()
    expect((await shop.store.messages.get('bo.1:1'))?.state).toBe('captured')
  })

  it('is not awaited for ever: stopping has its bound, and says what it left', async () => {
    await withMail()
    shop.meet(() => new Promise<EffectOutcome>(() => undefined))
    await shop.worker.receive([{ contact: { id: 'ada' }, cause: { type: 'enroll', flow: 'f' } }])
    await expect.poll(() => shop.carriedOut.length).toBe(1)
    const stopped = shop.worker.stop(10_000)
    await new Promise((resolve) => setImmediate(resolve))
    shop.clock.moveBy(10_000)
    await stopped
    expect(shop.log.lines.some(({ message }) => message.startsWith('Stopped while messages were on their way'))).toBe(
      true,
    )
    expect(await stateOf()).toBe('sending')
  })

  it('never leaves faster than allowed', async () => {
    await withMail({ dispatch: { perSecond: { email: 10, sms: 0, webhook: 0 }, mailWidth: 50 } })
    for (let n = 0; n < 30; n += 1) await shop.admit(`c${n}`)
    const at: number[] = []
    shop.meet(() => {
      at.push(shop.clock.now())
      return { type: 'sent' }
    })
    await shop.worker.receive(
      Array.from({ length: 30 }, (_, n) => ({
        contact: { id: `c${n}` },
        cause: { type: 'enroll' as const, flow: 'f' },
      })),
    )
    await shop.worker.settle()
    const startedAt = shop.clock.now()
    while (at.length < 30) {
      shop.clock.moveTo(shop.clock.nextAt() ?? startedAt)
      await shop.worker.settle()
    }
    for (const instant of at)
      expect(at.filter((other) => other >= instant && other < instant + 1000).length).toBeLessThanOrEqual(11)
    expect((at.at(-1) ?? 0) - startedAt).toBeLessThan(3100)
  })

  it('one channel that is down holds up no other', async () => {
    await withMail()
    await shop.publish({
      ...oneMail,
      key: 'texts',
      steps: { mail: { kind: 'sms', inline: { body: 'Hi' }, next: {} } },
    })
    await shop.admit('bo', { fields: { phone: '+33612345678' } })
    shop.meet(({ lane }) => (lane === 'email' ? { type: 'later', error: 'down' } : { type: 'sent' }))
    await shop.happens('bo', 'signed_up')
    expect(shop.carriedOut.map(({ lane }) => lane).sort()).toEqual(['email', 'sms'])
    const states = (await shop.store.messages.list({ limit: 10 })).items.map(({ record, state }) => [
      record.channel,
      state,
    ])
    expect(Object.fromEntries(states)).toEqual({ email: 'queued', sms: 'sent' })
  })

  it('a result that cannot be written now is kept until it can', async () => {
    let isFull = false
    const wrap = (store: Store): Store => ({
      ...store,
      outbox: {
        ...store.outbox,
        record: async (...given) => {
          if (isFull) throw new Error('disk full')
          return store.outbox.record(...given)
        },
      },
    })
    await withMail({ wrap })
    shop.meet(() => {
      isFull = true
      return { type: 'sent' }
    })
    await shop.worker.receive([{ contact: { id: 'ada' }, cause: { type: 'enroll', flow: 'f' } }])
    await expect.poll(() => shop.log.lines.some(({ message }) => message.includes('cannot be written yet'))).toBe(true)
    expect(await stateOf()).toBe('sending')
    isFull = false
    shop.clock.moveBy(1000)
    await shop.worker.settle()
    expect(await stateOf()).toBe('sent')
    expect(shop.carriedOut).toHaveLength(1)
  })

  it('an error of our own making fails this one message alone', async () => {
    await withMail()
    await shop.admit('bo')
    shop.meet(({ effect }) => {
      if (effect.contactId === 'ada') throw new Error('cannot read properties of undefined')
      return { type: 'sent' }
    })
    await shop.happens('ada', 'signed_up')
    await shop.happens('bo', 'signed_up')
    expect(await shop.store.messages.get('ada.1:1')).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('internal error'),
    })
    expect((await shop.store.messages.get('bo.1:1'))?.state).toBe('sent')
  })

  it('a lane rests while everything fails, instead of asking for every message', async () => {
    await withMail({ dispatch: { perSecond: { email: 0, sms: 0, webhook: 0 }, mailWidth: 2 } })
    for (let n = 0; n < 20; n += 1) await shop.admit(`c${n}`)
    shop.meet(() => ({ type: 'later', error: 'ECONNREFUSED' }))
    await shop.worker.receive(
      Array.from({ length: 20 }, (_, n) => ({
        contact: { id: `c${n}` },
        cause: { type: 'enroll' as const, flow: 'f' },
      })),
    )
    await shop.worker.settle()
    expect(shop.carriedOut.length).toBeLessThanOrEqual(2)
    shop.meet(() => ({ type: 'sent' }))
    await shop.passUntil(shop.clock.now() + DAY)
    const depth = await shop.store.outbox.depth()
    expect(depth).toEqual([])
  })
})

/** The old worker is left where it hangs: only its file is opened anew, as after `kill -9`. */
async function restartAfterCrash(crashed: Workshop): Promise<Workshop> {
  await crashed.store.close()
  return crashed.restart()
}
