import type { Catalog, PublishedVersion } from '@couveuse/shared/engine/catalog'
import { baseline, takeTurn } from '@couveuse/shared/engine/turn'
import { compileFlow } from '@couveuse/shared/flow/compile'
import { flowSchema } from '@couveuse/shared/flow/schema'
import { workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { roundRobinDesk } from '@couveuse/shared/simulate/team-desk'
import type { Store } from '../store/store.ts'

/** The catalog as it stands in the store. The runtime proper keeps it; a test reads it anew. */
export async function loadLocalCatalog(store: Store): Promise<Catalog> {
  const rows = await store.flows.loadCatalogRows()
  const versions = new Map<string, PublishedVersion>(
    rows.versions.map(({ flow, version, document, messages, migration }) => [
      `${flow}@${version}`,
      {
        compiled: compileFlow(flowSchema.parse(document), version),
        messages,
        ...(migration === null ? {} : { migration }),
      },
    ]),
  )
  const current = new Map<string, PublishedVersion>()
  for (const { key, currentVersion } of rows.flows) {
    const version = versions.get(`${key}@${currentVersion}`)
    if (version) current.set(key, version)
  }
  return {
    settings: workspaceSettingsSchema.parse(rows.settings),
    current,
    paused: new Set(rows.flows.filter(({ isPaused }) => isPaused).map(({ key }) => key)),
    version: (flow, version) => versions.get(`${flow}@${version}`),
  }
}

/** Every turn that is due, one after the other, until none is. */
export async function runTurns(store: Store, catalog: Catalog, now: number): Promise<void> {
  const desk = roundRobinDesk()
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const handles = await store.turns.claimDue({ now, limit: 1000 })
    if (handles.length === 0) return
    const { contacts } = await store.turns.loadStates(handles, { now, watchedEvents: 'all' })
    const items = contacts.map((contact) => {
      const state =
        contact.revision === 0 ? baseline({ catalog, desk, state: contact.state, now }).state : contact.state
      const turn = takeTurn({ catalog, desk, state, causes: contact.causes, now })
      return { contact, turn, inboxIds: contact.inboxIds }
    })
    await store.turns.commitBatch(items, { now })
  }
  throw new Error('the turns do not come to an end')
}
