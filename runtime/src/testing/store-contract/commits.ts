import type { Contact } from '@couveuse/shared/contact/schema'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import {
  DAY,
  loadOne,
  MONDAY,
  type OpenStore,
  publishFlow,
  type StoreUnderTest,
  someContact,
  someEnrollment,
  someEvent,
  takeOne,
  turnOf,
} from '../store-fixture.ts'
import { ENDED } from './given.ts'

export function describeCommits(open: OpenStore): void {
  describe('commits', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      await publishFlow(store, 'nurture')
    })
    afterEach(() => under.dispose())

    const create = (id: string) => store.contacts.create(someContact(id), MONDAY)

    test('of two turns from one load the first is committed and the second loses its race, writing nothing', async () => {
      await create('ada')
      const first = await loadOne(store, 'ada')
      const second = await loadOne(store, 'ada')
      const commit = (contact: typeof first, stage: Contact['stage']) =>
        store.turns.commitBatch(
          [
            {
              contact,
              turn: turnOf(contact, {
                contact: { ...contact.state.contact, stage },
                changes: [{ at: MONDAY, field: 'stage', from: 'prospect', to: stage }],
              }),
              inboxIds: [],
            },
          ],
          { now: MONDAY },
        )
      expect(await commit(first, 'mql')).toEqual([{ type: 'committed' }])
      expect(await commit(second, 'customer')).toEqual([{ type: 'lost_race' }])
      const record = await store.history.record('ada')
      expect(record?.contact.stage).toBe('mql')
      expect(record?.changes).toHaveLength(1)
    })

    test('a turn the database refuses fails alone, and the rest of its batch is committed', async () => {
      for (const id of ['ada', 'bob', 'cid']) await create(id)
      const items = await Promise.all(
        ['ada', 'bob', 'cid'].map(async (id) => {
          const contact = await loadOne(store, id)
          const one = someEnrollment(contact, 'nurture')
          const two = someEnrollment(contact, 'nurture', { ordinal: 2 })
          // Two open enrollments in one flow (FLOW-DSL §2).
          return { contact, turn: turnOf(contact, { enrollments: id === 'bob' ? [one, two] : [one] }), inboxIds: [] }
        }),
      )
      const outcomes = await store.turns.commitBatch(items, { now: MONDAY })
      expect(outcomes.map(({ type }) => type)).toEqual(['committed', 'failed', 'committed'])
      expect((await loadOne(store, 'bob')).revision).toBe(0)
      expect((await store.flows.get('nurture'))?.counts).toMatchObject({ waiting: 2 })
      expect((await store.enrollments.list({ flow: 'nurture', limit: 10 })).items).toHaveLength(2)
    })

    test('a turn that contradicts itself fails alone', async () => {
      for (const id of ['ada', 'bob']) await create(id)
      const visit = { enrollmentId: 'ada.7', seq: 1, step: 'pause', kind: 'wait', enteredAt: MONDAY, leftAt: MONDAY }
      const ada = await loadOne(store, 'ada')
      const bob = await loadOne(store, 'bob')
      const outcomes = await store.turns.commitBatch(
        [
          { contact: ada, turn: turnOf(ada, { journal: [{ ...visit, outlet: 'done' }] }), inboxIds: [] },
          { contact: bob, turn: turnOf(bob, { nextDueAt: MONDAY + DAY }), inboxIds: [] },
        ],
        { now: MONDAY },
      )
      expect(outcomes).toMatchObject([{ type: 'failed', code: 'invariant' }, { type: 'committed' }])
    })

    test('a turn with a value no column can hold fails alone', async () => {
      for (const id of ['ada', 'bob', 'cid']) await create(id)
      const items = await Promise.all(
        ['ada', 'bob', 'cid'].map(async (id) => {
          const contact = await loadOne(store, id)
          const { event } = someEvent('e1')
          const broken = id === 'ada' ? { occurredAt: 0.5 } : { name: JSON.parse('[["an object"]]') }
          return {
            contact,
            turn: turnOf(contact, { events: [id === 'cid' ? event : { ...event, ...broken }] }),
            inboxIds: [],
          }
        }),
      )
      const outcomes = await store.turns.commitBatch(items, { now: MONDAY })
      expect(outcomes.map(({ type }) => type)).toEqual(['failed', 'failed', 'committed'])
      expect(await store.history.events('cid', 10)).toHaveLength(1)
    })

    test('an enrollment may end and the next one of the same flow begin in one turn', async () => {
      await create('ada')
      await takeOne(store, 'ada', (ada) => turnOf(ada, { enrollments: [someEnrollment(ada, 'nurture')] }))
      const outcome = await takeOne(store, 'ada', (ada) => {
        const [open] = ada.state.enrollments
        if (!open) return expect.fail('ada is in no flow')
        return turnOf(ada, { enrollments: [someEnrollment(ada, 'nurture'), { ...open, ...ENDED }] })
      })
      expect(outcome).toEqual({ type: 'committed' })
      expect((await loadOne(store, 'ada')).state.enrollments.map(({ ordinal }) => ordinal)).toEqual([2])
    })

    test('an address that somebody else has is kept as text, and still finds its first owner', async () => {
      for (const id of ['ada', 'bob']) await create(id)
      const taken = { fields: { email: 'ADA@example.com' } }
      const outcome = await takeOne(store, 'bob', (bob) => turnOf(bob, { contact: { ...bob.state.contact, ...taken } }))
      expect(outcome).toEqual({ type: 'committed' })
      expect((await store.contacts.get('bob'))?.contact.fields.email).toBe('ADA@example.com')
      expect((await store.contacts.findByEmail('ada@example.com'))?.contact.id).toBe('ada')
      expect(await store.contacts.findByEmail('bob@example.com')).toBeUndefined()
    })
  })
}
