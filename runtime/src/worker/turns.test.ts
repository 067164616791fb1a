import { afterEach, describe, expect, it } from 'vitest'
import type { Store } from '../store/store.ts'
import { DAY, HOUR, MONDAY, oneMail, openWorkshop, type Workshop } from '../testing/workshop.ts'

const waits = (duration: string) => ({
  dsl: 1,
  key: 'w',
  entry: [{ on: 'event', event: 'signed_up' }],
  reentry: { mode: 'after_exit' },
  start: 'pause',
  steps: {
    pause: { kind: 'wait', for: duration, next: { done: 'mail' } },
    mail: { kind: 'email', inline: { subject: 'Hi', body: 'Hello' } },
  },
})

describe('turns in the runtime', () => {
  let shop: Workshop
  afterEach(() => shop.close())

  it('an event leads to its turn at once, without anybody asking', async () => {
    shop = await openWorkshop()
    await shop.publish(oneMail)
    await shop.admit('ada')
    await shop.worker.receive([
      {
        contact: { email: 'ADA@example.com' },
        cause: {
          type: 'event',
          event: { id: 'e1', name: 'signed_up', occurredAt: MONDAY, arrivedAt: MONDAY, properties: {}, machine: false },
        },
      },
    ])
    await expect.poll(() => shop.pathOf('ada')).toEqual(['mail:sent'])
  })

  it('a wait ends at its instant, not a millisecond before', async () => {
    shop = await openWorkshop()
    await shop.publish(waits('P3D'))
    await shop.admit('ada')
    await shop.happens('ada', 'signed_up')
    await shop.passUntil(MONDAY + 3 * DAY - 1)
    expect(await shop.pathOf('ada')).toEqual([])
    await shop.passUntil(MONDAY + 3 * DAY)
    expect(await shop.pathOf('ada')).toEqual(['pause:done', 'mail:sent'])
  })

  it('what came due while nothing ran resumes at the next start, and later waits count from there', async () => {
    shop = await openWorkshop()
    await shop.publish({
      ...waits('P1D'),
      steps: { pause: { kind: 'wait', for: 'P1D', next: { done: 'again' } }, again: { kind: 'wait', for: 'P1D' } },
    })
    await shop.admit('ada')
    await shop.happens('ada', 'signed_up')
    const before = shop
    await before.worker.stop(0)
    before.clock.moveTo(MONDAY + 10 * DAY)
    shop = await before.restart()
    await shop.worker.settle()
    const [enrollment] = (await shop.recordOf('ada')).enrollments
    expect(enrollment?.journal.map(({ step, leftAt }) => [step, leftAt])).toEqual([['pause', MONDAY + 10 * DAY]])
    expect(enrollment?.enrollment.rest?.wakeAt).toBe(MONDAY + 11 * DAY)
  })

  it('an event that says it happens later waits for its time, also across a restart', async () => {
    shop = await openWorkshop()
    await shop.publish(oneMail)
    await shop.admit('ada')
    const occurredAt = MONDAY + 5 * HOUR
    const event = { id: 'e1', name: 'signed_up', occurredAt, arrivedAt: MONDAY, properties: {}, machine: false }
    await shop.worker.receive([{ contact: { id: 'ada' }, cause: { type: 'event', event } }])
    shop = await shop.restart()
    await shop.passUntil(occurredAt - 1)
    expect(await shop.pathOf('ada')).toEqual([])
    await shop.passUntil(occurredAt)
    const { events, messages } = await shop.recordOf('ada')
    expect(events.find(({ id }) => id === 'e1')).toMatchObject({ occurredAt, arrivedAt: occurredAt })
    expect(messages.map(({ at }) => at)).toEqual([occurredAt])
  })

  it('a contact whose turn throws is set aside alone, tried again later, and told about', async () => {
    let isBroken = true
    const wrap = (store: Store): Store => ({
      ...store,
      turns: {
        ...store.turns,
        async loadStates(handles, options) {
          const loaded = await store.turns.loadStates(handles, options)
          const broken = { ...loaded.contacts[0]?.state.watch, pending: null as never }
          return {
            ...loaded,
            contacts: loaded.contacts.map((contact) =>
              isBroken && contact.state.contact.id === 'bo'
                ? { ...contact, state: { ...contact.state, watch: broken as never } }
                : contact,
            ),
          }
        },
      },
    })
    shop = await openWorkshop({ wrap })
    await shop.publish(oneMail)
    for (const id of ['ada', 'bo', 'cy']) await shop.store.contacts.create(person(id), MONDAY)
    for (const id of ['ada', 'bo', 'cy']) await shop.happens(id, 'signed_up')
    expect([await shop.pathOf('ada'), await shop.pathOf('bo'), await shop.pathOf('cy')]).toEqual([
      ['mail:sent'],
      [],
      ['mail:sent'],
    ])
    expect(await shop.store.operations.setAside(10)).toMatchObject([{ contactId: 'bo', code: 'turn_failed' }])
    expect(shop.log.lines.filter(({ level }) => level === 'error')[0]?.fields).toMatchObject({ contactId: 'bo' })
    isBroken = false
    await shop.passUntil(MONDAY + HOUR)
    expect(await shop.pathOf('bo')).toEqual(['mail:sent'])
    expect(await shop.store.operations.setAside(10)).toEqual([])
  })

  it('an error in a step quarantines that enrollment, and the contact goes on in other flows', async () => {
    shop = await openWorkshop()
    await shop.publish(oneMail)
    await shop.publish({
      ...oneMail,
      key: 'broken',
      steps: { mail: { kind: 'email', inline: { subject: 'x', body: '{{ contact.firstName | nosuchfilter }}' } } },
    })
    await shop.admit('ada')
    await shop.happens('ada', 'signed_up')
    const { enrollments } = await shop.recordOf('ada')
    expect(enrollments.map(({ enrollment }) => [enrollment.flow, enrollment.status, enrollment.reason])).toEqual([
      ['f', 'ended', 'end_of_path'],
      ['broken', 'failed', 'template_error'],
    ])
  })

  it('a lost race is run again from what the winner wrote', async () => {
    let isRaced = false
    const wrap = (store: Store): Store => ({
      ...store,
      turns: {
        ...store.turns,
        async commitBatch(items, options) {
          if (!isRaced) return store.turns.commitBatch(items, options)
          isRaced = false
          // somebody else commits first
          await store.turns.wake(
            items.map(({ contact }) => contact.handle),
            MONDAY - 1,
          )
          return store.turns.commitBatch(items, options)
        },
      },
    })
    shop = await openWorkshop({ wrap })
    await shop.publish(oneMail)
    await shop.admit('ada')
    isRaced = true
    await shop.happens('ada', 'signed_up')
    expect(await shop.pathOf('ada')).toEqual(['mail:sent'])
    expect((await shop.recordOf('ada')).messages).toHaveLength(1)
  })

  it('a round that fails as a whole is tried again, and nothing of it was written', async () => {
    let isAway = false
    const wrap = (store: Store): Store => ({
      ...store,
      turns: {
        ...store.turns,
        async commitBatch(items, options) {
          if (isAway) throw new Error('database is locked')
          return store.turns.commitBatch(items, options)
        },
      },
    })
    shop = await openWorkshop({ wrap })
    await shop.publish(oneMail)
    await shop.admit('ada')
    isAway = true
    await shop.worker.receive([{ contact: { id: 'ada' }, cause: { type: 'enroll', flow: 'f' } }])
    await expect(shop.worker.settle()).rejects.toThrow('database is locked')
    isAway = false
    shop.clock.moveBy(1000)
    await shop.worker.settle()
    expect(await shop.pathOf('ada')).toEqual(['mail:sent'])
  })

  it('thousands that come due at one instant are all taken, however small the batches', async () => {
    shop = await openWorkshop({ batchSize: 70 })
    await shop.publish({ ...waits('P1D'), steps: { pause: { kind: 'wait', for: 'P1D' } } })
    const ids = Array.from({ length: 1000 }, (_, n) => `c${n}`)
    await shop.store.contacts.import(
      ids.map((id) => ({ id, change: { fields: { email: `${id}@example.com` } } })),
      MONDAY,
    )
    await shop.worker.receive(ids.map((id) => ({ contact: { id }, cause: { type: 'enroll' as const, flow: 'w' } })))
    await shop.worker.settle()
    await shop.passUntil(MONDAY + DAY)
    expect((await shop.store.flows.get('w'))?.counts).toMatchObject({ waiting: 0, ended: 1000 })
  })

  it('stopping takes nothing more: what is due stays due for the next start', async () => {
    shop = await openWorkshop()
    await shop.publish(waits('P1D'))
    await shop.admit('ada')
    await shop.happens('ada', 'signed_up')
    await shop.worker.stop(0)
    shop.clock.moveTo(MONDAY + 2 * DAY)
    await new Promise((resolve) => setImmediate(resolve))
    expect(await shop.pathOf('ada')).toEqual([])
    shop = await shop.restart()
    await shop.worker.settle()
    expect(await shop.pathOf('ada')).toEqual(['pause:done', 'mail:sent'])
  })
})

const person = (id: string) => ({
  id,
  createdAt: MONDAY,
  fields: { email: `${id}@example.com` },
  account: {},
  tags: [],
  lists: [],
  stage: 'prospect' as const,
  bant: {},
  consent: { email: 'granted' as const },
  suppressed: [],
})
