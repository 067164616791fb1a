import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HistoryItem } from '../../store/history.ts'
import type { Store } from '../../store/store.ts'
import {
  enrollOne,
  HOUR,
  MONDAY,
  type OpenStore,
  publishFlow,
  type StoreUnderTest,
  someContact,
  someEvent,
  takeOne,
  turnOf,
} from '../store-fixture.ts'
import { HANDOFF, HOOK, MAIL, recordOf, TASK, VISIT } from './given.ts'

export function describeHistory(open: OpenStore): void {
  describe('history', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      await publishFlow(store, 'nurture')
      await publishFlow(store, 'other')
    })
    afterEach(() => under.dispose())

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
      enrollOne(
        store,
        { id: 'ada', flow: 'nurture' },
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
      await takeOne(store, 'ada', (ada) => turnOf(ada, { effects: [HOOK] }))
      await store.inbox.receive([{ contact: { id: 'ada' }, cause: someEvent('d'), notBefore: MONDAY + HOUR }], MONDAY)
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
        calls: [
          {
            ...{ key: 'ada.1:5:1', flow: 'nurture', step: 'hook', at: MONDAY, state: 'queued', error: null },
            ...{ url: 'https://example.com/', method: 'POST', body: '{"a":1}' },
          },
        ],
        waiting: [{ receivedAt: MONDAY, notBefore: MONDAY + HOUR, cause: someEvent('d') }],
        tasks: [{ ...TASK, id: 'ada.1:3', enrollmentId: 'ada.1' }],
        handoffs: [{ ...HANDOFF, id: 'ada.1:4', enrollmentId: 'ada.1' }],
        goals: [{ enrollmentId: 'ada.1', seq: 2, step: 'won', name: 'demo', value: 9.5, at: MONDAY }],
        problems: [{ code: 'task_not_found', message: 'no open task', at: MONDAY }],
      })
      expect(await store.history.ledger('ada')).toHaveLength(1)
    })
  })
}
