import type { Cause } from '@couveuse/shared/engine/cause'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import {
  DAY,
  HOUR,
  loadOne,
  MONDAY,
  type OpenStore,
  type StoreUnderTest,
  someContact,
  someEvent,
  takeOne,
  turnOf,
} from '../store-fixture.ts'

export function describeInbox(open: OpenStore): void {
  describe('inbox', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      for (const id of ['ada', 'bob']) {
        await store.contacts.create(someContact(id), MONDAY)
        await takeOne(store, id, (contact) => turnOf(contact))
      }
    })
    afterEach(() => under.dispose())

    const receive = (cause: Cause, now = MONDAY) => store.inbox.receive([{ contact: { id: 'ada' }, cause }], now)
    const causesOf = async (id: string, now = MONDAY) => (await loadOne(store, id, now)).causes
    const recordAll = (id: string) =>
      takeOne(store, id, (contact) =>
        turnOf(contact, { events: contact.causes.flatMap((cause) => (cause.type === 'event' ? cause.event : [])) }),
      )

    test('what arrives makes its contact due and waits in order of arrival', async () => {
      await receive(someEvent('z'))
      await receive({ type: 'change', change: { addTags: ['vip'] } })
      await receive(someEvent('a'))
      expect(await store.turns.claimDue({ now: MONDAY, limit: 10 })).toHaveLength(1)
      expect(await causesOf('ada')).toEqual([
        someEvent('z'),
        { type: 'change', change: { addTags: ['vip'] } },
        someEvent('a'),
      ])
      expect(await store.inbox.depth()).toBe(3)
    })

    test('a contact is found by its id, or by its e-mail address whatever the case', async () => {
      const outcomes = await store.inbox.receive(
        [
          { contact: { id: 'ada' }, cause: someEvent('e1') },
          { contact: { email: ' BOB@Example.com ' }, cause: someEvent('e1') },
          { contact: { id: 'nobody' }, cause: someEvent('e1') },
          { contact: { email: '' }, cause: someEvent('e1') },
        ],
        MONDAY,
      )
      expect(outcomes).toEqual([
        { type: 'accepted', contactId: 'ada' },
        { type: 'accepted', contactId: 'bob' },
        { type: 'unknown_contact' },
        { type: 'unknown_contact' },
      ])
    })

    test('a repeated event id is a duplicate while the first waits, and after it was recorded', async () => {
      const twice = await store.inbox.receive(
        [
          { contact: { id: 'ada' }, cause: someEvent('e1') },
          { contact: { id: 'ada' }, cause: someEvent('e1', 'another_name') },
        ],
        MONDAY,
      )
      expect(twice.map(({ type }) => type)).toEqual(['accepted', 'duplicate'])
      await recordAll('ada')
      expect(await receive(someEvent('e1'), MONDAY + DAY)).toEqual([{ type: 'duplicate', contactId: 'ada' }])
      expect(await store.inbox.depth()).toBe(0)
      expect(await store.turns.claimDue({ now: MONDAY + DAY, limit: 10 })).toEqual([])
    })

    test('two contacts may each have an event of the same id, numbered by two sources', async () => {
      const outcomes = await store.inbox.receive(
        ['ada', 'bob'].map((id) => ({ contact: { id }, cause: someEvent('1') })),
        MONDAY,
      )
      expect(outcomes.map(({ type }) => type)).toEqual(['accepted', 'accepted'])
    })

    test('a key makes anything else a duplicate while the first one waits', async () => {
      const arrival = { contact: { id: 'ada' }, cause: { type: 'enroll', flow: 'nurture' } as const, key: 'request-7' }
      const first = await store.inbox.receive([arrival, arrival], MONDAY)
      expect(first.map(({ type }) => type)).toEqual(['accepted', 'duplicate'])
      await takeOne(store, 'ada', (contact) => turnOf(contact))
      const later = await store.inbox.receive([arrival], MONDAY)
      expect(later.map(({ type }) => type)).toEqual(['accepted'])
    })

    test('an event and a key of the same text are two things', async () => {
      const outcomes = await store.inbox.receive(
        [
          { contact: { id: 'ada' }, cause: someEvent('1') },
          { contact: { id: 'ada' }, cause: { type: 'time' }, key: '1' },
        ],
        MONDAY,
      )
      expect(outcomes.map(({ type }) => type)).toEqual(['accepted', 'accepted'])
    })

    test('what arrives during a turn stays, and so does what the turn has not taken in', async () => {
      await receive(someEvent('e1'))
      await receive(someEvent('e2'))
      const contact = await loadOne(store, 'ada')
      await receive(someEvent('e3'))
      const [first] = contact.inboxIds
      const [outcome] = await store.turns.commitBatch(
        [{ contact, turn: turnOf(contact, { nextDueAt: MONDAY + DAY }), inboxIds: first === undefined ? [] : [first] }],
        { now: MONDAY },
      )
      expect(outcome).toEqual({ type: 'committed' })
      expect(await store.turns.claimDue({ now: MONDAY, limit: 10 })).toEqual([contact.handle])
      expect(await causesOf('ada')).toEqual([someEvent('e2'), someEvent('e3')])
      await recordAll('ada')
      expect(await store.turns.nextDueAt()).toBeNull()
    })

    test('what may not be taken before its time makes nobody due until then', async () => {
      const later = { contact: { id: 'ada' }, cause: someEvent('later'), notBefore: MONDAY + 2 * HOUR }
      await store.inbox.receive([later], MONDAY)
      expect(await store.turns.claimDue({ now: MONDAY, limit: 10 })).toEqual([])
      expect(await store.turns.nextDueAt()).toBe(MONDAY + 2 * HOUR)
      await receive(someEvent('now'))
      expect(await causesOf('ada')).toEqual([someEvent('now')])
      await takeOne(store, 'ada', (contact) => turnOf(contact, { nextDueAt: MONDAY + DAY }))
      expect(await store.turns.nextDueAt()).toBe(MONDAY + 2 * HOUR)
      expect(await causesOf('ada', MONDAY + 2 * HOUR)).toEqual([someEvent('later')])
    })

    test('an earlier timer is not put off by what may only be taken later', async () => {
      const later = { contact: { id: 'ada' }, cause: someEvent('later'), notBefore: MONDAY + 2 * HOUR }
      await store.inbox.receive([later], MONDAY)
      await takeOne(store, 'ada', (contact) => turnOf(contact, { nextDueAt: MONDAY + HOUR }))
      expect(await store.turns.nextDueAt()).toBe(MONDAY + HOUR)
    })

    test('nothing received is lost when the store is closed and opened again', async () => {
      await receive(someEvent('e1'))
      store = await under.reopen()
      expect(await causesOf('ada')).toEqual([someEvent('e1')])
    })
  })
}
