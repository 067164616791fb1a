import type { ScoreSnapshot } from '../conditions/subject.ts'
import type { Catalog } from './catalog.ts'
import type { ContactState } from './state.ts'
import { TurnDraft } from './turn-draft.ts'
import { noticeInactivity } from './watch.ts'

const nobody = { nextInTurn: () => '', leastLoaded: () => '' }

/** The scores of a contact at any instant from its last turn on, inactivity included: what a turn would see (fine print 43). */
export function scoreOf(catalog: Catalog, state: ContactState, at: number): ScoreSnapshot {
  const draft = new TurnDraft(catalog, nobody, state, at)
  noticeInactivity(draft, at)
  return draft.score()
}
