import type { Enrollment, TurnWrites } from '@couveuse/shared/engine/state'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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

export function describeFlows(open: OpenStore): void {
  describe('flows', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
    })
    afterEach(() => under.dispose())

    const publish = (key: string, revision: number, messages = {}, now = MONDAY) =>
      store.flows.publish({ key, document: { key, revision }, messages, revision, by: 'eve' }, now)
    const enroll = (id: string, flow: string, given: Partial<Enrollment>, more?: Partial<TurnWrites>) =>
      enrollOne(store, { id, flow }, given, more)

    test('a draft is saved over the revision it was made from, and over no other', async () => {
      expect(await store.flows.create({ key: 'nurture', name: 'Nurture', draft: { a: 1 } }, MONDAY)).toBe('created')
      expect(await store.flows.create({ key: 'nurture', name: 'Again', draft: {} }, MONDAY)).toBe('exists')
      const save = (key: string, revision: number, draft = {}) =>
        store.flows.saveDraft({ key, name: 'Renamed', draft, revision }, MONDAY + HOUR)
      expect(await save('nurture', 1, { b: [2] })).toEqual({ type: 'saved', revision: 2 })
      expect(await save('nurture', 1)).toEqual({ type: 'conflict', revision: 2 })
      expect(await save('nobody', 1)).toEqual({ type: 'unknown_flow' })
      expect(await store.flows.get('nurture')).toMatchObject({
        ...{ key: 'nurture', name: 'Renamed', draft: { b: [2] }, draftRevision: 2, publishedRevision: null },
        ...{ currentVersion: null, createdAt: MONDAY, updatedAt: MONDAY + HOUR, pausedAt: null },
      })
      expect(await store.flows.get('nobody')).toBeUndefined()
    })

    test('a version is published from the draft that was checked, and never changes', async () => {
      await store.flows.create({ key: 'nurture', name: 'Nurture', draft: {} }, MONDAY)
      expect(await publish('nurture', 1, { welcome: { subject: 'Hi', body: 'Hello' } })).toEqual({
        ...{ type: 'published', version: 1, told: 0 },
      })
      await store.flows.saveDraft({ key: 'nurture', name: 'Nurture', draft: { b: 2 }, revision: 1 }, MONDAY)
      expect(await publish('nurture', 1)).toEqual({ type: 'conflict', revision: 2 })
      expect(await publish('nurture', 2, {}, MONDAY + DAY)).toEqual({ type: 'published', version: 2, told: 0 })
      expect(await publish('nobody', 1)).toEqual({ type: 'unknown_flow' })
      expect(await store.flows.version('nurture', 1)).toEqual({
        ...{ flow: 'nurture', version: 1, document: { key: 'nurture', revision: 1 } },
        ...{ messages: { welcome: { subject: 'Hi', body: 'Hello' } }, publishedAt: MONDAY, publishedBy: 'eve' },
        ...{ migration: null, restores: null },
      })
      expect(await store.flows.version('nurture', 3)).toBeUndefined()
      expect((await store.flows.versions('nurture')).map(({ version }) => version)).toEqual([2, 1])
      expect(await store.flows.get('nurture')).toMatchObject({ currentVersion: 2, publishedRevision: 2 })
    })

    test('only a published flow is paused, and only a paused one resumes', async () => {
      await store.flows.create({ key: 'nurture', name: 'Nurture', draft: {} }, MONDAY)
      expect(await store.flows.pause('nurture', MONDAY)).toBe('not_published')
      await publish('nurture', 1)
      expect(await store.flows.resume('nurture', MONDAY)).toBe('not_paused')
      expect(await store.flows.pause('nurture', MONDAY + HOUR)).toBe('paused')
      expect(await store.flows.pause('nurture', MONDAY)).toBe('already_paused')
      expect(await store.flows.get('nurture')).toMatchObject({ pausedAt: MONDAY + HOUR })
      expect(await store.flows.resume('nurture', MONDAY)).toBe('resumed')
      expect(await store.flows.pause('nobody', MONDAY)).toBe('unknown_flow')
      expect(await store.flows.resume('nobody', MONDAY)).toBe('unknown_flow')
    })

    test('a flow nobody is in can be deleted: its past stays readable and its key begins anew', async () => {
      await publishFlow(store, 'nurture')
      await enroll('ada', 'nurture', {})
      expect(await store.flows.delete('nurture', MONDAY)).toBe('has_open_enrollments')
      await enroll('ada', 'nurture', { status: 'left', reason: 'removed', step: null, rest: null, endedAt: MONDAY })
      expect(await store.flows.delete('nurture', MONDAY)).toBe('deleted')
      expect(await store.flows.delete('nurture', MONDAY)).toBe('unknown_flow')
      expect(await store.flows.list()).toEqual([])
      expect((await store.enrollments.get('ada.1'))?.enrollment.flow).toBe('nurture')
      await publishFlow(store, 'nurture')
      store = await under.reopen()
      expect((await store.flows.get('nurture'))?.counts.left).toBe(0)
      const handles = [...(await store.turns.handlesOf(['ada'])).values()]
      const { contacts } = await store.turns.loadStates(handles, { now: MONDAY, watchedEvents: 'all' })
      expect(contacts[0]?.state.exits).toEqual({})
    })

    test('the catalog has current versions and those somebody is still in, and its revision moves with every change', async () => {
      await publishFlow(store, 'nurture')
      await enroll('ada', 'nurture', {})
      await publish('nurture', 1)
      await publish('nurture', 1)
      await store.flows.create({ key: 'draft-only', name: 'Draft', draft: {} }, MONDAY)
      const versions = async () =>
        (await store.flows.loadCatalogRows()).versions.map(({ version }) => version).sort((a, b) => a - b)
      expect(await versions()).toEqual([1, 3])
      await enroll('ada', 'nurture', {
        status: 'ended',
        reason: 'end_of_path',
        step: null,
        rest: null,
        endedAt: MONDAY,
      })
      expect(await versions()).toEqual([3])
      const rows = await store.flows.loadCatalogRows()
      expect(rows.flows).toEqual([
        { key: 'nurture', currentVersion: 3, isPaused: false },
        { key: 'draft-only', currentVersion: null, isPaused: false },
      ])
      let revision = rows.revision
      const moved = async (change: Promise<unknown>) => {
        await change
        const now = await store.flows.catalogRevision()
        const isMoved = now > revision
        revision = now
        return isMoved
      }
      expect(await moved(store.flows.pause('nurture', MONDAY))).toBe(true)
      expect(await moved(store.flows.resume('nurture', MONDAY))).toBe(true)
      expect(await moved(store.settings.put({ timezone: 'UTC' }, { revision: 0, now: MONDAY }))).toBe(true)
      expect(await moved(publish('nurture', 1))).toBe(true)
      expect(await moved(store.flows.delete('draft-only', MONDAY))).toBe(true)
      expect(await moved(publish('nurture', 99))).toBe(false)
      expect((await store.flows.loadCatalogRows()).settings).toEqual({ timezone: 'UTC' })
    })

    test('live counts follow every turn: who is where, who left by which outlet, who never got in', async () => {
      await publishFlow(store, 'nurture')
      const visit = (id: string, seq: number, step: string, outlet: string | null) => ({
        ...{ enrollmentId: `${id}.1`, seq, step, kind: 'wait', enteredAt: MONDAY, leftAt: MONDAY, outlet },
      })
      const entry = { at: MONDAY, flow: 'nurture', trigger: 'event' }
      await enroll('ada', 'nurture', {}, { entries: [{ ...entry, enrolled: true, enrollmentId: 'ada.1' }] })
      await enroll('bob', 'nurture', {}, { entries: [{ ...entry, enrolled: true, enrollmentId: 'bob.1' }] })
      await enroll('cid', 'nurture', { status: 'failed', reason: 'template_error', step: 'mail', rest: null })
      await enroll(
        'ada',
        'nurture',
        { step: 'hot', seq: 3 },
        {
          journal: [visit('ada', 1, 'pause', 'done'), visit('ada', 2, 'mail', 'sent')],
          entries: [{ ...entry, enrolled: false, reason: 'already_in' }],
        },
      )
      await enroll(
        'bob',
        'nurture',
        { status: 'converted', reason: 'goal', step: null, rest: null, endedAt: MONDAY },
        { journal: [{ ...visit('bob', 1, 'pause', null), isInterrupted: true }] },
      )
      expect((await store.flows.get('nurture'))?.counts).toEqual({
        ...{ active: 0, waiting: 1, failed: 1, converted: 1, ended: 0, left: 0 },
      })
      const steps = await store.flows.stepCounts('nurture', 1)
      expect(Object.fromEntries(steps.map(({ step, ...counts }) => [step, counts]))).toEqual({
        pause: { version: 1, resting: 0, failed: 0, left: { done: 1, '': 1 } },
        mail: { version: 1, resting: 0, failed: 1, left: { sent: 1 } },
        hot: { version: 1, resting: 1, failed: 0, left: {} },
      })
      expect(await store.flows.stepCounts('nurture', 2)).toEqual([])
      expect(await store.flows.entryCounts('nurture')).toEqual([
        { trigger: 'event', reason: null, count: 2 },
        { trigger: 'event', reason: 'already_in', count: 1 },
      ])
      expect(await store.operations.failedCount()).toBe(1)
      const [version] = await store.flows.versions('nurture')
      expect(version?.counts).toMatchObject({ waiting: 1, converted: 1 })
    })

    test('a turn that lost its race or was refused counts nothing', async () => {
      await publishFlow(store, 'nurture')
      await enroll('ada', 'nurture', {})
      const before = await store.flows.stepCounts('nurture')
      await store.contacts.create(someContact('bob'), MONDAY)
      const outcome = await takeOne(store, 'bob', (bob) =>
        turnOf(bob, { enrollments: [someEnrollment(bob, 'nurture'), someEnrollment(bob, 'nurture', { ordinal: 2 })] }),
      )
      expect(outcome?.type).toBe('failed')
      expect(await store.flows.stepCounts('nurture')).toEqual(before)
    })

    test('an enrollment that moves to another version is counted there', async () => {
      await publishFlow(store, 'nurture')
      await enroll('ada', 'nurture', {})
      await publish('nurture', 1)
      await enroll('ada', 'nurture', { version: 2, step: 'next' })
      expect(await store.flows.stepCounts('nurture')).toEqual([
        { version: 2, step: 'next', resting: 1, failed: 0, left: {} },
      ])
      expect((await store.flows.versions('nurture')).map(({ counts }) => counts.waiting)).toEqual([1, 0])
    })
  })

  describe('settings', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
    })
    afterEach(() => under.dispose())

    test('settings are empty at first and are replaced only over the revision they were read at', async () => {
      expect(await store.settings.get()).toEqual({ document: {}, revision: 0, updatedAt: null })
      const put = (timezone: string, revision: number) => store.settings.put({ timezone }, { revision, now: MONDAY })
      expect(await put('Europe/Paris', 0)).toEqual({ type: 'saved', revision: 1 })
      expect(await put('UTC', 0)).toEqual({ type: 'conflict', revision: 1 })
      expect(await store.settings.get()).toEqual({
        ...{ document: { timezone: 'Europe/Paris' }, revision: 1, updatedAt: MONDAY },
      })
    })

    test('a part is changed whatever the revision, and a change that changes nothing is none', async () => {
      const stored = await store.settings.update((document) => ({ ...document, timezone: 'UTC' }), MONDAY)
      expect(stored).toEqual({ document: { timezone: 'UTC' }, revision: 1, updatedAt: MONDAY })
      expect(await store.settings.update((document) => document, MONDAY + HOUR)).toEqual(stored)
    })

    test('a kept value is made once', async () => {
      expect(await store.settings.keep('signing_key', () => 'first')).toBe('first')
      store = await under.reopen()
      expect(await store.settings.keep('signing_key', () => 'second')).toBe('first')
    })
  })
}
