import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ContactQuery } from '../../store/contacts.ts'
import type { Store } from '../../store/store.ts'
import {
  DAY,
  HOUR,
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
import { MAIL, recordOf } from './given.ts'

export function describeContacts(open: OpenStore): void {
  describe('contacts', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
    })
    afterEach(() => under.dispose())

    const create = (id: string, fields: Record<string, string>, given = {}) =>
      store.contacts.create(someContact(id, { fields, ...given }), MONDAY)
    const list = async (query: Partial<ContactQuery>) =>
      (await store.contacts.list({ sort: 'newest', limit: 10, ...query })).items.map(({ contact }) => contact.id)

    test('a contact is found by id and by e-mail address, whatever its case', async () => {
      await create('ada', { email: 'Ada@Example.com', firstName: 'Ada' })
      const found = await store.contacts.findByEmail('  aDA@example.COM')
      expect(found?.contact).toEqual(someContact('ada', { fields: { email: 'Ada@Example.com', firstName: 'Ada' } }))
      expect(await store.contacts.get('ada')).toEqual(found)
      expect(found).toMatchObject({ score: { fit: 0, engagement: 0 }, lastActivityAt: null, revision: 0 })
      expect(await store.contacts.get('ADA')).toBeUndefined()
      expect([...(await store.contacts.getMany(['ada', 'nobody'])).keys()]).toEqual(['ada'])
    })

    test('neither an id nor an e-mail address is given twice', async () => {
      await create('ada', { email: 'ada@example.com' })
      expect(await create('ada', {})).toEqual({ type: 'exists', contactId: 'ada', by: 'id' })
      expect(await create('bob', { email: 'ADA@example.com' })).toEqual({
        type: 'exists',
        contactId: 'ada',
        by: 'email',
      })
      expect(await store.contacts.count()).toBe(1)
    })

    test('many contacts without an address live side by side', async () => {
      for (const id of ['ada', 'bob']) expect(await create(id, { email: ' ' })).toMatchObject({ type: 'created' })
    })

    test('ids made here are all different, also within one instant', async () => {
      const rows = Array.from({ length: 2000 }, () => ({ change: {} }))
      const made = new Set((await store.contacts.import(rows, MONDAY)).map((outcome) => outcome.contactId))
      expect(made.size).toBe(2000)
      for (const id of made) expect(id).toMatch(/^[a-z0-9]{15}$/)
    })

    test('a list finds words in name, address, phone and account, whatever their case and accents', async () => {
      await create('a', { firstName: 'Hélène', lastName: "O'Brien", email: 'helene@example.com' })
      await create('b', { firstName: 'Bob', phone: '+33612345678' }, { account: { name: 'Société Générale' } })
      await create('c', { firstName: '100%', lastName: 'wild_card' })
      expect(await list({ search: 'HELENE' })).toEqual(['a'])
      expect(await list({ search: "brien o'" })).toEqual(['a'])
      expect(await list({ search: '6123' })).toEqual(['b'])
      expect(await list({ search: 'societe bob' })).toEqual(['b'])
      expect(await list({ search: '0%' })).toEqual(['c'])
      expect(await list({ search: 'd_c' })).toEqual(['c'])
      expect(await list({ search: '%' })).toEqual(['c'])
      expect(await list({ search: '  ' })).toHaveLength(3)
      expect(await list({ search: 'nobody' })).toEqual([])
    })

    test('a list filters by stage and score, and counts all that fit', async () => {
      for (const [id, stage, fit, engagement] of [
        ['a', 'mql', 40, 30],
        ['b', 'mql', 10, 5],
        ['c', 'customer', 0, 80],
      ] as const) {
        await create(id, {}, { stage })
        await takeOne(store, id, (contact) =>
          turnOf(contact, { watch: { ...contact.state.watch, score: { fit, engagement } } }),
        )
      }
      expect(await list({ stage: 'mql', sort: 'score' })).toEqual(['a', 'b'])
      expect(await list({ score: { from: 70 }, sort: 'score' })).toEqual(['c', 'a'])
      expect(await list({ score: { from: 15, below: 70 } })).toEqual(['b'])
      const page = await store.contacts.list({ sort: 'newest', limit: 1, stage: 'mql' })
      expect(page).toMatchObject({ total: 2, items: [{ contact: { id: 'b' } }] })
    })

    test('a list is sorted as asked and its pages neither repeat nor leave out anybody', async () => {
      const people = ['Éva', 'adam', 'Zoé', 'bob', 'Bob', 'Adam', 'eva']
      for (const [i, firstName] of people.entries()) {
        await create(`c${i}`, { firstName }, { createdAt: MONDAY + (i % 3) * HOUR })
        await takeOne(store, `c${i}`, (one) =>
          turnOf(one, {
            watch: {
              ...one.state.watch,
              score: { fit: i % 2, engagement: 0.5 },
              lastActivityAt: MONDAY + (i % 4) * DAY,
            },
          }),
        )
      }
      for (const sort of ['newest', 'oldest', 'name', 'score', 'activity'] as const) {
        const seen: string[] = []
        let cursor: string | null = null
        do {
          const page = await store.contacts.list({ sort, limit: 2, ...(cursor !== null && { cursor }) })
          seen.push(...page.items.map(({ contact }) => contact.id))
          cursor = page.nextCursor
        } while (cursor !== null)
        expect(seen, sort).toEqual(await list({ sort }))
        expect(new Set(seen).size, sort).toBe(people.length)
      }
      const names = (await store.contacts.list({ sort: 'name', limit: 10 })).items.map(
        ({ contact }) => contact.fields.firstName,
      )
      expect(names.map((name) => String(name).toLowerCase())).toEqual([
        'adam',
        'adam',
        'bob',
        'bob',
        'éva',
        'eva',
        'zoé',
      ])
      expect((await list({ sort: 'newest' }))[0]).toBe('c5')
      expect((await list({ sort: 'activity' }))[0]).toBe('c3')
    })

    test('a cursor of another list is refused', async () => {
      for (const id of ['a', 'b']) await create(id, {})
      const { nextCursor } = await store.contacts.list({ sort: 'newest', limit: 1 })
      const wrong = { code: 'invalid_cursor', path: 'cursor' }
      for (const cursor of [nextCursor ?? '', 'nonsense', ''])
        await expect(store.contacts.list({ sort: 'name', limit: 1, cursor })).rejects.toMatchObject(wrong)
    })

    test('an import makes the unknown, changes the known through their inbox, and leaves the same alone', async () => {
      await create('ada', { email: 'ada@example.com', city: 'London' })
      const outcomes = await store.contacts.import(
        [
          { change: { fields: { email: 'ADA@example.com', city: 'Paris' } } },
          {
            change: { fields: { email: 'bob@example.com' }, addTags: ['fair'], stage: 'mql' },
            createdAt: MONDAY - DAY,
          },
          { change: { fields: { email: 'bob@example.com' }, addTags: ['fair'] } },
          { id: 'cid', change: { fields: { firstName: 'Cid' } } },
          { id: 'ada', change: { fields: { city: 'London' } } },
          { id: 'dan', change: { fields: { email: 'ada@example.com' } } },
          { id: 'cid', change: { fields: { email: 'bob@example.com' } } },
        ],
        MONDAY,
      )
      const bob = await store.contacts.findByEmail('bob@example.com')
      expect(outcomes).toEqual([
        { type: 'updated', contactId: 'ada' },
        { type: 'created', contactId: bob?.contact.id },
        { type: 'unchanged', contactId: bob?.contact.id },
        { type: 'created', contactId: 'cid' },
        { type: 'unchanged', contactId: 'ada' },
        { type: 'email_taken', contactId: 'ada' },
        { type: 'email_taken', contactId: bob?.contact.id },
      ])
      expect(bob?.contact).toMatchObject({ stage: 'mql', tags: ['fair'], createdAt: MONDAY - DAY })
      expect((await store.contacts.get('ada'))?.contact.fields.city).toBe('London')
      expect((await loadOne(store, 'ada')).causes).toEqual([
        { type: 'change', change: { fields: { email: 'ADA@example.com', city: 'Paris' } } },
      ])
      expect(await store.turns.claimDue({ now: MONDAY, limit: 10 })).toHaveLength(3)
    })

    test('a preview of an import tells what would happen and writes nothing', async () => {
      await create('ada', { email: 'ada@example.com' })
      const rows = [
        { change: { fields: { email: 'ada@example.com', city: 'Paris' } } },
        { change: { fields: { email: 'bob@example.com' } } },
        { change: { fields: { email: 'bob@example.com' } } },
      ]
      const outcomes = await store.contacts.previewImport(rows)
      expect(outcomes.map(({ type }) => type)).toEqual(['updated', 'created', 'unchanged'])
      expect(await store.contacts.count()).toBe(1)
      expect(await store.inbox.depth()).toBe(0)
    })

    test('a contact is erased with all that is known about it, and the sums stay', async () => {
      await publishFlow(store, 'nurture')
      await create('ada', { email: 'ada@example.com' })
      await create('bob', {})
      const visit = { seq: 1, step: 'welcome', kind: 'email', enteredAt: MONDAY, leftAt: MONDAY, outlet: 'sent' }
      for (const id of ['ada', 'bob'])
        await takeOne(store, id, (contact) =>
          turnOf(contact, {
            enrollments: [someEnrollment(contact, 'nurture', { seq: 2 })],
            journal: [{ ...visit, enrollmentId: `${id}.1` }],
            events: [someEvent('e1').event],
            ...(id === 'ada' && { effects: [MAIL], messages: recordOf(MAIL) }),
          }),
        )
      await store.inbox.receive([{ contact: { id: 'ada' }, cause: someEvent('e2') }], MONDAY)
      expect(await store.contacts.delete('ada', MONDAY)).toBe(true)
      expect(await store.contacts.delete('ada', MONDAY)).toBe(false)
      expect(await store.contacts.get('ada')).toBeUndefined()
      expect(await store.history.record('ada')).toBeUndefined()
      expect(await store.inbox.depth()).toBe(0)
      expect(await store.outbox.claim({ lanes: ['email'], now: MONDAY, limit: 10 })).toEqual([])
      expect((await store.flows.get('nurture'))?.counts).toMatchObject({ waiting: 1, left: 1 })
      expect(await store.flows.stepCounts('nurture')).toEqual(
        expect.arrayContaining([
          { version: 1, step: 'welcome', resting: 0, failed: 0, left: { sent: 2 } },
          { version: 1, step: 'pause', resting: 1, failed: 0, left: { '': 1 } },
        ]),
      )
      expect((await store.operations.size()).rows).toMatchObject({ contacts: 1, journal: 1, events: 1, outbox: 0 })
      expect(await store.operations.integrity()).toEqual([])
      expect(await store.enrollments.journal('bob.1')).toHaveLength(1)
      expect(await create('ada', { email: 'ada@example.com' })).toMatchObject({ type: 'created' })
    })
  })
}
