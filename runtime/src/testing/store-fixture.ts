import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contact } from '@couveuse/shared/contact/schema'
import type { Cause } from '@couveuse/shared/engine/cause'
import type { Enrollment, Turn, TurnWrites } from '@couveuse/shared/engine/state'
import { openSqliteStore } from '../store/sqlite/open.ts'
import type { Store } from '../store/store.ts'
import type { CommitOutcome, LoadedContact } from '../store/turns.ts'

/** Monday 2 March 2026, 08:00 UTC. */
export const MONDAY = Date.UTC(2026, 2, 2, 8)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** A store in a folder of its own, which `dispose` removes. */
export interface StoreUnderTest {
  readonly store: Store
  /** Closes it and opens it again from what it has written. */
  reopen(): Promise<Store>
  dispose(): Promise<void>
}
export type OpenStore = () => Promise<StoreUnderTest>

export async function openTestStore(): Promise<StoreUnderTest & { readonly path: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'couveuse-store-'))
  const path = join(folder, 'store.sqlite')
  const open = () => openSqliteStore({ path, synchronous: 'off', now: MONDAY })
  let store = await open()
  return {
    path,
    get store() {
      return store
    },
    async reopen() {
      await store.close()
      store = await open()
      return store
    },
    async dispose() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Somebody with an e-mail address of their own. */
export const someContact = (id: string, given: Partial<Contact> = {}): Contact => ({
  id,
  createdAt: MONDAY,
  fields: { email: `${id}@example.com` },
  account: {},
  tags: [],
  lists: [],
  stage: 'prospect',
  bant: {},
  consent: {},
  suppressed: [],
  ...given,
})

const NO_WRITES: TurnWrites = {
  changes: [],
  events: [],
  ledger: [],
  enrollments: [],
  journal: [],
  effects: [],
  messages: [],
  tasks: [],
  handoffs: [],
  entries: [],
  goals: [],
  problems: [],
}

/** A turn of a loaded contact: what it wrote, and the state those writes lead to. */
export function turnOf(
  { state }: LoadedContact,
  given: Partial<TurnWrites> & { contact?: Contact; nextDueAt?: number | null; watch?: Turn['state']['watch'] } = {},
): Turn {
  const { contact = state.contact, nextDueAt = null, watch = state.watch, ...writes } = given
  const written = writes.enrollments ?? []
  const kept = state.enrollments.filter((known) => written.every(({ id }) => id !== known.id))
  const all = [...kept, ...written]
  return {
    state: {
      ...state,
      contact,
      watch,
      enrollments: all.filter((one) => one.endedAt === undefined),
      nextOrdinal: Math.max(state.nextOrdinal, ...written.map((one) => one.ordinal + 1)),
    },
    writes: { ...NO_WRITES, ...writes },
    nextDueAt,
  }
}

/** An enrollment that waits at `pause` for a day. */
export function someEnrollment({ state }: LoadedContact, flow: string, given: Partial<Enrollment> = {}): Enrollment {
  const ordinal = given.ordinal ?? state.nextOrdinal
  return {
    id: `${state.contact.id}.${ordinal}`,
    ordinal,
    contactId: state.contact.id,
    flow,
    version: 1,
    status: 'waiting',
    reason: null,
    step: 'pause',
    rest: { enteredAt: MONDAY, wakeAt: MONDAY + DAY, memory: {} },
    seq: 1,
    visits: { pause: 1 },
    vars: {},
    entry: { trigger: 'manual', properties: {} },
    enteredAt: MONDAY,
    messages: {},
    ...given,
  }
}

export const someEvent = (id: string, name = 'page_viewed'): Cause & { type: 'event' } => ({
  type: 'event',
  event: { id, name, occurredAt: MONDAY, arrivedAt: MONDAY, properties: {}, machine: false },
})

export async function publishFlow(store: Store, key: string): Promise<void> {
  await store.flows.create({ key, name: key, draft: { key } }, MONDAY)
  await store.flows.publish({ key, document: { key }, messages: {}, revision: 1 }, MONDAY)
}

/** Loads one contact, whether it is due or not. */
export async function loadOne(store: Store, contactId: string, now = MONDAY): Promise<LoadedContact> {
  const handles = await store.turns.handlesOf([contactId])
  const { contacts } = await store.turns.loadStates([...handles.values()], { now, watchedEvents: 'all' })
  const [contact] = contacts
  if (!contact) throw new Error(`there is no contact ${contactId}`)
  return contact
}

/** Loads one contact, lets `decide` take its turn, and commits it with everything from its inbox. */
export async function takeOne(
  store: Store,
  contactId: string,
  decide: (contact: LoadedContact) => Turn,
  now = MONDAY,
): Promise<CommitOutcome | undefined> {
  const contact = await loadOne(store, contactId, now)
  const [outcome] = await store.turns.commitBatch([{ contact, turn: decide(contact), inboxIds: contact.inboxIds }], {
    now,
  })
  return outcome
}

/** Makes the contact on first use, then enrolls it in the flow, or changes its open enrollment there. */
export async function enrollOne(
  store: Store,
  { id, flow }: { readonly id: string; readonly flow: string },
  given: Partial<Enrollment> = {},
  more: Partial<TurnWrites> = {},
): Promise<CommitOutcome | undefined> {
  await store.contacts.create(someContact(id), MONDAY)
  return takeOne(store, id, (contact) => {
    const known = contact.state.enrollments.find((one) => one.flow === flow)
    const enrollment = known ? { ...known, ...given } : someEnrollment(contact, flow, given)
    return turnOf(contact, { enrollments: [enrollment], ...more })
  })
}
