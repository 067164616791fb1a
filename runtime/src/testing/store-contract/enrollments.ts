import type { Enrollment, JournalEntry, TurnWrites } from '@couveuse/shared/engine/state'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EnrollmentQuery } from '../../store/enrollments.ts'
import type { Store } from '../../store/store.ts'
import {
  DAY,
  enrollOne,
  HOUR,
  MONDAY,
  type OpenStore,
  publishFlow,
  type StoreUnderTest,
  someContact,
  someEnrollment,
  takeOne,
  turnOf,
} from '../store-fixture.ts'
import { ENDED, VISIT } from './given.ts'

export function describeEnrollments(open: OpenStore): void {
  describe('enrollments', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      await publishFlow(store, 'nurture')
      await publishFlow(store, 'other')
    })
    afterEach(() => under.dispose())
    const enroll = (id: string, flow: string, given?: Partial<Enrollment>, more?: Partial<TurnWrites>) =>
      enrollOne(store, { id, flow }, given, more)

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
      const held = { enteredAt: MONDAY, wakeAt: null, memory: {}, held: { type: 'enter' as const } }
      await enroll('c4', 'nurture', { status: 'active', rest: held })
      await enroll('c0', 'nurture', { status: 'failed', reason: 'bad_value' })
      expect(await store.enrollments.overdueCount('nurture', MONDAY + 2 * HOUR)).toBe(3)
      expect(await store.enrollments.overdueCount('unheard-of', MONDAY)).toBe(0)
    })
  })
}
