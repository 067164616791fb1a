import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import type { JsonObject } from '@couveuse/shared/contract/json'
import { InvariantError } from '@couveuse/shared/contract/problem'
import { type Flow, readFlow } from '@couveuse/shared/flow/schema'
import { type WorkspaceSettings, workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { testClock } from '../adapters/test-clock.ts'
import { noCrash } from '../ports/crash-point.ts'
import type { Logger } from '../ports/logger.ts'
import { silentQueues } from '../queue/silent-queues.ts'
import type { OutboxEntry } from '../store/outbox.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import type { Store } from '../store/store.ts'
import { openWorker } from '../worker/worker.ts'
import { demoContacts } from './contacts.ts'
import { type Planned, planLife, planReaction, planSales } from './life.ts'

const DAY = 86_400_000
const DAYS = 60
const CONTACTS = 500
const FLOWS = ['white-paper-nurture', 'webinar-follow-up', 'recycled-lead-nurture'] as const
/** What contacts and sales do is looked at in slices, so that one commit carries many of them. */
const SLICE = 6 * 3_600_000

export interface DemoDeps {
  readonly store: Store
  readonly log: Logger
  /** epoch ms; the demo's sixty days end here */
  readonly now: number
}

/**
 * Makes the database file of a new workspace with the demo in it. Written beside its place and moved there when it is
 * whole, so a start that is interrupted leaves nothing half-filled; until then nobody waits for the disk.
 */
export async function createDemoWorkspace({
  path,
  log,
  now,
}: {
  readonly path: string
  readonly log: Logger
  readonly now: number
}): Promise<void> {
  const draft = `${path}.filling`
  for (const file of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(file, { force: true })
  const store = await openSqliteStore({ path: draft, now, synchronous: 'off' })
  try {
    await importDemo({ store, log, now })
  } finally {
    await store.close()
  }
  syncFile(draft)
  renameSync(draft, path)
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}

/**
 * Fills an empty workspace with the demo: settings, messages, three published flows and 500 contacts, who then live sixty
 * days of virtual time on the real worker - so every number on every page comes from the same engine as in real life.
 * Nothing leaves the machine: what these days send is captured.
 */
async function importDemo({
  store,
  log,
  now,
}: DemoDeps): Promise<{ readonly contacts: number; readonly flows: number }> {
  const from = now - DAYS * DAY
  const settings = readSettings()
  await store.settings.update(() => settings.document, from)
  for (const key of FLOWS) await publishDemoFlow(store, key, settings.parsed, from)
  const contacts = demoContacts(CONTACTS, from)
  await store.contacts.import(
    contacts.map(({ id, createdAt, fields, account, tags, lists, stage, bant, consent, suppressed }) => ({
      id,
      createdAt,
      change: { fields, account, tags, lists, stage, bant, consent, suppressed },
    })),
    from,
  )
  await live({ store, log, from, until: now }, planLife(contacts, from, now))
  return { contacts: contacts.length, flows: FLOWS.length }
}

/** Sixty days on the real worker, slice by slice; timers keep their own instants. */
async function live(
  { store, log, from, until }: { store: Store; log: Logger; from: number; until: number },
  life: readonly Planned[],
): Promise<void> {
  const clock = testClock(from)
  let agenda: Planned[] = [...life]
  const worker = openWorker({
    store,
    queues: silentQueues(),
    clock,
    dice: () => 0,
    log,
    crashPoint: noCrash,
    perform: async (entry) => {
      agenda.push(...reactionsTo(entry, clock.now()))
      return { type: 'captured' }
    },
    dispatch: { perSecond: { email: 0, sms: 0, webhook: 0 }, mailWidth: 50 },
    policy: 'hold',
    batchSize: CONTACTS,
  })
  await worker.start()
  await worker.settle()
  const seen = new Set<string>()
  while (clock.now() < until) {
    const sliceEnd = Math.min(clock.now() + SLICE, until)
    for (let at = clock.nextAt(); at !== null && at <= sliceEnd; at = clock.nextAt()) {
      clock.moveTo(Math.max(at, clock.now()))
      await worker.settle()
    }
    clock.moveTo(sliceEnd)
    const due = agenda.filter(({ at }) => at <= sliceEnd).sort((a, b) => a.at - b.at)
    agenda = agenda.filter(({ at }) => at > sliceEnd)
    if (due.length > 0) await worker.receive(due.map(({ arrival }) => arrival))
    await worker.settle()
    agenda.push(...(await newHandoffs(store, seen)))
  }
  await worker.stop(DAY)
}

function reactionsTo({ effect }: OutboxEntry, sentAt: number): Planned[] {
  return effect.type === 'send_message' ? planReaction(effect.messageKey, effect.channel, effect.contactId, sentAt) : []
}

async function newHandoffs(store: Store, seen: Set<string>): Promise<Planned[]> {
  const { items } = await store.sales.handoffs({ state: 'open', limit: 200 })
  return items.flatMap(({ handoff, contact }) => {
    if (seen.has(handoff.id)) return []
    seen.add(handoff.id)
    return planSales(handoff.id, contact.contact.id, handoff.openedAt)
  })
}

async function publishDemoFlow(store: Store, key: string, settings: WorkspaceSettings, now: number): Promise<void> {
  const draft = readJson(`flows/${key}.json`)
  const flow = requireFlow(draft, key)
  await store.flows.create({ key, name: flow.name, draft }, now)
  const outcome = await store.flows.publish(
    { key, document: draft, messages: settings.messages, revision: 1, by: 'demo' },
    now,
  )
  if (outcome.type !== 'published')
    throw new InvariantError(`demo flow "${key}" could not be published: ${outcome.type}`)
}

function requireFlow(json: JsonObject, key: string): Flow {
  const read = readFlow(json)
  if (read.ok) return read.flow
  throw new InvariantError(`demo flow "${key}" is broken: ${read.problems[0]?.message ?? 'not a flow'}`)
}

function readSettings(): { readonly document: JsonObject; readonly parsed: WorkspaceSettings } {
  const document: JsonObject = { ...readJson('settings.json'), messages: readJson('messages.json') }
  return { document, parsed: workspaceSettingsSchema.parse(document) }
}

function readJson(file: string): JsonObject {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
}
