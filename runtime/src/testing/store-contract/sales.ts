import type { TurnWrites } from '@couveuse/shared/engine/state'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import {
  DAY,
  HOUR,
  MONDAY,
  type OpenStore,
  publishFlow,
  type StoreUnderTest,
  someContact,
  takeOne,
  turnOf,
} from '../store-fixture.ts'
import { HANDOFF, TASK } from './given.ts'

export function describeSales(open: OpenStore): void {
  describe('sales', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      await publishFlow(store, 'nurture')
      await publishFlow(store, 'other')
    })
    afterEach(() => under.dispose())
    const write = async (writes: Partial<TurnWrites>) => {
      await store.contacts.create(someContact('ada'), MONDAY)
      expect(await takeOne(store, 'ada', (contact) => turnOf(contact, writes))).toEqual({ type: 'committed' })
    }

    const given = (seq: number, more: object) => ({ ...HANDOFF, id: `ada.1:${seq}`, enrollmentId: 'ada.1', ...more })

    test('hand-offs stand in order of their deadline, closed ones newest first, with counts by state', async () => {
      const accepted = { acceptedAt: MONDAY, outcome: 'accepted' as const, outcomeAt: MONDAY }
      await write({
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
      await write({ handoffs: [given(1, {})] })
      await write({ handoffs: [given(1, { outcome: 'lost', outcomeAt: MONDAY + DAY })] })
      expect((await store.sales.handoffs({ limit: 10 })).counts).toMatchObject({ open: 0, lost: 1 })
    })

    test('tasks stand in order of their due date until they are done', async () => {
      const task = (seq: number, more: object) => ({ ...TASK, id: `ada.1:${seq}`, enrollmentId: 'ada.1', ...more })
      await write({ tasks: [task(1, {}), task(2, { dueAt: MONDAY + HOUR }), task(3, { assignee: 'bo' })] })
      await write({ tasks: [task(1, { doneAt: MONDAY + HOUR })] })
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
}
