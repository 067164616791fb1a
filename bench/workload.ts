import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestClock, testClock } from '@couveuse/runtime/adapters/test-clock'
import { noCrash } from '@couveuse/runtime/ports/crash-point'
import type { Logger } from '@couveuse/runtime/ports/logger'
import { openSqliteStore } from '@couveuse/runtime/store/sqlite/open'
import type { Store } from '@couveuse/runtime/store/store'
import { catalogCache } from '@couveuse/runtime/worker/catalog-cache'
import type { BatchDeps } from '@couveuse/runtime/worker/run-batch'
import type { Contact } from '@couveuse/shared/contact/schema'
import type { JsonObject } from '@couveuse/shared/contract/json'
import { type WorkspaceSettings, workspaceSettingsSchema } from '@couveuse/shared/flow/settings'

/** Monday 2 March 2026, 09:00 in Paris. */
export const START = Date.parse('2026-03-02T08:00:00Z')
/** Long enough for everybody to come to an end: nobody clicks, so each contact takes the long way round. */
export const END = START + 120 * 86_400_000
export const FLOW_KEY = 'white-paper-nurture'

const demo = (file: string): URL => new URL(`../runtime/src/demo/${file}`, import.meta.url)
const readJson = (file: string): JsonObject => JSON.parse(readFileSync(demo(file), 'utf8'))

/** The white-paper flow, messages, scoring, quiet hours and pressure of the demo workspace: nothing is made easier. */
export const flowDocument: JsonObject = readJson(`flows/${FLOW_KEY}.json`)
export const settingsDocument: JsonObject = { ...readJson('settings.json'), messages: readJson('messages.json') }
export const settings: WorkspaceSettings = workspaceSettingsSchema.parse(settingsDocument)

export function benchContact(index: number): Contact {
  return {
    id: `bench-${index}`,
    createdAt: START - 86_400_000,
    fields: {
      email: `contact${index}@company${index % 997}.example`,
      phone: `+336${String(10_000_000 + index)}`,
      firstName: 'Ada',
      lastName: `Number ${index}`,
      title: index % 3 === 0 ? 'Head of IT' : 'Marketing director',
      country: 'FR',
      timezone: 'Europe/Paris',
    },
    account: { name: `Company ${index % 997}`, employees: 20 + (index % 997) },
    tags: [],
    lists: [],
    stage: 'prospect',
    bant: {},
    consent: { email: 'granted', sms: 'granted' },
    suppressed: [],
  }
}

/** The event that enrolls a contact in the flow. */
export const enrollingEvent = (index: number) => ({
  id: `form-${index}`,
  name: 'form_submitted',
  occurredAt: START,
  arrivedAt: START,
  properties: { form: 'white-paper' },
  machine: false,
})

export const silence: Logger = { debug: quiet, info: quiet, warn: console.warn, error: console.error }
function quiet(): void {
  // A benchmark prints its table and nothing else.
}

export interface Bench {
  readonly store: Store
  readonly clock: TestClock
  readonly batch: BatchDeps
  /** of the SQLite file */
  readonly path: string
  close(): Promise<void>
  /** Only the files: for who has closed the store already. */
  remove(): Promise<void>
}

/** A store on disk as the product opens it (write-ahead log, synchronous=FULL) with the flow published and contacts waiting in the inbox. */
export async function openBench(contacts: number): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-bench-'))
  const path = join(folder, 'bench.db')
  const store = await openSqliteStore({ path, now: START })
  await fillStore(store, contacts)
  const { batch, clock } = roundsOver(store)
  const remove = () => rm(folder, { recursive: true, force: true })
  return {
    store,
    clock,
    batch,
    path,
    async close() {
      await store.close()
      await remove()
    },
    remove,
  }
}

/** The flow published, and people in it who have not been looked at yet. */
export async function fillStore(store: Store, contacts: number): Promise<void> {
  await store.settings.update(() => settingsDocument, START)
  await store.flows.create({ key: FLOW_KEY, name: 'White paper nurture', draft: flowDocument }, START)
  await store.flows.publish({ key: FLOW_KEY, document: flowDocument, messages: settings.messages, revision: 1 }, START)
  for (let from = 0; from < contacts; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, contacts - from) }, (_, offset) => {
      const { id, createdAt, ...change } = benchContact(from + offset)
      return { id, createdAt, change }
    })
    await store.contacts.import(rows, START)
  }
}

/** What the product's own rounds need, with a clock that is moved by hand. */
export function roundsOver(store: Store): Pick<Bench, 'batch' | 'clock'> {
  const clock = testClock(START)
  const batch: BatchDeps = {
    turns: store.turns,
    catalogs: catalogCache({ flows: store.flows, log: silence }),
    clock,
    log: silence,
    crashPoint: noCrash,
  }
  return { batch, clock }
}

export async function receiveEntries(store: Store, contacts: number): Promise<void> {
  for (let from = 0; from < contacts; from += 500) {
    const arrivals = Array.from({ length: Math.min(500, contacts - from) }, (_, offset) => ({
      contact: { id: `bench-${from + offset}` },
      cause: { type: 'event' as const, event: enrollingEvent(from + offset) },
    }))
    await store.inbox.receive(arrivals, START)
  }
}
