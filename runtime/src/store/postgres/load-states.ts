import { ENROLLMENT_COLUMNS, type EnrollmentRow, LAST_OPEN_STATUS } from '../rows/enrollment-codec.ts'
import { EVENT_COLUMNS, type EventColumns, LEDGER_COLUMNS, type LedgerColumns } from '../rows/record-codec.ts'
import { HANDOFF_COLUMNS, type HandoffColumns, TASK_COLUMNS, type TaskColumns } from '../rows/sales-codec.ts'
import { decodeState, type InboxRow, idsOf, type StateRows } from '../rows/state-rows.ts'
import type { WatchColumns } from '../rows/watch-codec.ts'
import type { ContactHandle, LoadedContact, LoadedStates } from '../turns.ts'
import { numbers, texts } from './arrays.ts'
import type { Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { sql, tuples } from './sql.ts'

// One query per table for all contacts together; each row comes with the place of its contact in the list asked for.
const each = (table: string, alias: string): string =>
  `unnest($1::bigint[]) WITH ORDINALITY AS asked (ref, place) JOIN ${table} ${alias} ON ${alias}.contact_ref = asked.ref`
const named = (alias: string, columns: readonly string[]): string => columns.map((c) => `${alias}.${c}`).join(', ')
const PLACE = '(asked.place - 1)::integer'

const CLOCKS = tuples<
  [string],
  [number, ContactHandle, number, number, number, number, number | null, ...WatchColumns, string, string]
>(
  `SELECT ${PLACE}, k.contact_ref, k.revision, k.pending, k.next_ordinal, k.faults, k.due_at,
     k.fit, k.engagement, k.last_activity_at, k.check_at, k.watch, d.doc, c.id
   FROM ${each('contact_clock', 'k')}
   JOIN contact_docs d ON d.contact_ref = k.contact_ref JOIN contacts c ON c.ref = k.contact_ref`,
)
const ENROLLMENTS = tuples<[string], EnrollmentRow>(
  `SELECT ${named('e', ENROLLMENT_COLUMNS.slice(0, -1))},
     CASE WHEN e.status <= ${LAST_OPEN_STATUS} THEN e.state END, ${PLACE}
   FROM ${each('enrollments', 'e')} ORDER BY asked.place, e.ordinal`,
)
const events = (where: string): string =>
  `SELECT ${named('e', EVENT_COLUMNS.split(', '))}, ${PLACE} FROM ${each('events', 'e')}${where}`
const ALL_EVENTS = tuples<[string], EventColumns>(events(''))
const WATCHED_EVENTS = tuples<[string, string], EventColumns>(events(' WHERE e.name = ANY ($2::text[])'))
const LEDGER = tuples<[string], LedgerColumns>(
  `SELECT ${named('l', LEDGER_COLUMNS.split(', '))}, ${PLACE} FROM ${each('ledger', 'l')} ORDER BY asked.place, l.position`,
)
const TASKS = sql<[string], TaskColumns & { place: number }>(
  `SELECT ${PLACE} AS place, ${named('t', TASK_COLUMNS)} FROM ${each('tasks', 't')}
   WHERE t.done_at IS NULL ORDER BY asked.place, t.tail`,
)
const HANDOFFS = sql<[string], HandoffColumns & { place: number }>(
  `SELECT ${PLACE} AS place, ${named('h', HANDOFF_COLUMNS)} FROM ${each('handoffs', 'h')}
   WHERE h.outcome IS NULL OR h.outcome NOT IN ('won', 'lost') ORDER BY asked.place, h.tail`,
)
const INBOX = sql<[string, number], InboxRow>(
  `SELECT ${PLACE} AS place, i.id, i.cause FROM ${each('inbox', 'i')}
   WHERE i.not_before IS NULL OR i.not_before <= $2 ORDER BY i.id`,
)

export interface LoadOptions {
  readonly now: number
  readonly watchedEvents: ReadonlySet<string> | 'all'
  /** leave out who is not due any more at this instant: somebody else has been quicker than the claim */
  readonly dueAt?: number
}

type Draft = StateRows & { readonly contactId: string }

function append<T>(list: T[] | undefined, row: T): T[] {
  if (!list) return [row]
  list.push(row)
  return list
}

/** Everything a turn reads. All questions travel together; the clocks are read first, so that no revision is too young. */
export async function loadStates(
  session: Session,
  handles: readonly ContactHandle[],
  options: LoadOptions,
  dictionary: SharedDictionary,
): Promise<LoadedStates> {
  const drafts = await read(session, handles, options)
  return dictionary.decoding(session, () => decode(drafts, dictionary))
}

async function read(
  session: Session,
  handles: readonly ContactHandle[],
  options: LoadOptions,
): Promise<readonly Draft[]> {
  const { now, watchedEvents, dueAt } = options
  const asked = numbers(handles)
  const [clocks, enrollments, eventRows, ledger, tasks, handoffs, inbox] = await Promise.all([
    session.all(CLOCKS, asked),
    session.all(ENROLLMENTS, asked),
    readEvents(session, asked, watchedEvents),
    session.all(LEDGER, asked),
    session.all(TASKS, asked),
    session.all(HANDOFFS, asked),
    session.all(INBOX, asked, now),
  ])
  const drafts: (Draft | undefined)[] = []
  for (const row of clocks) {
    const [
      place,
      handle,
      revision,
      pending,
      nextOrdinal,
      faults,
      due,
      fit,
      engagement,
      lastActivityAt,
      checkAt,
      watch,
    ] = row
    if (dueAt !== undefined && (due === null || due > dueAt)) continue
    drafts[place] = {
      handle,
      revision,
      pending,
      nextOrdinal,
      faults,
      watch: [fit, engagement, lastActivityAt, checkAt, watch],
      doc: row[12],
      contactId: row[13],
    }
  }
  for (const row of enrollments) give(drafts, row[14], (draft) => (draft.enrollments = append(draft.enrollments, row)))
  for (const row of eventRows) give(drafts, row[8], (draft) => (draft.events = append(draft.events, row)))
  for (const row of ledger) give(drafts, row[6], (draft) => (draft.ledger = append(draft.ledger, row)))
  for (const row of tasks) give(drafts, row.place, (draft) => (draft.tasks = append(draft.tasks, row)))
  for (const row of handoffs) give(drafts, row.place, (draft) => (draft.handoffs = append(draft.handoffs, row)))
  for (const row of inbox) give(drafts, row.place, (draft) => (draft.inbox = append(draft.inbox, row)))
  return drafts.filter((draft) => draft !== undefined)
}

async function readEvents(
  session: Session,
  asked: string,
  watched: ReadonlySet<string> | 'all',
): Promise<readonly EventColumns[]> {
  if (watched === 'all') return session.all(ALL_EVENTS, asked)
  return watched.size === 0 ? [] : session.all(WATCHED_EVENTS, asked, texts([...watched]))
}

function give(drafts: readonly (Draft | undefined)[], place: number | undefined, take: (draft: Draft) => void): void {
  const draft = drafts[place ?? -1]
  if (draft) take(draft)
}

function decode(drafts: readonly Draft[], dictionary: SharedDictionary): LoadedStates {
  const contacts: LoadedContact[] = []
  const unreadable: LoadedStates['unreadable'][number][] = []
  for (const draft of drafts) {
    try {
      contacts.push(decodeState(draft, dictionary))
    } catch (error) {
      const { handle, revision, faults, contactId } = draft
      unreadable.push({ handle, revision, faults, contactId, inboxIds: idsOf(draft), message: `${error}` })
    }
  }
  return { contacts, unreadable }
}
