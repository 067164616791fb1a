import type { Cause } from '@couveuse/shared/engine/cause'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askPostgres } from '../../testing/ask-postgres.ts'
import { type PostgresDatabases, startPostgresDatabases } from '../../testing/postgres-databases.ts'
import { MAIL, recordOf, VISIT } from '../../testing/store-contract/given.ts'
import {
  DAY,
  enrollOne,
  HOUR,
  loadOne,
  MONDAY,
  publishFlow,
  someContact,
  someEnrollment,
  someEvent,
  takeOne,
  turnOf,
} from '../../testing/store-fixture.ts'
import type { Store } from '../store.ts'
import { openPostgresStore } from './open.ts'

// Two stores stand for two processes: they share nothing but the database.
describe('several processes on one PostgreSQL', () => {
  let databases: PostgresDatabases
  let url: string
  let here: Store
  let there: Store

  beforeAll(async () => {
    databases = await startPostgresDatabases()
  }, 60_000)
  afterAll(() => databases.stop(), 60_000)
  beforeEach(async () => {
    url = await databases.create('migrated')
    here = await openPostgresStore({ url, now: MONDAY })
    there = await openPostgresStore({ url, now: MONDAY })
  })
  afterEach(async () => {
    await here.close()
    await there.close()
  })

  const people = Array.from({ length: 20 }, (_, index) => `p${index}`)
  async function admit(store: Store): Promise<void> {
    await store.contacts.import(
      people.map((id) => ({ id, change: { fields: { email: `${id}@example.com` } } })),
      MONDAY,
    )
  }
  const claim = (store: Store, limit = 100) => store.turns.claimDue({ now: MONDAY, limit })
  const load = async (store: Store, handles: Awaited<ReturnType<typeof claim>>) =>
    (await store.turns.loadStates(handles, { now: MONDAY, watchedEvents: 'all' })).contacts

  test('two that claim at once have different contacts in hand, and nobody waits', async () => {
    await admit(here)
    const mine = await claim(here, 12)
    const theirs = await claim(there)
    expect(mine).toHaveLength(12)
    expect(theirs).toHaveLength(8)
    expect(new Set([...mine, ...theirs]).size).toBe(20)
  })

  test('what is committed is free again, and what was claimed and never committed too', async () => {
    await admit(here)
    const contacts = await load(here, await claim(here, 5))
    const items = contacts.map((contact) => ({ contact, turn: turnOf(contact), inboxIds: [] }))
    const outcomes = await here.turns.commitBatch(items, { now: MONDAY })
    expect(outcomes.map(({ type }) => type)).toEqual(contacts.map(() => 'committed'))
    await claim(here, 5)
    expect(await claim(there)).toHaveLength(10)
    await there.close()
    there = await openPostgresStore({ url, now: MONDAY })
    expect(await claim(here)).toHaveLength(15)
  })

  test('a process that dies gives back all it had in hand', async () => {
    await admit(here)
    expect(await claim(there)).toHaveLength(20)
    expect(await claim(here)).toEqual([])
    await askPostgres(
      url,
      `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
    )
    await expect.poll(() => claim(here)).toHaveLength(20)
    await here.turns.setAside([], MONDAY)
    await expect.poll(() => claim(there).catch(() => [])).toHaveLength(20)
  })

  test('what arrives while somebody thinks about a contact waits for nobody, and is not forgotten', async () => {
    await admit(here)
    const contacts = await load(here, await claim(here))
    const [outcome] = await there.inbox.receive([{ contact: { id: 'p3' }, cause: someEvent('e1') }], MONDAY)
    expect(outcome).toEqual({ type: 'accepted', contactId: 'p3' })
    const items = contacts.map((contact) => ({
      contact,
      turn: turnOf(contact, { nextDueAt: MONDAY + DAY }),
      inboxIds: contact.inboxIds,
    }))
    await here.turns.commitBatch(items, { now: MONDAY })
    expect(await there.turns.nextDueAt()).toBe(MONDAY)
    expect((await loadOne(there, 'p3')).causes).toEqual([someEvent('e1')])
    expect((await loadOne(there, 'p4')).causes).toEqual([])
  })

  test('of two turns over one contact one loses its race, whoever has claimed', async () => {
    await admit(here)
    const [contact] = await load(here, await claim(here, 1))
    if (!contact) return expect.fail('nobody was due')
    const copy = await loadOne(there, contact.state.contact.id)
    const commit = (store: Store, loaded: typeof contact) =>
      store.turns.commitBatch([{ contact: loaded, turn: turnOf(loaded), inboxIds: [] }], { now: MONDAY })
    expect(await commit(there, copy)).toEqual([{ type: 'committed' }])
    expect(await commit(here, contact)).toEqual([{ type: 'lost_race' }])
  })

  test('steps and flows that one has never heard of are learnt from the other', async () => {
    await publishFlow(there, 'nurture')
    await here.contacts.create(someContact('ada'), MONDAY)
    const visit = { ...VISIT, step: 'brand_new', outlet: 'unheard_of', enrollmentId: 'ada.1', seq: 1 }
    expect(
      await takeOne(there, 'ada', (ada) =>
        turnOf(ada, { enrollments: [someEnrollment(ada, 'nurture', { step: 'another_one' })], journal: [visit] }),
      ),
    ).toEqual({ type: 'committed' })
    expect((await loadOne(here, 'ada')).state.enrollments[0]?.step).toBe('another_one')
    expect(await here.enrollments.journal('ada.1')).toEqual([visit])
    expect((await here.enrollments.list({ step: 'another_one', flow: 'nurture', limit: 5 })).items).toHaveLength(1)
    expect(await here.flows.stepCounts('nurture')).toHaveLength(2)
  })

  test('both add the same new words at once and agree about their numbers', async () => {
    await publishFlow(here, 'nurture')
    await here.flows.catalogRevision()
    await there.flows.catalogRevision()
    const turns = people.map((id, index) =>
      enrollOne(
        index % 2 === 0 ? here : there,
        { id, flow: 'nurture' },
        { step: `s${index % 5}`, reason: `r${index % 3}` },
      ),
    )
    expect(await Promise.all(turns)).toEqual(people.map(() => ({ type: 'committed' })))
    for (const store of [here, there]) {
      const { items } = await store.enrollments.list({ flow: 'nurture', limit: 100 })
      for (const { enrollment } of items) {
        const index = people.indexOf(enrollment.contactId)
        expect(enrollment).toMatchObject({ step: `s${index % 5}`, reason: `r${index % 3}` })
      }
    }
    // These turns said nothing about when they are due again.
    const findings = await here.operations.audit()
    expect(findings.filter(({ type }) => type !== 'wake_up')).toEqual([])
  })

  test('an occurrence that both want to tell is told once', async () => {
    await admit(here)
    const cause: Cause = { type: 'schedule', flow: 'nurture', segment: 'all' }
    const tell = (store: Store) => store.announcements.tellEverybody(cause, { name: 'daily', value: '1' }, MONDAY)
    const told = await Promise.all([tell(here), tell(there)])
    expect(told.sort((a, b) => a - b)).toEqual([0, 20])
    expect(await here.inbox.depth()).toBe(20)
  })

  test('only what a dead process was sending is unknown; the living go on', async () => {
    await publishFlow(here, 'nurture')
    await here.contacts.create(someContact('ada'), MONDAY)
    const second = { ...MAIL, key: 'ada.1:3:1', messageKey: 'ada.1:3' }
    const effects = [MAIL, second]
    await takeOne(here, 'ada', (ada) =>
      turnOf(ada, {
        enrollments: [someEnrollment(ada, 'nurture')],
        effects,
        messages: effects.flatMap((one) => recordOf(one)),
      }),
    )
    const takeOneMail = (store: Store) => store.outbox.claim({ lanes: ['email'], now: MONDAY, limit: 1 })
    const [mine] = await takeOneMail(here)
    const [theirs] = await takeOneMail(there)
    if (!mine || !theirs) return expect.fail('two mails were due')
    expect(theirs.id).not.toBe(mine.id)
    expect(await here.outbox.recoverInterrupted(MONDAY)).toEqual([])
    await there.close()
    await expect
      .poll(async () => (await here.outbox.recoverInterrupted(MONDAY)).map(({ id }) => id))
      .toEqual([theirs.id])
    await here.outbox.record([{ id: mine.id, attempt: mine.attempt, state: 'sent' }], MONDAY)
    expect((await here.outbox.depth()).map(({ state, count }) => [state, count])).toEqual([['unknown', 1]])
    there = await openPostgresStore({ url, now: MONDAY })
  })

  test('who was taken for dead and reports that the provider took it is believed, once', async () => {
    await publishFlow(here, 'nurture')
    await here.contacts.create(someContact('ada'), MONDAY)
    await takeOne(here, 'ada', (ada) =>
      turnOf(ada, { enrollments: [someEnrollment(ada, 'nurture')], effects: [MAIL], messages: recordOf(MAIL) }),
    )
    const [entry] = await here.outbox.claim({ lanes: ['email'], now: MONDAY, limit: 1 })
    if (!entry) return expect.fail('a mail was due')
    await askPostgres(
      url,
      `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'couveuse-sender' AND datname = current_database()`,
    )
    await expect.poll(async () => (await there.outbox.recoverInterrupted(MONDAY)).length).toBe(1)
    await here.outbox.record([{ id: entry.id, attempt: entry.attempt, state: 'sent', providerId: 'x' }], MONDAY + HOUR)
    expect(await there.messages.get(MAIL.key)).toMatchObject({ state: 'sent', providerId: 'x' })
    expect(await there.outbox.settle([entry.id], 'resend', MONDAY)).toBe(0)
  })

  test('many who write about the same contacts in every order get through', async () => {
    await admit(here)
    const orders = [people, [...people].reverse(), people.slice(7).concat(people.slice(0, 7))]
    const outcomes = await Promise.all(
      orders.flatMap((order, index) =>
        [here, there].map((store, place) =>
          store.inbox.receive(
            order.map((id) => ({ contact: { id }, cause: someEvent(`e${index}${place}`) })),
            MONDAY,
          ),
        ),
      ),
    )
    expect(outcomes.flat().every(({ type }) => type === 'accepted')).toBe(true)
    expect(await here.inbox.depth()).toBe(6 * people.length)
    expect(await here.operations.audit()).toEqual([])
  })
})
