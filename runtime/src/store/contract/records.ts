import type { Enrollment, JournalEntry, TurnWrites } from '@couveuse/shared/engine/state'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  MONDAY,
  type OpenStore,
  publishFlow,
  type StoreUnderTest,
  someContact,
  someEnrollment,
  someEvent,
  takeOne,
  turnOf,
} from '../../testing/store-fixture.ts'
import type { EnrollmentQuery } from '../enrollments.ts'
import type { HistoryItem } from '../history.ts'
import type { Store } from '../store.ts'
import { MAIL, recordOf } from './outbox.ts'

const VISIT = { step: 'pause', kind: 'wait', enteredAt: MONDAY, leftAt: MONDAY + HOUR, outlet: 'done' }
const ENDED: Partial<Enrollment> = { status: 'ended', reason: 'end_of_path', step: null, rest: null }
const HANDOFF = {
  ...{ flow: 'nurture', step: 'sell', team: 'emea', priority: 'normal' as const, brief: 'Hot lead' },
  ...{ openedAt: MONDAY, acceptBy: MONDAY + 4 * HOUR },
}
const TASK = {
  ...{ flow: 'nurture', step: 'call', channel: 'call' as const, title: 'Call her', assignee: 'ana' },
  ...{ openedAt: MONDAY, dueAt: MONDAY + 2 * DAY },
}

export function describeRecords(open: OpenStore): void {
  describe('records', () => describeEach(open))
}

function describeEach(open: OpenStore): void {
  let under: StoreUnderTest
  let store: Store
  beforeEach(async () => {
    under = await open()
    store = under.store
    await publishFlow(store, 'nurture')
    await publishFlow(store, 'other')
  })
  afterEach(() => under.dispose())

  const write = async (id: string, writes: Partial<TurnWrites>, now = MONDAY) => {
    await store.contacts.create(someContact(id), MONDAY)
    expect(await takeOne(store, id, (contact) => turnOf(contact, writes), now)).toEqual({ type: 'committed' })
  }
  const enroll = async (id: string, flow: string, given: Partial<Enrollment> = {}, more: Partial<TurnWrites> = {}) => {
    await store.contacts.create(someContact(id), MONDAY)
    await takeOne(store, id, (contact) => {
      const known = contact.state.enrollments.find((one) => one.flow === flow)
      const enrollment = known ? { ...known, ...given } : someEnrollment(contact, flow, given)
      return turnOf(contact, { enrollments: [enrollment], ...more })
    })
  }

  describe('enrollments', () => {
    const list = async (query: Partial<EnrollmentQuery>) =>
      (await store.enrollments.list({ limit: 10, ...query })).items.map(({ enrollment }) => enrollment.id)

    test('enrollments are listed newest entry first, by flow, version, step, contact, status and reason', async () => {
      await enroll('ada', 'nurture', { enteredAt: MONDAY })
      await enroll('bob', 'nurture', { enteredAt: MONDAY + 2 * HOUR, step: 'mail' })
      await enroll('cid', 'nurture', { enteredAt: MONDAY + HOUR, status: 'failed', reason: 'bad_value', step: 'mail' })
      await enroll('ada', 'other', { enteredAt: MONDAY + DAY, ...ENDED, endedAt: MONDAY + DAY })
      expect(await list({})).toEqual(['ada.2', 'bob.1', 'cid.1', 'ada.1'])
      expect(await list({ flow: 'nurture' })).toEqual(['bob.1', 'cid.1', 'ada.1'])
      expect(await list({ flow: 'nurture', version: 2 })).toEqual([])
      expect(await list({ flow: 'nurture', step: 'mail' })).toEqual(['bob.1', 'cid.1'])
      expect(await list({ contactId: 'ada' })).toEqual(['ada.2', 'ada.1'])
      expect(await list({ status: 'open' })).toEqual(['bob.1', 'cid.1', 'ada.1'])
      expect(await list({ status: 'failed' })).toEqual(['cid.1'])
      expect(await list({ status: 'ended' })).toEqual(['ada.2'])
      expect(await list({ reason: 'bad_value' })).toEqual(['cid.1'])
      for (const unheardOf of [{ flow: 'x' }, { step: 'x' }, { contactId: 'x' }, { reason: 'x' }])
        expect(await list(unheardOf)).toEqual([])
    })

    test('pages of enrollments that entered at one instant neither repeat nor leave out any', async () => {
      for (let i = 0; i < 7; i++) await enroll(`c${i}`, 'nurture')
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page = await store.enrollments.list({ flow: 'nurture', limit: 3, ...(cursor !== null && { cursor }) })
        seen.push(...page.items.map(({ enrollment }) => enrollment.id))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(new Set(seen).size).toBe(7)
      expect(seen).toHaveLength(7)
    })

    test('an enrollment is found by its id with its contact, also after it has ended', async () => {
      await enroll('ada', 'nurture', { vars: { a: 1 } })
      const because = { holds: true, combinator: 'and' as const, rules: [] }
      await enroll('ada', 'nurture', { ...ENDED, status: 'converted', endedAt: MONDAY + DAY, because })
      const found = await store.enrollments.get('ada.1')
      expect(found?.contact.id).toBe('ada')
      expect(found?.enrollment).toMatchObject({
        ...{ id: 'ada.1', status: 'converted', rest: null, endedAt: MONDAY + DAY, because, vars: { a: 1 } },
      })
      for (const id of ['ada.2', 'bob.1', 'ada', '']) expect(await store.enrollments.get(id)).toBeUndefined()
    })

    test('the journal of an enrollment holds every visit in order, word for word, over all its turns', async () => {
      const because = [
        { holds: false, combinator: 'or' as const, not: true as const, rules: [] },
        { holds: true, combinator: 'and' as const, rules: [{ field: 'a', operator: '=', seen: null, holds: true }] },
      ]
      const visits: JournalEntry[] = [
        { ...VISIT, enrollmentId: 'ada.1', seq: 1, due: MONDAY + HOUR },
        { ...VISIT, enrollmentId: 'ada.1', seq: 2, step: 'hot', kind: 'branch', outlet: 'else', because },
        { ...VISIT, enrollmentId: 'ada.1', seq: 3, due: MONDAY - DAY, detail: { why: 'quiet_hours' } },
        { ...VISIT, enrollmentId: 'ada.1', seq: 4, because, detail: { a: [1] } },
        { ...VISIT, enrollmentId: 'ada.1', seq: 5, step: 'bye', kind: 'end', outlet: null },
        { ...VISIT, enrollmentId: 'ada.1', seq: 6, outlet: null, isInterrupted: true },
      ]
      await enroll('ada', 'nurture', {}, { journal: visits.slice(0, 2) })
      await enroll('ada', 'nurture', {})
      await enroll('ada', 'nurture', {}, { journal: visits.slice(2, 3) })
      store = await under.reopen()
      await enroll('ada', 'nurture', {}, { journal: visits.slice(3) })
      expect(await store.enrollments.journal('ada.1')).toEqual(visits)
      expect(await store.enrollments.journal('ada.2')).toEqual([])
      expect(await store.enrollments.journal('nobody.1')).toEqual([])
    })

    test('two enrollments of one contact that advance in one turn keep their journals apart', async () => {
      const visit = (ordinal: number) => ({ ...VISIT, enrollmentId: `ada.${ordinal}`, seq: 1 })
      await store.contacts.create(someContact('ada'), MONDAY)
      await takeOne(store, 'ada', (ada) =>
        turnOf(ada, {
          enrollments: [someEnrollment(ada, 'nurture'), someEnrollment(ada, 'other', { ordinal: 2 })],
          journal: [visit(2), visit(1)],
        }),
      )
      expect(await store.enrollments.journal('ada.1')).toEqual([visit(1)])
      expect(await store.enrollments.journal('ada.2')).toEqual([visit(2)])
    })

    test('contacts in a flow come chunk by chunk, all of them or only those that are overdue', async () => {
      for (let i = 0; i < 5; i++)
        await enroll(`c${i}`, 'nurture', { rest: { enteredAt: MONDAY, wakeAt: MONDAY + i * HOUR, memory: {} } })
      await enroll('gone', 'nurture', { ...ENDED, endedAt: MONDAY })
      await enroll('elsewhere', 'other')
      const walk = async (options: { overdueAt?: number }) => {
        const seen: string[] = []
        let after: string | null = null
        do {
          const chunk = await store.enrollments.openContacts('nurture', {
            ...{ limit: 2, ...options },
            ...(after !== null && { after }),
          })
          seen.push(...chunk.contactIds)
          after = chunk.next
        } while (after !== null)
        return seen
      }
      expect(await walk({})).toEqual(['c0', 'c1', 'c2', 'c3', 'c4'])
      expect(await walk({ overdueAt: MONDAY + 2 * HOUR })).toEqual(['c0', 'c1', 'c2'])
      expect(await store.enrollments.overdueCount('nurture', MONDAY + 2 * HOUR)).toBe(3)
      expect(await store.enrollments.overdueCount('unheard-of', MONDAY)).toBe(0)
    })
  })

  describe('sales', () => {
    const given = (seq: number, more: object) => ({ ...HANDOFF, id: `ada.1:${seq}`, enrollmentId: 'ada.1', ...more })

    test('hand-offs stand in order of their deadline, closed ones newest first, with counts by state', async () => {
      const accepted = { acceptedAt: MONDAY, outcome: 'accepted' as const, outcomeAt: MONDAY }
      await write('ada', {
        handoffs: [
          given(1, { outcome: 'won', outcomeAt: MONDAY + HOUR, amount: 1200.5 }),
          given(2, { acceptBy: MONDAY + 9 * HOUR }),
          given(3, { acceptBy: MONDAY + 2 * HOUR, owner: 'ana', ...accepted }),
          given(4, { outcome: 'returned', outcomeAt: MONDAY + 2 * HOUR, reason: 'bad_timing', team: 'apac' }),
          given(5, { acceptBy: MONDAY + HOUR }),
        ],
      })
      const list = async (query: object) =>
        (await store.sales.handoffs({ limit: 10, ...query })).items.map(({ handoff }) => handoff.id)
      expect(await list({})).toEqual(['ada.1:5', 'ada.1:3', 'ada.1:2', 'ada.1:4', 'ada.1:1'])
      expect(await list({ state: 'open' })).toEqual(['ada.1:5', 'ada.1:2'])
      expect(await list({ state: 'won' })).toEqual(['ada.1:1'])
      expect(await list({ team: 'apac' })).toEqual(['ada.1:4'])
      expect(await list({ owner: 'ana' })).toEqual(['ada.1:3'])
      expect(await list({ contactId: 'nobody' })).toEqual([])
      const first = await store.sales.handoffs({ limit: 2 })
      const second = await store.sales.handoffs({ limit: 9, cursor: first.nextCursor ?? '' })
      expect([...first.items, ...second.items].map(({ handoff }) => handoff.id)).toEqual(await list({}))
      expect(first.counts).toEqual({ open: 2, accepted: 1, returned: 1, won: 1, lost: 0 })
      expect((await store.sales.handoffs({ limit: 1, state: 'won', team: 'emea' })).counts).toMatchObject({
        open: 2,
        won: 1,
      })
      expect(await store.sales.handoff('ada.1:1')).toMatchObject({
        ...{ state: 'won', handoff: { amount: 1200.5, outcomeAt: MONDAY + HOUR }, contact: { contact: { id: 'ada' } } },
      })
      expect(await store.sales.handoff('ada.1:9')).toBeUndefined()
    })

    test('a hand-off changes its state with its outcome and stays one', async () => {
      await write('ada', { handoffs: [given(1, {})] })
      await write('ada', { handoffs: [given(1, { outcome: 'lost', outcomeAt: MONDAY + DAY })] })
      expect((await store.sales.handoffs({ limit: 10 })).counts).toMatchObject({ open: 0, lost: 1 })
    })

    test('tasks stand in order of their due date until they are done', async () => {
      const task = (seq: number, more: object) => ({ ...TASK, id: `ada.1:${seq}`, enrollmentId: 'ada.1', ...more })
      await write('ada', { tasks: [task(1, {}), task(2, { dueAt: MONDAY + HOUR }), task(3, { assignee: 'bo' })] })
      await write('ada', { tasks: [task(1, { doneAt: MONDAY + HOUR })] })
      const list = async (query: object) =>
        (await store.sales.tasks({ state: 'open', limit: 10, ...query })).items.map(({ task: one }) => one.id)
      expect(await list({})).toEqual(['ada.1:2', 'ada.1:3'])
      expect(await list({ assignee: 'bo' })).toEqual(['ada.1:3'])
      expect(await list({ state: 'done' })).toEqual(['ada.1:1'])
      expect(await list({ contactId: 'nobody' })).toEqual([])
      const { nextCursor } = await store.sales.tasks({ state: 'open', limit: 1 })
      expect(await list({ cursor: nextCursor ?? '' })).toEqual(['ada.1:3'])
      expect(await store.sales.task('ada.1:1')).toMatchObject({
        task: { doneAt: MONDAY + HOUR },
        contact: { id: 'ada' },
      })
      expect(await store.sales.task('ada.1:7')).toBeUndefined()
    })
  })

  describe('history', () => {
    const EVENTS = ['a', 'b', 'c'].map((id, i) => ({ ...someEvent(id).event, arrivedAt: MONDAY + i * HOUR }))
    const change = {
      at: MONDAY + HOUR,
      field: 'contact.city',
      from: null,
      to: 'Paris',
      step: 'pause',
      enrollmentId: 'ada.1',
    }
    const entry = { flow: 'nurture', trigger: 'event' }

    const fill = () =>
      enroll(
        'ada',
        'nurture',
        { entry: { trigger: 'event', properties: {} } },
        {
          events: EVENTS,
          changes: [change, { at: MONDAY, field: 'contact.tags', from: ['a'], to: ['a', 'b'] }],
          entries: [
            { at: MONDAY, flow: 'other', trigger: 'score', enrolled: false, reason: 'audience' },
            { ...entry, at: MONDAY, enrolled: true, enrollmentId: 'ada.1' },
            { ...entry, at: MONDAY, enrolled: false, reason: 'already_in' },
          ],
          effects: [MAIL],
          messages: recordOf(MAIL, MONDAY + 2 * HOUR),
          tasks: [{ ...TASK, id: 'ada.1:3', enrollmentId: 'ada.1' }],
          handoffs: [{ ...HANDOFF, id: 'ada.1:4', enrollmentId: 'ada.1' }],
          goals: [{ enrollmentId: 'ada.1', seq: 2, step: 'won', name: 'demo', value: 9.5, at: MONDAY }],
          problems: [{ code: 'task_not_found', message: 'no open task', at: MONDAY }],
          ledger: [{ axis: 'engagement', at: MONDAY, points: 5, source: 'open', eventId: 'a' }],
          journal: [{ ...VISIT, enrollmentId: 'ada.1', seq: 1 }],
        },
      )

    test('everything that happened to a contact comes newest first, page by page, each once', async () => {
      await fill()
      const pageOf = (options: object) => store.history.page('ada', { limit: 10, ...options })
      const all = (await pageOf({ limit: 50 }))?.items ?? []
      expect(all.map(({ type, at }) => [type, (at - MONDAY) / HOUR])).toEqual([
        ['message', 2],
        ['event', 2],
        ['change', 1],
        ['event', 1],
        ['handoff', 0],
        ['task', 0],
        ['entry', 0],
        ['entry', 0],
        ['entry', 0],
        ['change', 0],
        ['event', 0],
      ])
      for (const limit of [1, 2, 3, 4]) {
        const seen: HistoryItem[] = []
        let cursor: string | null | undefined = null
        do {
          const page = await pageOf({ limit, ...(cursor !== null && { cursor }) })
          seen.push(...(page?.items ?? []))
          cursor = page?.nextCursor
        } while (cursor)
        expect(seen, `pages of ${limit}`).toEqual(all)
      }
      const events = await pageOf({ type: 'event', limit: 2 })
      expect(events?.items).toEqual(
        [EVENTS[2], EVENTS[1]].map((event) => ({ type: 'event', at: event?.arrivedAt, event })),
      )
      expect(await store.history.page('nobody', { limit: 1 })).toBeUndefined()
      expect(await store.history.events('ada', 2)).toEqual([EVENTS[2], EVENTS[1]])
    })

    test('the record of a contact has everything in order of writing', async () => {
      await fill()
      expect(await store.history.record('ada')).toEqual({
        contact: someContact('ada'),
        events: EVENTS,
        ledger: [{ axis: 'engagement', at: MONDAY, points: 5, source: 'open', eventId: 'a' }],
        changes: [change, { at: MONDAY, field: 'contact.tags', from: ['a'], to: ['a', 'b'] }],
        entries: [
          { at: MONDAY, flow: 'other', trigger: 'score', enrolled: false, reason: 'audience' },
          { ...entry, at: MONDAY, enrolled: true, enrollmentId: 'ada.1' },
          { ...entry, at: MONDAY, enrolled: false, reason: 'already_in' },
        ],
        enrollments: [
          {
            enrollment: (await store.enrollments.get('ada.1'))?.enrollment,
            journal: [{ ...VISIT, enrollmentId: 'ada.1', seq: 1 }],
          },
        ],
        messages: recordOf(MAIL, MONDAY + 2 * HOUR),
        tasks: [{ ...TASK, id: 'ada.1:3', enrollmentId: 'ada.1' }],
        handoffs: [{ ...HANDOFF, id: 'ada.1:4', enrollmentId: 'ada.1' }],
        goals: [{ enrollmentId: 'ada.1', seq: 2, step: 'won', name: 'demo', value: 9.5, at: MONDAY }],
        problems: [{ code: 'task_not_found', message: 'no open task', at: MONDAY }],
      })
      expect(await store.history.ledger('ada')).toHaveLength(1)
    })
  })
}
