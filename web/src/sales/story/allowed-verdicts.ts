import type { HandoffState } from '@couveuse/shared/api/handoffs'
import type { Verdict } from '../queries.ts'

export type AllowedVerdicts = Readonly<Record<Verdict['to'], boolean>>

const all = { accept: true, return: true, won: true, lost: true }
const none = { accept: false, return: false, won: false, lost: false }

const byState: Readonly<Record<HandoffState, AllowedVerdicts>> = {
  open: all,
  accepted: { ...all, accept: false },
  // A lead that was given back may still turn out well (fine print 104, 181)
  returned: { ...none, accept: true, won: true },
  won: none,
  lost: none,
}

/** What sales can still say about a lead in this state. */
export function allowedVerdicts(state: HandoffState): AllowedVerdicts {
  return byState[state]
}
