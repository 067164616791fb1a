import type { Enrollment, TurnWrites } from '@couveuse/shared/engine/state'
import type { MigrationPlan } from '@couveuse/shared/flow/publish'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import {
  DAY,
  enrollOne,
  HOUR,
  loadOne,
  MONDAY,
  type OpenStore,
  publishFlow,
  type StoreUnderTest,
  someContact,
} from '../store-fixture.ts'
import { ENDED, VISIT } from './given.ts'

/** What a publication with a plan writes, and how failed enrollments are found. */
export function describePublications(open: OpenStore): void {
  describe('publications', () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
      await publishFlow(store, 'nurture')
      await publishFlow(store, 'other')
    })
    afterEach(() => under.dispose())

    const enroll = (id: string, flow: string, given: Partial<Enrollment> = {}, more?: Partial<TurnWrites>) =>
      enrollOne(store, { id, flow }, given, more)
    const publish = (migration?: MigrationPlan, more: { restores?: number; replacesDraft?: true } = {}, revision = 1) =>
      store.flows.publish(
        {
          ...{ key: 'nurture', document: { key: 'nurture', name: 'Again' }, messages: {}, revision },
          ...(migration !== undefined && { migration }),
          ...more,
        },
        MONDAY + HOUR,
      )
    const causesOf = async (id: string) => (await loadOne(store, id, MONDAY + DAY)).causes
    const MIGRATE = { type: 'migrate', flow: 'nurture', version: 2 }

    test('a plan is told in the publication itself, to those who wait where something was decided and to nobody else', async () => {
      await enroll('here', 'nurture')
      await enroll('failed', 'nurture', { status: 'failed', reason: 'bad_value', rest: null })
      await enroll('elsewhere', 'nurture', { step: 'mail' })
      await enroll('gone', 'nurture', { ...ENDED })
      await enroll('other', 'other')
      await store.contacts.create(someContact('nobody'), MONDAY)
      const plan = { 1: { pause: { to: 'next' }, unheard: { end: 'over' } }, 7: { mail: { end: 'over' } } }
      expect(await publish(plan)).toEqual({ type: 'published', version: 2, told: 2 })
      expect(await causesOf('here')).toEqual([MIGRATE])
      expect(await causesOf('failed')).toEqual([MIGRATE])
      for (const id of ['elsewhere', 'gone', 'other', 'nobody']) expect(await causesOf(id)).toEqual([])
      expect(await store.turns.nextDueAt()).toBeLessThanOrEqual(MONDAY + HOUR)
      expect(await store.inbox.depth()).toBe(2)
    })

    test('a publication without a plan tells nobody, and one that is refused neither', async () => {
      await enroll('here', 'nurture')
      expect(await publish({ 1: {} })).toEqual({ type: 'published', version: 2, told: 0 })
      expect((await store.flows.version('nurture', 2))?.migration).toBeNull()
      expect(await publish({ 1: { pause: { end: 'over' } } }, {}, 9)).toEqual({ type: 'conflict', revision: 1 })
      expect(await causesOf('here')).toEqual([])
      expect(await store.flows.version('nurture', 3)).toBeUndefined()
    })

    test('the plan is kept with the version, and found as long as somebody is in an older one', async () => {
      await enroll('ada', 'nurture')
      const plan = { 1: { pause: { to: 'next' } } }
      await publish(plan)
      await publish()
      await publish()
      store = await under.reopen()
      expect((await store.flows.version('nurture', 2))?.migration).toEqual(plan)
      const versions = async () =>
        (await store.flows.loadCatalogRows()).versions
          .filter(({ flow }) => flow === 'nurture')
          .map(({ version, migration }) => [version, migration])
          .sort()
      expect(await versions()).toEqual([
        [1, null],
        [2, plan],
        [4, null],
      ])
      await enroll('ada', 'nurture', { version: 4 })
      expect(await versions()).toEqual([[4, null]])
    })

    test('an earlier version published again leaves the draft as it is: it then says something else than what runs', async () => {
      expect(await publish(undefined, { restores: 1 })).toEqual({ type: 'published', version: 2, told: 0 })
      expect(await store.flows.get('nurture')).toMatchObject({
        ...{
          currentVersion: 2,
          draft: { key: 'nurture' },
          draftRevision: 1,
          name: 'nurture',
          publishedAt: MONDAY + HOUR,
        },
      })
      expect((await store.flows.get('nurture'))?.publishedRevision).not.toBe(1)
      expect((await store.flows.versions('nurture')).map(({ restores }) => restores)).toEqual([1, null])
      expect((await store.flows.version('nurture', 2))?.restores).toBe(1)
    })

    test('or becomes the draft, where that is wished', async () => {
      await publish(undefined, { restores: 1, replacesDraft: true })
      expect(await store.flows.get('nurture')).toMatchObject({
        ...{ name: 'Again', draft: { key: 'nurture', name: 'Again' }, draftRevision: 2, publishedRevision: 2 },
      })
    })

    test('a publication decided over another version than the one that runs is refused: twice is not published twice', async () => {
      await enroll('here', 'nurture')
      const over = (current: number | null) =>
        store.flows.publish(
          {
            ...{ key: 'nurture', document: {}, messages: {}, revision: 1, current },
            migration: { 1: { pause: { end: 'over' } } },
          },
          MONDAY,
        )
      expect(await over(null)).toEqual({ type: 'superseded', current: 1 })
      expect(await over(1)).toMatchObject({ type: 'published', version: 2 })
      expect(await over(1)).toEqual({ type: 'superseded', current: 2 })
      expect(await causesOf('here')).toEqual([MIGRATE])
    })

    test('visits made before a move are counted in the version they were made in', async () => {
      await enroll('ada', 'nurture')
      await publish()
      const visits = [
        { ...VISIT, enrollmentId: 'ada.1', seq: 1, outlet: null, isInterrupted: true as const },
        { ...VISIT, enrollmentId: 'ada.1', seq: 2, step: 'mail', kind: 'email', outlet: 'sent' },
      ]
      const moves = [{ at: MONDAY + HOUR, version: 1, seq: 2 }]
      await enroll('ada', 'nurture', { version: 2, step: 'next', seq: 3, moves }, { journal: visits })
      const steps = await store.flows.stepCounts('nurture')
      expect(Object.fromEntries(steps.map(({ version, step, ...counts }) => [`${version} ${step}`, counts]))).toEqual({
        '1 pause': { resting: 0, failed: 0, left: { '': 1 } },
        '2 mail': { resting: 0, failed: 0, left: { sent: 1 } },
        '2 next': { resting: 1, failed: 0, left: {} },
      })
      store = await under.reopen()
      expect((await store.enrollments.get('ada.1'))?.enrollment.moves).toEqual(moves)
    })

    test('a sample of those at one step is spread over all who are there', async () => {
      for (let i = 0; i < 60; i++) await enroll(`c${i}`, 'nurture')
      await enroll('mail', 'nurture', { step: 'mail' })
      await enroll('gone', 'nurture', ENDED)
      const at = (limit: number, step = 'pause', version = 1) =>
        store.enrollments.sampleAt({ flow: 'nurture', version, step, limit })
      const idsOf = async (handles: Awaited<ReturnType<typeof at>>) => {
        const { contacts } = await store.turns.loadStates(handles, { now: MONDAY, watchedEvents: 'all' })
        return contacts.map(({ state }) => state.contact.id)
      }
      expect(await at(100)).toHaveLength(60)
      const few = await idsOf(await at(20))
      expect(few.length).toBeGreaterThan(5)
      expect(few.length).toBeLessThanOrEqual(20)
      expect(new Set(few).size).toBe(few.length)
      expect(few.some((id) => Number(id.slice(1)) >= 30)).toBe(true)
      expect(await idsOf(await at(5, 'mail'))).toEqual(['mail'])
      for (const nowhere of [at(5, 'unheard'), at(5, 'pause', 2)]) expect(await nowhere).toEqual([])
    })

    test('failed enrollments are grouped by flow, version, step and code, most of them first', async () => {
      const failed = (reason: string, step = 'mail', hours = 0) => ({
        ...{ status: 'failed' as const, reason, step, rest: null, failure: 'why', enteredAt: MONDAY + hours * HOUR },
      })
      await enroll('ada', 'nurture', failed('template_error'))
      await enroll('bob', 'nurture', failed('template_error', 'mail', 2))
      await enroll('cid', 'nurture', failed('bad_value'))
      await enroll('dan', 'other', failed('template_error', 'pause', 1))
      await enroll('eve', 'nurture')
      const group = { flow: 'nurture', version: 1, step: 'mail' }
      expect(await store.enrollments.failedGroups()).toEqual([
        { ...group, reason: 'template_error', count: 2, newest: 'bob.1' },
        { flow: 'other', version: 1, step: 'pause', reason: 'template_error', count: 1, newest: 'dan.1' },
        { ...group, reason: 'bad_value', count: 1, newest: 'cid.1' },
      ])
      expect(await store.enrollments.failedGroups('nurture')).toHaveLength(2)
      expect(await store.enrollments.failedGroups('unheard-of')).toEqual([])
    })
  })
}
