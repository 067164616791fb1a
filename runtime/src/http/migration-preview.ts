import { setImmediate as breathe } from 'node:timers/promises'
import { instantText } from '@couveuse/shared/api/instant'
import type { MigrationPreview, PlaceOutlook } from '@couveuse/shared/api/publications'
import type { Catalog, PublishedVersion } from '@couveuse/shared/engine/catalog'
import type { ContactState } from '@couveuse/shared/engine/state'
import { watchedEvents } from '@couveuse/shared/engine/trigger-index'
import { compileFlow } from '@couveuse/shared/flow/compile'
import { choiceAt, type MigrationPlan } from '@couveuse/shared/flow/publish'
import { readFlow } from '@couveuse/shared/flow/schema'
import { workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { type Foreseen, foresee } from '@couveuse/shared/simulate/foresee'
import { roundRobinDesk } from '@couveuse/shared/simulate/team-desk'
import type { Store } from '../store/store.ts'
import { labelOf, occupied } from './migration-offer.ts'
import type { NextVersion } from './next-version.ts'
import { outlookOf } from './outlook.ts'

/** Contacts tried per place, and in all. */
const TRIED_PER_PLACE = 100
const TRIED_MOST = 600
const CHUNK = 50
const DAY_MS = 86_400_000

/**
 * Publishes in thought: real contacts, read from the store, take the turn that the publication would give them and then
 * live through the coming days, by the engine that will run. Nothing is written. Of many a sample is tried, and the answer
 * says how many; what is not known yet - clicks, replies, what sales will say - does not happen.
 */
export async function previewMigration(
  store: Store,
  next: NextVersion,
  plan: MigrationPlan,
  { now, days }: { readonly now: number; readonly days: number },
): Promise<MigrationPreview> {
  const { key, pausedAt } = next.record
  const until = now + days * DAY_MS
  const places = [...(await occupied(store, key)).values()].flat()
  const catalog = await catalogWith(store, next, plan)
  const limit = Math.max(1, Math.min(TRIED_PER_PLACE, Math.floor(TRIED_MOST / Math.max(1, places.length))))
  const outlooks: PlaceOutlook[] = []
  for (const { version, step, resting, failed } of places) {
    const labels = (id: string) => labelIn([next.flow, catalog.version(key, version)?.compiled.flow], id)
    const causes = choiceAt(plan, version, step) ? [{ type: 'migrate', flow: key, version: next.next } as const] : []
    const foreseen: Foreseen[] = []
    for await (const state of sample(store, catalog, { flow: key, version, step, limit }, now)) {
      const enrollment = state.enrollments.find(({ flow }) => flow === key)
      // Somebody may have moved on since the counts were read.
      if (enrollment?.version !== version || enrollment.step !== step) continue
      const one = tryOut({ catalog, desk: roundRobinDesk(), state, flow: key, causes, now, until })
      if (one) foreseen.push(one)
    }
    outlooks.push({ version, step, here: resting + failed, tried: foreseen.length, ...outlookOf(foreseen, labels) })
  }
  return {
    at: instantText(now),
    until: instantText(until),
    here: outlooks.reduce((sum, { here }) => sum + here, 0),
    tried: outlooks.reduce((sum, { tried }) => sum + tried, 0),
    isPaused: pausedAt !== null,
    places: outlooks,
  }
}

/** A turn that throws would set this one contact aside: told as a failure, and the others are tried. */
function tryOut(given: Parameters<typeof foresee>[0]): Foreseen | undefined {
  try {
    return foresee(given)
  } catch (error) {
    const enrollment = given.state.enrollments.find(({ flow }) => flow === given.flow)
    const failure = error instanceof Error ? error.message : String(error)
    return (
      enrollment && {
        enrollment: { ...enrollment, status: 'failed', reason: 'turn_failed', failure },
        journal: [],
        messages: [],
      }
    )
  }
}

async function* sample(
  store: Store,
  catalog: CatalogInThought,
  place: { flow: string; version: number; step: string; limit: number },
  now: number,
): AsyncGenerator<ContactState> {
  const handles = await store.enrollments.sampleAt(place)
  for (let from = 0; from < handles.length; from += CHUNK) {
    const { contacts } = await store.turns.loadStates(handles.slice(from, from + CHUNK), {
      now,
      watchedEvents: catalog.watchedEvents,
    })
    for (const { state } of contacts) {
      yield state
      // A week of one contact takes milliseconds: whoever waits for a turn must not wait for all of them.
      await breathe()
    }
  }
}

interface CatalogInThought extends Catalog {
  readonly watchedEvents: ReadonlySet<string>
}

/** The catalog as it would be after the publication. */
async function catalogWith(store: Store, next: NextVersion, plan: MigrationPlan): Promise<CatalogInThought> {
  const rows = await store.flows.loadCatalogRows()
  const { key } = next.record
  const versions = new Map<string, PublishedVersion>()
  for (const { flow, version, document, messages } of rows.versions) {
    const read = readFlow(document)
    if (read.ok) versions.set(`${flow}@${version}`, { compiled: compileFlow(read.flow, version), messages })
  }
  const published = { compiled: compileFlow(next.flow, next.next), messages: next.messages, migration: plan }
  versions.set(`${key}@${next.next}`, published)
  const current = new Map<string, PublishedVersion>()
  for (const row of rows.flows) {
    const version = row.key === key ? published : versions.get(`${row.key}@${row.currentVersion}`)
    if (version) current.set(row.key, version)
  }
  const catalog: Catalog = {
    settings: workspaceSettingsSchema.parse(rows.settings),
    current,
    paused: new Set(rows.flows.filter(({ isPaused }) => isPaused).map((row) => row.key)),
    version: (flow, version) => versions.get(`${flow}@${version}`),
  }
  return { ...catalog, watchedEvents: watchedEvents(catalog, versions.values()) }
}

function labelIn(flows: readonly (NextVersion['flow'] | undefined)[], id: string): string {
  const flow = flows.find((one) => one && Object.hasOwn(one.steps, id))
  return flow ? labelOf(flow, id) : id
}
