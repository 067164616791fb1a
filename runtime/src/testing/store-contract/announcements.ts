import type { Cause } from '@couveuse/shared/engine/cause'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import {
  enrollOne,
  HOUR,
  loadOne,
  MONDAY,
  type OpenStore,
  publishFlow,
  type StoreUnderTest,
  someContact,
  takeOne,
  turnOf,
} from '../store-fixture.ts'

export function describeAnnouncements(open: OpenStore): void {
  describe('announcements', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      for (const id of ['ada', 'bob', 'cleo']) await store.contacts.create(someContact(id), MONDAY)
      for (const id of ['ada', 'bob']) await takeOne(store, id, (contact) => turnOf(contact))
    })
    afterEach(() => under.dispose())

    const news: Cause = { type: 'schedule', flow: 'nurture', segment: 'all' }
    const causesOf = async (id: string, now = MONDAY + HOUR) => (await loadOne(store, id, now)).causes

    test('everybody is told once and is due, also who has never taken a turn', async () => {
      expect(await store.announcements.tellEverybody(news, { name: 'a', value: '1' }, MONDAY + HOUR)).toBe(3)
      for (const id of ['ada', 'bob', 'cleo']) expect(await causesOf(id)).toEqual([news])
      expect(await store.turns.claimDue({ now: MONDAY + HOUR, limit: 10 })).toHaveLength(3)
      expect(await store.inbox.depth()).toBe(3)
    })

    test('who was due earlier stays due earlier', async () => {
      await store.announcements.tellEverybody(news, { name: 'a', value: '1' }, MONDAY + HOUR)
      expect(await store.turns.nextDueAt()).toBe(MONDAY)
    })

    test('what was told is remembered, over a restart too, until it is forgotten', async () => {
      await store.announcements.tellEverybody(news, { name: 'a', value: '1' }, MONDAY)
      await store.announcements.tellEverybody(news, { name: 'a', value: '2' }, MONDAY)
      await store.announcements.keepMarks({ b: 'x', c: 'y' })
      store = await under.reopen()
      expect(Object.fromEntries(await store.announcements.marks())).toEqual({ a: '2', b: 'x', c: 'y' })
      await store.announcements.keepMarks({ b: null, c: 'z' })
      expect(Object.fromEntries(await store.announcements.marks())).toEqual({ a: '2', c: 'z' })
    })

    test('an announcement comes after what arrived before it, and goes with its turn', async () => {
      const change: Cause = { type: 'change', change: { addTags: ['vip'] } }
      await store.inbox.receive([{ contact: { id: 'ada' }, cause: change }], MONDAY)
      await store.announcements.tellEverybody(news, { name: 'a', value: '1' }, MONDAY)
      expect(await causesOf('ada')).toEqual([change, news])
      await takeOne(store, 'ada', (contact) => turnOf(contact))
      expect(await causesOf('ada')).toEqual([])
      expect(await causesOf('bob')).toEqual([news])
    })

    test('resuming a flow tells those who are in it, and nobody else', async () => {
      await publishFlow(store, 'nurture')
      await enrollOne(store, { id: 'ada', flow: 'nurture' })
      await enrollOne(
        store,
        { id: 'bob', flow: 'nurture' },
        {
          ...{ status: 'ended', reason: 'end_of_path', step: null, rest: null, endedAt: MONDAY },
        },
      )
      await store.flows.pause('nurture', MONDAY)
      const resume: Cause = { type: 'resume', flow: 'nurture', missed: 'now' }
      expect(await store.flows.resume('nurture', MONDAY + HOUR, resume)).toBe('resumed')
      expect(await causesOf('ada')).toEqual([resume])
      expect(await causesOf('bob')).toEqual([])
      expect(await store.flows.resume('nurture', MONDAY + HOUR, resume)).toBe('not_paused')
      expect(await store.inbox.depth()).toBe(1)
    })
  })
}
