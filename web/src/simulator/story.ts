import type {
  ChangeRecord,
  Enrollment,
  EntryRecord,
  Handoff,
  JournalEntry,
  MessageRecord,
  Rest,
  Task,
} from '@couveuse/shared/engine/state'
import type { LedgerRow } from '@couveuse/shared/scoring/schema'
import type { Moment } from './moment.ts'
import type { PlannedDeed } from './session.ts'

/** What belongs to one visit of a step, and is told with it. */
export interface OfVisit {
  readonly messages: readonly MessageRecord[]
  readonly changes: readonly ChangeRecord[]
  readonly task?: Task
  readonly handoff?: Handoff
}

/** One line of the timeline. `flow` is the key of the flow whose step it speaks of. */
export type Line =
  | { readonly type: 'deed'; readonly deed: PlannedDeed }
  | { readonly type: 'entry'; readonly flow: string; readonly entry: EntryRecord }
  | ({ readonly type: 'visit'; readonly flow: string; readonly visit: JournalEntry } & OfVisit)
  | ({
      readonly type: 'rest'
      readonly flow: string
      readonly step: string
      readonly rest: Rest
      /** it rested already, and waits otherwise now */
      readonly isMoved: boolean
    } & OfVisit)
  | { readonly type: 'change'; readonly change: ChangeRecord }
  | { readonly type: 'points'; readonly rows: readonly LedgerRow[]; readonly total: number }
  | { readonly type: 'end'; readonly flow: string; readonly enrollment: Enrollment }
  | { readonly type: 'fail'; readonly flow: string; readonly enrollment: Enrollment }
  | { readonly type: 'warning'; readonly code: string; readonly message: string }

/**
 * A moment as lines, in the order in which it is understood: what was done, who came in, which steps were walked, what
 * that changed, and how it ended. Everything of a moment is told exactly once.
 */
export function tellMoment(moment: Moment, flowOf: (enrollmentId: string) => string): readonly Line[] {
  const { messages, changes, tasks, handoffs } = moment
  const told = new Set<ChangeRecord>()

  const ofVisit = (enrollmentId: string, step: string, seq: number): OfVisit => {
    const key = `${enrollmentId}:${seq}`
    const own = changes.filter(
      (change) => !told.has(change) && change.enrollmentId === enrollmentId && change.step === step,
    )
    for (const change of own) told.add(change)
    const task = tasks.find(({ id }) => id === key)
    const handoff = handoffs.find(({ id }) => id === key)
    return {
      messages: messages.filter((message) => message.key.startsWith(`${key}:`)),
      changes: own,
      ...(task && { task }),
      ...(handoff && { handoff }),
    }
  }

  const visits = [...moment.visits].sort(inOrder).map((visit): Line => {
    const { enrollmentId, step, seq } = visit
    return { type: 'visit', flow: flowOf(enrollmentId), visit, ...ofVisit(enrollmentId, step, seq) }
  })
  const rests = moment.rests.flatMap(({ id, flow, step, seq, rest }): Line[] => {
    if (!rest || step === null) return []
    return [{ type: 'rest', flow, step, rest, isMoved: rest.enteredAt < moment.at, ...ofVisit(id, step, seq) }]
  })
  return [
    ...moment.deeds.map((deed): Line => ({ type: 'deed', deed })),
    ...moment.warnings.map(({ code, message }): Line => ({ type: 'warning', code, message })),
    ...moment.entries.map((entry): Line => ({ type: 'entry', flow: entry.flow, entry })),
    ...visits,
    ...rests,
    ...changes.filter((change) => !told.has(change)).map((change): Line => ({ type: 'change', change })),
    ...pointsOf(moment),
    ...moment.failed.map((enrollment): Line => ({ type: 'fail', flow: enrollment.flow, enrollment })),
    ...moment.ended.map((enrollment): Line => ({ type: 'end', flow: enrollment.flow, enrollment })),
  ]
}

/** Two enrollments of one moment are told one after the other, each in the order of its visits. */
function inOrder(a: JournalEntry, b: JournalEntry): number {
  return a.enrollmentId === b.enrollmentId ? a.seq - b.seq : 0
}

function pointsOf({ points, score }: Moment): Line[] {
  const rows = points.filter((row) => row.points !== 0)
  return rows.length === 0 ? [] : [{ type: 'points', rows, total: score.total }]
}
