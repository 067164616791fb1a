import type { Dictionary } from '../rows/dictionary.ts'
import { ENROLLMENT_COLUMNS, type EnrollmentRow, LAST_OPEN_STATUS } from '../rows/enrollment-codec.ts'
import { EVENT_COLUMNS, type EventColumns, LEDGER_COLUMNS, type LedgerColumns } from '../rows/record-codec.ts'
import { HANDOFF_COLUMNS, type HandoffColumns, TASK_COLUMNS, type TaskColumns } from '../rows/sales-codec.ts'
import { decodeState, hasHeads, type InboxRow, idsOf, type StateRows } from '../rows/state-rows.ts'
import type { WatchColumns } from '../rows/watch-codec.ts'
import type { ContactHandle, LoadedContact, LoadedStates } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'

export interface StateLoader {
  load(handles: readonly ContactHandle[], now: number, watchedEvents: ReadonlySet<string> | 'all'): LoadedStates
  /** Latest journal row of an enrollment, as it was when the contact was loaded. */
  headOf(contact: LoadedContact, ordinal: number): number | null
}

/** Place of a row that does not say whose it is. */
const NOWHERE = -1

const NONE: readonly never[] = []

/** A list is made when its first row is found: most contacts have none in most tables, and memory is what a load costs. */
function append<T>(list: T[] | undefined, row: T): T[] {
  if (!list) return [row]
  list.push(row)
  return list
}

/** Gives each row to the contact it belongs to. */
function deal<Row>(
  rows: readonly Row[],
  drafts: readonly StateRows[],
  placeOf: (row: Row) => number | undefined,
  give: (draft: StateRows, row: Row) => void,
): void {
  for (const row of rows) {
    const draft = drafts[placeOf(row) ?? NOWHERE]
    if (draft) give(draft, row)
  }
}

/** One query per table for all contacts together; each row comes with the place of its contact in the list asked for. */
export function openStateLoader(database: SqliteDatabase, dictionary: Dictionary): StateLoader {
  const each = (table: string, alias: string): string =>
    `json_each(?) asked CROSS JOIN ${table} ${alias} ON ${alias}.contact_ref = asked.value`
  const named = (alias: string, columns: readonly string[]): string => columns.map((c) => `${alias}.${c}`).join(', ')
  const clocks = database
    .sql<[string], [number, ContactHandle, number, number, number, number, ...WatchColumns, string]>(
      `SELECT asked.key, k.contact_ref, k.revision, k.pending, k.next_ordinal, k.faults,
         k.fit, k.engagement, k.last_activity_at, k.check_at, k.watch, d.doc
       FROM ${each('contact_clock', 'k')}
       CROSS JOIN contact_docs d ON d.contact_ref = k.contact_ref`,
    )
    .raw()
  const enrollments = database
    .sql<[string], EnrollmentRow>(
      `SELECT ${named('e', ENROLLMENT_COLUMNS.slice(0, -1))},
         CASE WHEN e.status <= ${LAST_OPEN_STATUS} THEN e.state END, asked.key
       FROM ${each('enrollments', 'e')}`,
    )
    .raw()
  const events = database
    .sql<[string, string | null, string | null], EventColumns>(
      `SELECT ${named('e', EVENT_COLUMNS.split(', '))}, asked.key FROM ${each('events', 'e')}
       WHERE ? IS NULL OR e.name IN (SELECT value FROM json_each(?))`,
    )
    .raw()
  const ledger = database
    .sql<[string], LedgerColumns>(
      `SELECT ${named('l', LEDGER_COLUMNS.split(', '))}, asked.key FROM ${each('ledger', 'l')}`,
    )
    .raw()
  const tasks = database.sql<[string], TaskColumns & { place: number }>(
    `SELECT asked.key AS place, ${named('t', TASK_COLUMNS)} FROM ${each('tasks', 't')} WHERE t.done_at IS NULL`,
  )
  const handoffs = database.sql<[string], HandoffColumns & { place: number }>(
    `SELECT asked.key AS place, ${named('h', HANDOFF_COLUMNS)} FROM ${each('handoffs', 'h')}
     WHERE h.outcome IS NULL OR h.outcome NOT IN ('won', 'lost')`,
  )
  const inbox = database.sql<[string, number], InboxRow>(
    `SELECT asked.key AS place, i.id, i.cause FROM ${each('inbox', 'i')}
     WHERE i.not_before IS NULL OR i.not_before <= ? ORDER BY i.id`,
  )
  const contactIdOf = database.sql<[number], string>('SELECT id FROM contacts WHERE ref = ?').pluck()
  const storedHead = database.sql<[number, number], { journal_head: number | null }>(
    'SELECT journal_head FROM enrollments WHERE contact_ref = ? AND ordinal = ?',
  )

  function read(handles: readonly ContactHandle[], now: number, watched: ReadonlySet<string> | 'all'): StateRows[] {
    const asked = JSON.stringify(handles)
    const drafts: StateRows[] = []
    for (const row of clocks.all(asked)) {
      const [place, handle, revision, pending, nextOrdinal, faults, fit, engagement, lastActivityAt, checkAt, watch] =
        row
      drafts[place] = {
        handle,
        revision,
        pending,
        nextOrdinal,
        faults,
        watch: [fit, engagement, lastActivityAt, checkAt, watch],
        doc: row[11],
      }
    }
    const names = watched === 'all' ? null : JSON.stringify([...watched])
    deal(
      enrollments.all(asked),
      drafts,
      (row) => row[14],
      (draft, row) => {
        draft.enrollments = append(draft.enrollments, row)
      },
    )
    deal(
      events.all(asked, names, names),
      drafts,
      (row) => row[8],
      (draft, row) => {
        draft.events = append(draft.events, row)
      },
    )
    deal(
      ledger.all(asked),
      drafts,
      (row) => row[6],
      (draft, row) => {
        draft.ledger = append(draft.ledger, row)
      },
    )
    deal(
      tasks.all(asked),
      drafts,
      (row) => row.place,
      (draft, row) => {
        draft.tasks = append(draft.tasks, row)
      },
    )
    deal(
      handoffs.all(asked),
      drafts,
      (row) => row.place,
      (draft, row) => {
        draft.handoffs = append(draft.handoffs, row)
      },
    )
    const waiting = drafts.some(({ pending }) => pending > 0) ? inbox.all(asked, now) : NONE
    deal(
      waiting,
      drafts,
      (row) => row.place,
      (draft, row) => {
        draft.inbox = append(draft.inbox, row)
      },
    )
    return drafts
  }

  return {
    load(handles, now, watchedEvents) {
      const contacts: LoadedContact[] = []
      const unreadable: LoadedStates['unreadable'][number][] = []
      for (const draft of read(handles, now, watchedEvents)) {
        if (!draft) continue
        try {
          contacts.push(decodeState(draft, dictionary))
        } catch (error) {
          const { handle, revision, faults } = draft
          const contactId = contactIdOf.get(handle) ?? ''
          const inboxIds = idsOf(draft)
          unreadable.push({ handle, revision, faults, contactId, inboxIds, message: `${error}` })
        }
      }
      return { contacts, unreadable }
    },
    headOf(contact, ordinal) {
      const at = contact.state.enrollments.findIndex((enrollment) => enrollment.ordinal === ordinal)
      if (at >= 0 && hasHeads(contact)) return contact.heads[at] ?? null
      if (ordinal >= contact.state.nextOrdinal) return null
      return storedHead.get(contact.handle, ordinal)?.journal_head ?? null
    },
  }
}
