import { InvariantError } from '@couveuse/shared/contract/problem'
import type { Enrollment, EntryRecord, Handoff, Task, TurnWrites } from '@couveuse/shared/engine/state'
import { ordinalOf, tailOf } from '../keys.ts'
import type { CommitItem, ContactHandle } from '../turns.ts'
import { type ContactRowValues, contactRow } from './contact-rows.ts'
import type { Dictionary } from './dictionary.ts'
import { encodeState, statusNumber } from './enrollment-codec.ts'
import { encodeVisits } from './journal-codec.ts'
import { planOutbox } from './plan-outbox.ts'
import { changeRow, eventRow, goalRow, ledgerRow } from './record-codec.ts'
import type { Row } from './row.ts'
import { handoffRow, taskRow } from './sales-codec.ts'
import type { RecordTable, TurnTable } from './turn-tables.ts'
import { encodeWatch } from './watch-codec.ts'

/** Everything one turn writes, as rows ready to be bound. */
export interface TurnPlan {
  readonly item: CommitItem
  readonly now: number
  readonly dueAt: number | null
  /** next ordinal and what was noticed */
  readonly clock: Row
  readonly contact: ContactRowValues | undefined
  /** same version and status as before */
  readonly movedEnrollments: readonly Row[]
  readonly changedEnrollments: readonly Row[]
  readonly rows: Readonly<Record<TurnTable, readonly Row[]>>
  readonly records: Readonly<Record<RecordTable, readonly Row[]>>
}

export interface PlanContext extends Dictionary {
  readonly now: number
  /** latest journal row of an enrollment that was loaded */
  headOf(item: CommitItem, ordinal: number): number | null
  nextJournalId(): number
  nextOutboxId(): number
}

/** Room for this many records of one kind in one turn. */
const PLACES_PER_TURN = 2 ** 20
const NO_ROWS: readonly Row[] = []

export function planTurn(item: CommitItem, context: PlanContext): TurnPlan {
  const { contact: loaded, turn } = item
  const { state, writes, nextDueAt } = turn
  const { handle, revision } = loaded
  const { words, flows } = context
  const { contact } = state
  const owner = { handle, contactId: contact.id }
  const base = (revision + 1) * PLACES_PER_TURN
  const heads = new Map<string, number>()
  const journal = planJournal(item, heads, context)
  const newEnrollments: Row[] = []
  const movedEnrollments: Row[] = []
  const changedEnrollments: Row[] = []
  for (const enrollment of writes.enrollments) {
    const { id, ordinal, version, status } = enrollment
    const head = heads.get(id)
    if (ordinal >= loaded.state.nextOrdinal) {
      const position = base + entryPlace(writes.entries, id)
      newEnrollments.push(newEnrollment(handle, enrollment, position, head ?? null, context))
      continue
    }
    const row = enrollmentValues(handle, enrollment, head ?? context.headOf(item, ordinal), context)
    const before = loaded.state.enrollments.find((known) => known.id === id)
    if (before?.version === version && before.status === status) movedEnrollments.push(row)
    else changedEnrollments.push([version, statusNumber(status), ...row])
  }
  return {
    item,
    now: context.now,
    dueAt: nextDueAt,
    clock: [state.nextOrdinal, ...encodeWatch(state.watch)],
    contact: contact === loaded.state.contact ? undefined : contactRow(contact),
    movedEnrollments,
    changedEnrollments,
    rows: {
      enrollments: newEnrollments,
      journal,
      events: rows(writes.events, (event, i) => eventRow(owner, base + i, event)),
      ledger: rows(writes.ledger, (row, i) => ledgerRow(owner, base + i, row)),
      field_changes: rows(writes.changes, (change, i) => changeRow(owner, base + i, change, context)),
      ...planOutbox(handle, contact.id, writes, { words, flows, now: context.now, nextId: context.nextOutboxId }),
      refused_entries: planRefused(handle, base, writes.entries, context),
      goals: rows(writes.goals, (goal, i) => goalRow(owner, base + i, goal, context)),
      problems: rows(writes.problems, ({ code, message, at }, i) => [handle, base + i, at, code, message]),
    },
    records: {
      tasks: rows(writes.tasks, (task: Task) => taskRow(handle, contact.id, task, context)),
      handoffs: rows(writes.handoffs, (handoff: Handoff) => handoffRow(handle, contact.id, handoff, context)),
    },
  }
}

function rows<T>(records: readonly T[], row: (record: T, place: number) => Row): readonly Row[] {
  return records.length === 0 ? NO_ROWS : records.map(row)
}

/** One journal row per enrollment that finished visits; `heads` receives its id. */
function planJournal(item: CommitItem, heads: Map<string, number>, context: PlanContext): readonly Row[] {
  const { journal, enrollments } = item.turn.writes
  if (journal.length === 0) return NO_ROWS
  const { now, words } = context
  const { handle, state } = item.contact
  const planned: Row[] = []
  let visits = 0
  for (const { id: enrollmentId } of enrollments) {
    const own = enrollments.length === 1 ? journal : journal.filter((visit) => visit.enrollmentId === enrollmentId)
    if (own.length === 0) continue
    const ordinal = ordinalOf(tailOf(state.contact.id, enrollmentId))
    const id = context.nextJournalId()
    planned.push([id, handle, ordinal, context.headOf(item, ordinal), now, encodeVisits(own, now, words)])
    heads.set(enrollmentId, id)
    visits += own.length
  }
  if (visits !== journal.length || journal.some((visit) => !heads.has(visit.enrollmentId)))
    throw new InvariantError(
      `The turn of ${state.contact.id} wrote visits of an enrollment that it did not write itself.`,
    )
  return planned
}

function newEnrollment(
  handle: ContactHandle,
  enrollment: Enrollment,
  entryPosition: number,
  head: number | null,
  { words, flows }: PlanContext,
): Row {
  const { ordinal, flow, version, status, reason, step, seq, rest, enteredAt, endedAt, entry } = enrollment
  return [
    handle,
    ordinal,
    flows.idOf(flow),
    version,
    statusNumber(status),
    reason === null ? null : words.idOf(reason),
    step === null ? null : words.idOf(step),
    seq,
    enteredAt,
    rest?.enteredAt ?? null,
    rest?.wakeAt ?? null,
    endedAt ?? null,
    words.idOf(entry.trigger),
    entryPosition,
    head,
    encodeState(enrollment, words),
  ]
}

/** What every turn may change of an enrollment, and which one it is. */
function enrollmentValues(
  handle: ContactHandle,
  enrollment: Enrollment,
  head: number | null,
  { words }: PlanContext,
): Row {
  const { ordinal, reason, step, seq, rest, endedAt } = enrollment
  return [
    reason === null ? null : words.idOf(reason),
    step === null ? null : words.idOf(step),
    seq,
    rest?.enteredAt ?? null,
    rest?.wakeAt ?? null,
    endedAt ?? null,
    head,
    encodeState(enrollment, words),
    handle,
    ordinal,
  ]
}

const entryPlace = (entries: readonly EntryRecord[], enrollmentId: string): number =>
  Math.max(
    0,
    entries.findIndex((entry) => entry.enrollmentId === enrollmentId),
  )

function planRefused(
  handle: ContactHandle,
  base: number,
  entries: TurnWrites['entries'],
  { words, flows }: PlanContext,
): readonly Row[] {
  if (entries.every((entry) => entry.enrolled)) {
    for (const { trigger } of entries) words.idOf(trigger)
    return NO_ROWS
  }
  const planned: Row[] = []
  entries.forEach(({ at, flow, trigger, enrolled, reason }, i) => {
    const word = words.idOf(trigger)
    const why = reason === undefined ? null : words.idOf(reason)
    if (!enrolled) planned.push([handle, base + i, at, flows.idOf(flow), word, why])
  })
  return planned
}
