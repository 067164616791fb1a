import type { Contact } from '@couveuse/shared/contact/schema'
import type { ContactState, Turn } from '@couveuse/shared/engine/state'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import type { ContactHandle } from '../../store/turns.ts'
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
import { ENDED, HANDOFF, TASK } from './given.ts'

export function describeTurns(open: OpenStore): void {
  describe('turns', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      await publishFlow(store, 'nurture')
    })
    afterEach(() => under.dispose())

    const claim = (now: number, limit = 10) => store.turns.claimDue({ now, limit })
    const create = async (id: string): Promise<ContactHandle> => {
      await store.contacts.create(someContact(id), MONDAY)
      return (await store.turns.handlesOf([id])).get(id) ?? expect.fail(`${id} has no handle`)
    }

    test('a new contact is due at once and has not been looked at yet', async () => {
      const ada = await create('ada')
      expect(await claim(MONDAY - 1)).toEqual([])
      expect(await claim(MONDAY)).toEqual([ada])
      expect(await loadOne(store, 'ada')).toMatchObject({ revision: 0, causes: [], faults: 0 })
    })

    test('whoever has been due longest comes first, and no more than asked for', async () => {
      for (const id of ['ada', 'bob', 'cid']) await create(id)
      await takeOne(store, 'ada', (ada) => turnOf(ada, { nextDueAt: MONDAY + 3 * HOUR }))
      await takeOne(store, 'bob', (bob) => turnOf(bob, { nextDueAt: MONDAY + HOUR }))
      await takeOne(store, 'cid', (cid) => turnOf(cid, { nextDueAt: MONDAY + 2 * HOUR }))
      const handles = await store.turns.handlesOf(['ada', 'bob', 'cid'])
      expect(await claim(MONDAY + DAY)).toEqual(['bob', 'cid', 'ada'].map((id) => handles.get(id)))
      expect(await claim(MONDAY + DAY, 2)).toEqual(['bob', 'cid'].map((id) => handles.get(id)))
      expect(await store.turns.nextDueAt()).toBe(MONDAY + HOUR)
      expect(await store.turns.overdue(MONDAY + 2 * HOUR)).toEqual({ count: 2, oldestDueAt: MONDAY + HOUR })
    })

    test('shards share the contacts out without overlap', async () => {
      for (let i = 0; i < 20; i++) await create(`c${i}`)
      const shards = await Promise.all(
        [0, 1, 2].map((index) => store.turns.claimDue({ now: MONDAY, limit: 50, shard: { index, of: 3 } })),
      )
      expect(new Set(shards.flat()).size).toBe(20)
      expect(shards.flat()).toHaveLength(20)
    })

    test('nothing is due when nobody waits for anything', async () => {
      await create('ada')
      await takeOne(store, 'ada', (ada) => turnOf(ada))
      expect(await store.turns.nextDueAt()).toBeNull()
      expect(await store.turns.overdue(MONDAY + 365 * DAY)).toEqual({ count: 0, oldestDueAt: null })
    })

    test('what a turn leaves behind is what the next one finds', async () => {
      await create('ada')
      const left = await leaveRichState(store)
      const found = await loadOne(await under.reopen(), 'ada')
      expect(found.state).toEqual(left)
      expect(found.revision).toBe(1)
    })

    test('only open enrollments, open tasks and hand-offs not closed by won or lost come back, with the exits', async () => {
      await create('ada')
      await takeOne(store, 'ada', (ada) => {
        const ended = someEnrollment(ada, 'nurture', ENDED)
        const closed = { ...HANDOFF, id: 'ada.1:4', enrollmentId: 'ada.1', outcome: 'lost' as const, outcomeAt: MONDAY }
        const done = { ...TASK, id: 'ada.1:2', enrollmentId: 'ada.1', doneAt: MONDAY }
        return turnOf(ada, { enrollments: [ended], handoffs: [closed], tasks: [done] })
      })
      const { state } = await loadOne(store, 'ada')
      expect(state).toMatchObject({ enrollments: [], tasks: [], handoffs: [], exits: { nurture: MONDAY + HOUR } })
      expect(state.nextOrdinal).toBe(2)
    })

    test('the latest exit from a flow counts', async () => {
      await create('ada')
      await takeOne(store, 'ada', (ada) =>
        turnOf(ada, {
          enrollments: [
            someEnrollment(ada, 'nurture', { ...ENDED, ordinal: 1, endedAt: MONDAY + DAY }),
            someEnrollment(ada, 'nurture', { ...ENDED, ordinal: 2, endedAt: MONDAY + HOUR }),
          ],
        }),
      )
      expect((await loadOne(store, 'ada')).state.exits).toEqual({ nurture: MONDAY + DAY })
    })

    test('only watched events are loaded, in order of arrival whatever their ids', async () => {
      await create('ada')
      const event = (id: string, name: string) => someEvent(id, name).event
      await takeOne(store, 'ada', (ada) => turnOf(ada, { events: [event('z', 'opened'), event('b', 'clicked')] }))
      await takeOne(store, 'ada', (ada) => turnOf(ada, { events: [event('a', 'opened')] }))
      const handles = [...(await store.turns.handlesOf(['ada'])).values()]
      const loaded = async (watchedEvents: ReadonlySet<string> | 'all') => {
        const { contacts } = await store.turns.loadStates(handles, { now: MONDAY, watchedEvents })
        return contacts.flatMap(({ state }) => state.events.map(({ id }) => id))
      }
      expect(await loaded('all')).toEqual(['z', 'b', 'a'])
      expect(await loaded(new Set(['opened', 'never']))).toEqual(['z', 'a'])
      expect(await loaded(new Set())).toEqual([])
    })

    test('a contact set aside comes again when its retry is due, or when something new arrives', async () => {
      const ada = await create('ada')
      const contact = await loadOne(store, 'ada')
      const aside = { contact, code: 'internal_error', message: 'it threw' }
      await store.turns.setAside([{ ...aside, retryAt: MONDAY + HOUR }], MONDAY)
      expect(await claim(MONDAY)).toEqual([])
      expect(await claim(MONDAY + HOUR)).toEqual([ada])
      expect(await store.operations.setAside(10)).toEqual([
        {
          ...{ contactId: 'ada', code: 'internal_error', message: 'it threw' },
          ...{ since: MONDAY, faults: 1, retryAt: MONDAY + HOUR },
        },
      ])
      await store.turns.setAside([{ ...aside, retryAt: null }], MONDAY)
      expect(await claim(MONDAY + 365 * DAY)).toEqual([])
      expect((await loadOne(store, 'ada')).faults).toBe(2)
      await store.inbox.receive([{ contact: { id: 'ada' }, cause: someEvent('e1') }], MONDAY)
      expect(await claim(MONDAY)).toEqual([ada])
      await takeOne(store, 'ada', (one) => turnOf(one))
      expect(await store.operations.setAside(10)).toEqual([])
      expect((await loadOne(store, 'ada')).faults).toBe(0)
    })

    test('what arrives while a contact is being set aside is not forgotten', async () => {
      const ada = await create('ada')
      const contact = await loadOne(store, 'ada')
      await store.inbox.receive([{ contact: { id: 'ada' }, cause: someEvent('e1') }], MONDAY)
      await store.turns.setAside([{ contact, code: 'x', message: 'x', retryAt: null }], MONDAY)
      expect(await claim(MONDAY)).toEqual([ada])
    })

    test('waking makes contacts due earlier, never later, and a turn under way loses its race to it', async () => {
      const ada = await create('ada')
      await takeOne(store, 'ada', (one) => turnOf(one, { nextDueAt: MONDAY + DAY }))
      const underWay = await loadOne(store, 'ada')
      await store.turns.wake([ada], MONDAY + HOUR)
      const [outcome] = await store.turns.commitBatch(
        [{ contact: underWay, turn: turnOf(underWay, { nextDueAt: MONDAY + 7 * DAY }), inboxIds: [] }],
        { now: MONDAY },
      )
      expect(outcome).toEqual({ type: 'lost_race' })
      await store.turns.wake([ada], MONDAY + 2 * DAY)
      expect(await store.turns.nextDueAt()).toBe(MONDAY + HOUR)
    })

    test('a contact nobody has looked at stays so when it is woken', async () => {
      const ada = await create('ada')
      await store.turns.wake([ada], MONDAY - HOUR)
      expect((await loadOne(store, 'ada')).revision).toBe(0)
    })

    test('all contacts can be walked through in chunks', async () => {
      for (let i = 0; i < 5; i++) await create(`c${i}`)
      const seen: ContactHandle[] = []
      for (;;) {
        const after = seen.at(-1)
        const chunk = await store.turns.handlesAfter({ limit: 2, ...(after !== undefined && { after }) })
        if (chunk.length === 0) break
        seen.push(...chunk)
      }
      expect(new Set(seen)).toEqual(new Set((await store.turns.handlesOf(['c0', 'c1', 'c2', 'c3', 'c4'])).values()))
      expect(seen).toHaveLength(5)
    })

    test('the desk knows how far each team has come and who has how much to do', async () => {
      await create('ada')
      const handoff = (seq: number, given: object) => ({
        ...HANDOFF,
        id: `ada.1:${seq}`,
        enrollmentId: 'ada.1',
        ...given,
      })
      const contact = await loadOne(store, 'ada')
      const turn = turnOf(contact, {
        enrollments: [someEnrollment(contact, 'nurture')],
        handoffs: [
          handoff(1, { owner: 'ana' }),
          handoff(2, { owner: 'ana', acceptedAt: MONDAY, outcome: 'accepted', outcomeAt: MONDAY }),
          handoff(3, { owner: 'bo', outcome: 'won', outcomeAt: MONDAY }),
          handoff(4, {}),
        ],
      })
      await store.turns.commitBatch([{ contact, turn, inboxIds: [] }], { now: MONDAY, deskPointers: { emea: 3 } })
      expect(await store.turns.desk()).toEqual({ pointers: { emea: 3 }, load: { ana: 2 } })
      await store.turns.commitBatch([], { now: MONDAY, deskPointers: { emea: 4, apac: 1 } })
      expect((await store.turns.desk()).pointers).toEqual({ emea: 4, apac: 1 })
    })
  })
}

/** Commits a turn that uses every part of the state, with every optional key once, and returns the state it led to. */
async function leaveRichState(store: Store): Promise<ContactState> {
  let left: ContactState | undefined
  await publishFlow(store, 'other')
  await takeOne(store, 'ada', (loaded): Turn => {
    const contact: Contact = {
      ...loaded.state.contact,
      fields: { email: 'ada@example.com', age: 36, optIn: true, interests: ['maths', 'engines'] },
      account: { name: 'Analytical Engines', employees: 250 },
      ...{ tags: ['vip'], lists: ['news'], bant: { budget: true, need: false } },
      ...{ consent: { email: 'granted', 'email.news': 'denied' }, suppressed: ['sms'] },
    }
    const waiting = someEnrollment(loaded, 'nurture', {
      ...{ seq: 5, visits: { pause: 3, 'odd_step-1': 1 }, vars: { answer: { deep: [1, null] } } },
      messages: {
        welcome: { key: 'ada.1:2', queuedAt: MONDAY + HOUR },
        copied: { key: 'bob.9:1', queuedAt: MONDAY - HOUR },
      },
      entry: { trigger: 'event', event: 'form_submitted', eventId: 'e-1', properties: { form: 'paper' } },
      rest: { enteredAt: MONDAY + 5, wakeAt: null, memory: { tries: 2 }, held: { type: 'change' }, isReleased: true },
    })
    const failed = someEnrollment(loaded, 'other', {
      ...{ ordinal: 2, status: 'failed', reason: 'template_error', failure: 'line 1: no such filter', step: 'mail' },
      ...{ rest: null, visits: {}, entry: { trigger: 'event', event: 'page_viewed', properties: {} } },
    })
    const events = [
      { ...someEvent('e-1').event, properties: { url: '/pricing' }, machine: true, messageKey: 'ada.1:2' },
      { ...someEvent('e-2').event, messageKey: 'someone.else.4:1' },
    ]
    const row = { at: MONDAY, points: 2.5, source: 'open' }
    const ledger = [
      { ...row, axis: 'engagement' as const, halfLife: 'P30D', expires: 'P90D', eventId: 'e-1', messageKey: 'ada.1:2' },
      { ...row, axis: 'fit' as const, points: -10, reason: 'free mail' },
    ]
    const task = { ...TASK, id: 'ada.1:3', enrollmentId: 'ada.1', instructions: 'Be brief' }
    const handoff = {
      ...{ ...HANDOFF, id: 'ada.1:4', enrollmentId: 'ada.1', owner: 'ana', contactBy: MONDAY + DAY },
      ...{
        acceptedAt: MONDAY,
        outcome: 'returned' as const,
        outcomeAt: MONDAY + HOUR,
        reason: 'bad_timing',
        amount: 5,
      },
    }
    const watch = {
      score: { fit: 20.25, engagement: -3 },
      segments: { it: true, fr: false },
      dates: { 'nurture#0': { value: '2026-12-01', since: MONDAY, isDone: false } },
      pending: [{ flow: 'other', at: MONDAY + DAY }],
      ...{ lastActivityAt: MONDAY - DAY, checkAt: MONDAY + DAY },
    }
    const turn = turnOf(loaded, {
      ...{ contact, events, ledger, watch, enrollments: [waiting, failed], tasks: [task], handoffs: [handoff] },
    })
    left = { ...turn.state, events, ledger, tasks: [task], handoffs: [handoff] }
    return { ...turn, state: left }
  })
  return left ?? expect.fail('the turn was not taken')
}
