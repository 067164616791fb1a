import type { Subject } from '@couveuse/shared/conditions/subject'
import type { Catalog, TeamDesk } from '@couveuse/shared/engine/catalog'
import type { ContactState } from '@couveuse/shared/engine/state'
import { TurnDraft } from '@couveuse/shared/engine/turn-draft'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import type { Store } from '../store/store.ts'

/** Nobody is given anything while people only look. */
const NO_DESK: TeamDesk = {
  nextInTurn: (_team, members) => members[0] ?? '',
  leastLoaded: (_team, members) => members[0] ?? '',
}

/** What conditions may read about a contact outside of any flow: the engine's own view, so that both always agree. */
export function subjectOf(settings: WorkspaceSettings, state: ContactState, now: number): Subject {
  const catalog: Catalog = { settings, current: new Map(), paused: new Set(), version: () => undefined }
  return new TurnDraft(catalog, NO_DESK, state, now).subject()
}

/** The state of one contact with all its events, and the view on it; undefined when there is no such contact. */
export async function loadSubject(
  store: Store,
  settings: WorkspaceSettings,
  contactId: string,
  now: number,
): Promise<{ readonly subject: Subject; readonly state: ContactState } | undefined> {
  const handle = (await store.turns.handlesOf([contactId])).get(contactId)
  if (handle === undefined) return undefined
  const { contacts } = await store.turns.loadStates([handle], { now, watchedEvents: 'all' })
  const state = contacts[0]?.state
  return state && { subject: subjectOf(settings, state, now), state }
}
