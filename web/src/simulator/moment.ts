import type { ScoreSnapshot } from '@couveuse/shared/conditions/subject'
import type {
  ChangeRecord,
  Enrollment,
  EntryRecord,
  Handoff,
  JournalEntry,
  MessageRecord,
  Task,
} from '@couveuse/shared/engine/state'
import type { LedgerRow } from '@couveuse/shared/scoring/schema'
import type { Simulator } from '@couveuse/shared/simulate/simulator'
import type { PlannedDeed } from './session.ts'

/** Everything one turn of the contact wrote: an instant of the timeline. All instants are epoch ms. */
export interface Moment {
  readonly at: number
  /** what the tester had planned for this instant */
  readonly deeds: readonly PlannedDeed[]
  readonly entries: readonly EntryRecord[]
  /** visits left */
  readonly visits: readonly JournalEntry[]
  /** enrollments that came to rest, or whose waking was moved */
  readonly rests: readonly Enrollment[]
  readonly ended: readonly Enrollment[]
  readonly failed: readonly Enrollment[]
  readonly messages: readonly MessageRecord[]
  readonly changes: readonly ChangeRecord[]
  readonly tasks: readonly Task[]
  readonly handoffs: readonly Handoff[]
  readonly points: readonly LedgerRow[]
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
  /** after all of it */
  readonly score: ScoreSnapshot
}

/** How far the simulator's records reached before a turn. */
interface Mark {
  readonly journal: number
  readonly messages: number
  readonly changes: number
  readonly entries: number
  readonly warnings: number
  readonly ledger: number
  readonly known: number
  readonly tasks: number
  readonly handoffs: number
  readonly open: ReadonlyMap<string, Enrollment>
}

export function markOf(simulator: Simulator): Mark {
  return {
    journal: simulator.journal.length,
    messages: simulator.messages.length,
    changes: simulator.changes.length,
    entries: simulator.entries.length,
    warnings: simulator.warnings.length,
    ledger: simulator.state.ledger.length,
    known: simulator.enrollments.size,
    tasks: simulator.tasks.size,
    handoffs: simulator.handoffs.size,
    open: new Map(simulator.state.enrollments.map((enrollment) => [enrollment.id, enrollment])),
  }
}

/** Before the first turn: what the simulator wrote when it was made (date triggers of this very instant) counts as new. */
export const nothingYet: Mark = {
  journal: 0,
  messages: 0,
  changes: 0,
  entries: 0,
  warnings: 0,
  ledger: 0,
  known: 0,
  tasks: 0,
  handoffs: 0,
  open: new Map(),
}

/** What a turn has written since the mark. */
export function momentSince(mark: Mark, simulator: Simulator, deeds: readonly PlannedDeed[]): Moment {
  const { state } = simulator
  const openNow = new Map(state.enrollments.map((enrollment) => [enrollment.id, enrollment]))
  const born = [...simulator.enrollments.values()].slice(mark.known)
  const touched = [...mark.open.keys(), ...born.map(({ id }) => id)].flatMap((id) => {
    const before = mark.open.get(id)
    const after = openNow.get(id) ?? simulator.enrollments.get(id)
    return after === undefined || after === before ? [] : [{ before, after }]
  })
  const open = touched.filter(({ after }) => openNow.has(after.id))
  return {
    at: simulator.now,
    deeds,
    entries: simulator.entries.slice(mark.entries),
    visits: simulator.journal.slice(mark.journal),
    rests: open.filter(({ before, after }) => isNewRest(before, after)).map(({ after }) => after),
    ended: touched.filter(({ after }) => !openNow.has(after.id)).map(({ after }) => after),
    failed: open
      .filter(({ before, after }) => after.status === 'failed' && before?.status !== 'failed')
      .map(({ after }) => after),
    messages: simulator.messages.slice(mark.messages),
    changes: simulator.changes.slice(mark.changes),
    tasks: [...simulator.tasks.values()].slice(mark.tasks),
    handoffs: [...simulator.handoffs.values()].slice(mark.handoffs),
    points: state.ledger.slice(mark.ledger),
    warnings: simulator.warnings.slice(mark.warnings),
    score: simulator.score(),
  }
}

function isNewRest(before: Enrollment | undefined, { seq, rest, status }: Enrollment): boolean {
  if (!rest || status === 'failed') return false
  if (!before?.rest || before.seq !== seq) return true
  return before.rest.wakeAt !== rest.wakeAt || (rest.held !== undefined && before.rest.held === undefined)
}

/** Did anything happen that a tester would stop at? Points alone (inactivity, noticed by a daily look) do not count. */
export function isEventful(moment: Moment): boolean {
  const { deeds, entries, visits, rests, ended, failed, messages, changes, warnings } = moment
  return [deeds, entries, visits, rests, ended, failed, messages, changes, warnings].some((list) => list.length > 0)
}
