import type { Enrollment, JournalEntry, TurnWrites } from '@couveuse/shared/engine/state'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Compacted } from '../../store/operations.ts'
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
import { ENDED, MAIL, recordOf, VISIT } from './given.ts'

/** Invariants, and what retention and erasure leave of them. */
export function describeAudit(open: OpenStore): void {
  describe('audit and retention', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      await publishFlow(store, 'nurture')
    })
    afterEach(() => under.dispose())

    const visit = (id: string, seq: number): JournalEntry => ({ ...VISIT, enrollmentId: `${id}.1`, seq })
    const entered = (id: string) => ({
      ...{ at: MONDAY, flow: 'nurture', trigger: 'manual', enrolled: true },
      enrollmentId: `${id}.1`,
    })

    /** Enrolls and leaves the contact waiting at `pause`, due when the wait is over. */
    async function wait(
      id: string,
      given: Partial<Enrollment> = {},
      more: Parameters<typeof turnOf>[1] = {},
    ): Promise<void> {
      await store.contacts.create(someContact(id), MONDAY)
      await takeOne(store, id, (contact) =>
        turnOf(contact, {
          enrollments: [someEnrollment(contact, 'nurture', given)],
          entries: [entered(id)],
          nextDueAt: MONDAY + DAY,
          ...more,
        }),
      )
    }
    /** Ends the wait and the enrollment with it. */
    const end = (id: string, at: number, more: Partial<TurnWrites> = {}) =>
      takeOne(
        store,
        id,
        (contact) => {
          const [enrollment] = contact.state.enrollments
          if (!enrollment) return expect.fail(`${id} is not enrolled`)
          return turnOf(contact, {
            enrollments: [{ ...enrollment, ...ENDED, endedAt: at }],
            journal: [visit(id, 1)],
            ...more,
          })
        },
        at,
      )
    async function compact(what: Compacted, before: number, keptEvents: readonly string[] = []): Promise<number> {
      let removed = 0
      let cursor: string | null = null
      do {
        const options = { before, cursor, limit: 2, keptEvents: new Set(keptEvents) }
        const step: { removed: number; next: string | null } = await store.operations.compact(what, options)
        removed += step.removed
        cursor = step.next
      } while (cursor !== null)
      return removed
    }

    test('where everything adds up nothing is found, with open, ended and erased contacts', async () => {
      for (const id of ['ada', 'bob', 'cid', 'dan']) await wait(id)
      await end('bob', MONDAY + DAY)
      await end('cid', MONDAY + DAY)
      expect(await store.operations.audit()).toEqual([])
      await store.contacts.delete('cid', MONDAY)
      await store.contacts.delete('dan', MONDAY)
      expect(await store.operations.audit()).toEqual([])
      expect(await store.operations.balances()).toEqual([{ flow: 'nurture', entered: 4, open: 1, ended: 3 }])
    })

    test('a contact that waits and that nothing would wake is found, and made due again', async () => {
      await wait('ada', {}, { nextDueAt: null })
      await store.contacts.create(someContact('bob'), MONDAY)
      await takeOne(store, 'bob', (bob) => turnOf(bob))
      const findings = await store.operations.audit()
      expect(findings).toEqual([{ type: 'wake_up', contactId: 'ada', wakeAt: MONDAY + DAY, dueAt: null }])
      expect(await store.operations.repair(findings, MONDAY + 2 * DAY)).toBe(1)
      expect(await store.operations.audit()).toEqual([])
      expect(await store.turns.nextDueAt()).toBe(MONDAY + DAY)
    })

    test('a step that a pause holds waits for people, not for a timer', async () => {
      const rest = { enteredAt: MONDAY, wakeAt: MONDAY + DAY, memory: {}, held: { type: 'timer' } } as const
      await wait('ada', { rest }, { nextDueAt: null })
      expect(await store.operations.audit()).toEqual([])
    })

    test('a contact set aside waits for its retry, and is counted apart', async () => {
      await wait('ada')
      const contact = await loadOne(store, 'ada')
      const aside = { contact, code: 'turn_failed', message: 'broken' }
      await store.turns.setAside([{ ...aside, retryAt: MONDAY + 2 * DAY }], MONDAY)
      expect(await store.operations.setAsideCount()).toEqual({ retrying: 1, abandoned: 0, oldestAt: MONDAY })
      expect(await store.operations.audit()).toEqual([])
      await store.turns.setAside([{ ...aside, contact: await loadOne(store, 'ada'), retryAt: null }], MONDAY)
      expect(await store.operations.setAsideCount()).toMatchObject({ abandoned: 1 })
    })

    test('a visit that was journaled twice, and one that is missing, show in the numbers of visits', async () => {
      await wait('ada', { seq: 2 })
      expect(await store.operations.audit()).toEqual([{ type: 'sequence', flow: 'nurture', counted: 2, found: 1 }])
      await end('ada', MONDAY + DAY, { journal: [visit('ada', 1), visit('ada', 2), visit('ada', 2)] })
      expect(await store.operations.audit()).toEqual([{ type: 'sequence', flow: 'nurture', counted: 2, found: 3 }])
    })

    test('retention takes the journals of what ended long ago, and what they count stays counted', async () => {
      for (const id of ['ada', 'bob', 'cid', 'dan', 'eve']) await wait(id)
      for (const id of ['bob', 'cid', 'dan']) await end(id, MONDAY + DAY)
      await end('eve', MONDAY + 30 * DAY)
      const before = await store.flows.stepCounts('nurture')
      expect(await compact('journal', MONDAY + 2 * DAY)).toBe(3)
      expect(await compact('journal', MONDAY + 2 * DAY)).toBe(0)
      expect(await store.operations.audit()).toEqual([])
      expect(await store.flows.stepCounts('nurture')).toEqual(before)
      expect(await store.enrollments.journal('bob.1')).toEqual([])
      expect(await store.enrollments.journal('eve.1')).toHaveLength(1)
      await store.contacts.delete('bob', MONDAY)
      expect(await store.operations.audit()).toEqual([])
      // Re-entry still knows when the contact left.
      expect((await loadOne(store, 'cid')).state.exits).toEqual({ nurture: MONDAY + DAY })
    })

    test('retention never takes the journal of somebody who is still under way', async () => {
      await wait('ada', { seq: 2 }, { journal: [visit('ada', 1)] })
      expect(await compact('journal', MONDAY + 365 * DAY)).toBe(0)
      expect(await store.enrollments.journal('ada.1')).toHaveLength(1)
    })

    test('retention takes old events, but never those that turns read', async () => {
      const events = ['read', 'seen', 'new'].map((id, i) => ({
        ...someEvent(id, id === 'read' ? 'demo_asked' : 'page_viewed').event,
        arrivedAt: MONDAY + (i === 2 ? 10 * DAY : 0),
      }))
      await wait('ada', {}, { events })
      expect(await compact('events', MONDAY + DAY, ['demo_asked'])).toBe(1)
      expect((await loadOne(store, 'ada')).state.events.map(({ id }) => id)).toEqual(['read', 'new'])
    })

    test('retention takes refused entries, changes and problems', async () => {
      const old = { at: MONDAY, code: 'task_not_found', message: 'no task' }
      await wait(
        'ada',
        {},
        {
          problems: [old, { ...old, at: MONDAY + 9 * DAY }],
          changes: [{ at: MONDAY, field: 'contact.city', from: null, to: 'Paris' }],
          entries: [entered('ada'), { ...entered('ada'), enrolled: false, reason: 'already_in' }],
        },
      )
      expect(await compact('records', MONDAY + DAY)).toBe(3)
      const record = await store.history.record('ada')
      expect(record?.problems).toHaveLength(1)
      expect(record?.changes).toEqual([])
      expect(record?.entries).toHaveLength(1)
      expect(await store.operations.audit()).toEqual([])
    })

    test('retention empties messages that are done; that they were sent stays, and they cannot be sent again', async () => {
      const later = { ...MAIL, key: 'ada.1:9:1' }
      await wait('ada', {}, { effects: [MAIL, later], messages: [...recordOf(MAIL), ...recordOf(later)] })
      const [entry] = await store.outbox.claim({ lanes: ['email'], now: MONDAY, limit: 1 })
      if (!entry) return expect.fail('a message was due')
      await store.outbox.record([{ id: entry.id, attempt: 1, state: 'failed', error: '550' }], MONDAY)
      expect(await compact('bodies', MONDAY + DAY)).toBe(1)
      expect(await store.messages.get(MAIL.key)).toMatchObject({
        ...{ text: '', html: null, isBodyKept: false, state: 'failed' },
        record: { subject: 'Hi Ada', to: 'ada@example.com' },
      })
      expect(await store.outbox.settle([entry.id], 'resend', MONDAY + DAY)).toBe(0)
      expect(await store.messages.get(later.key)).toMatchObject({ text: 'Hello', isBodyKept: true, state: 'queued' })
    })

    test('room is given back until there is none to give', async () => {
      for (let i = 0; i < 40; i++) await store.contacts.create(someContact(`c${i}`), MONDAY + HOUR)
      for (let i = 0; i < 40; i++) await store.contacts.delete(`c${i}`, MONDAY + HOUR)
      let steps = 0
      while ((await store.operations.shrink()) && steps < 1000) steps += 1
      expect(steps).toBeLessThan(1000)
    })
  })
}
