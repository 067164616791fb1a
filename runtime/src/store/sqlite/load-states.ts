import type { Contact } from '@couveuse/shared/contact/schema'
import type { Cause } from '@couveuse/shared/engine/cause'
import type { ContactState, Enrollment } from '@couveuse/shared/engine/state'
import type { LedgerRow } from '@couveuse/shared/scoring/schema'
import type { ContactHandle, LoadedContact, LoadedStates } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'
import {
  type Dictionary,
  decodeEnrollment,
  ENROLLMENT_COLUMNS,
  type EnrollmentRow,
  LAST_OPEN_STATUS,
} from './enrollment-codec.ts'
import {
  decodeEvent,
  decodeLedgerRow,
  EVENT_COLUMNS,
  type EventColumns,
  LEDGER_COLUMNS,
  type LedgerColumns,
} from './record-codec.ts'
import {
  decodeHandoff,
  decodeTask,
  HANDOFF_COLUMNS,
  type HandoffColumns,
  TASK_COLUMNS,
  type TaskColumns,
} from './sales-codec.ts'
import { decodeWatch, type WatchColumns } from './watch-codec.ts'

export interface StateLoader {
  load(handles: readonly ContactHandle[], now: number, watchedEvents: ReadonlySet<string> | 'all'): LoadedStates
  /** Latest journal row of an enrollment, as it was when the contact was loaded. */
  headOf(contact: LoadedContact, ordinal: number): number | null
}

/** Place of a row that does not say whose it is. */
const NOWHERE = -1

/** What has been read of one contact so far. */
interface Draft {
  readonly handle: ContactHandle
  readonly revision: number
  readonly pending: number
  readonly nextOrdinal: number
  readonly faults: number
  readonly watch: WatchColumns
  readonly doc: string
  readonly id: string
  readonly enrollments: EnrollmentRow[]
  readonly events: EventColumns[]
  readonly ledger: LedgerColumns[]
  readonly tasks: TaskColumns[]
  readonly handoffs: HandoffColumns[]
  readonly inbox: { readonly id: number; readonly cause: string }[]
}

/** One query per table for all contacts together; each row comes with the place of its contact in the list asked for. */
export function openStateLoader(database: SqliteDatabase, dictionary: Dictionary): StateLoader {
  const each = (table: string, alias: string): string =>
    `json_each(?) asked CROSS JOIN ${table} ${alias} ON ${alias}.contact_ref = asked.value`
  const named = (alias: string, columns: readonly string[]): string => columns.map((c) => `${alias}.${c}`).join(', ')
  const clocks = database
    .sql<[string], [number, ContactHandle, number, number, number, number, ...WatchColumns, string, string]>(
      `SELECT asked.key, k.contact_ref, k.revision, k.pending, k.next_ordinal, k.faults,
         k.fit, k.engagement, k.last_activity_at, k.check_at, k.watch, c.id, d.doc
       FROM ${each('contact_clock', 'k')}
       CROSS JOIN contacts c ON c.ref = k.contact_ref CROSS JOIN contact_docs d ON d.contact_ref = k.contact_ref`,
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
  const inbox = database.sql<[string, number], { place: number; id: number; cause: string }>(
    `SELECT asked.key AS place, i.id, i.cause FROM ${each('inbox', 'i')}
     WHERE i.not_before IS NULL OR i.not_before <= ? ORDER BY i.id`,
  )
  const storedHead = database.sql<[number, number], { journal_head: number | null }>(
    'SELECT journal_head FROM enrollments WHERE contact_ref = ? AND ordinal = ?',
  )

  function read(handles: readonly ContactHandle[], now: number, watched: ReadonlySet<string> | 'all'): Draft[] {
    const asked = JSON.stringify(handles)
    const drafts: Draft[] = []
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
        id: row[11],
        doc: row[12],
        enrollments: [],
        events: [],
        ledger: [],
        tasks: [],
        handoffs: [],
        inbox: [],
      }
    }
    for (const row of enrollments.all(asked)) drafts[row[14] ?? NOWHERE]?.enrollments.push(row)
    const names = watched === 'all' ? null : JSON.stringify([...watched])
    for (const row of events.all(asked, names, names)) drafts[row[8] ?? NOWHERE]?.events.push(row)
    for (const row of ledger.all(asked)) drafts[row[6] ?? NOWHERE]?.ledger.push(row)
    for (const row of tasks.all(asked)) drafts[row.place]?.tasks.push(row)
    for (const row of handoffs.all(asked)) drafts[row.place]?.handoffs.push(row)
    if (drafts.some((draft) => draft.pending > 0))
      for (const row of inbox.all(asked, now)) drafts[row.place]?.inbox.push(row)
    return drafts
  }

  return {
    load(handles, now, watchedEvents) {
      const contacts: LoadedContact[] = []
      const unreadable: LoadedStates['unreadable'][number][] = []
      for (const draft of read(handles, now, watchedEvents)) {
        if (!draft) continue
        try {
          contacts.push(decode(draft, dictionary))
        } catch (error) {
          const { handle, revision, faults, id: contactId } = draft
          const inboxIds = draft.inbox.map((row) => row.id)
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

/** A loaded contact remembers the latest journal rows of its open enrollments, in their order; a copy of it may not. */
interface WithHeads extends LoadedContact {
  readonly heads: readonly (number | null)[]
}
const hasHeads = (contact: LoadedContact): contact is WithHeads => 'heads' in contact

function decode(draft: Draft, dictionary: Dictionary): WithHeads {
  const contact: Contact = JSON.parse(draft.doc)
  const { id } = contact
  const { flows } = dictionary
  const enrollments: Enrollment[] = []
  const heads: (number | null)[] = []
  const exits: Record<string, number> = {}
  for (const row of draft.enrollments) {
    const [, flow, , status, , , , , , , endedAt] = row
    if (status <= LAST_OPEN_STATUS) {
      enrollments.push(decodeEnrollment(id, row, dictionary))
      heads.push(row[12])
    }
    // A deleted flow is forgotten: one that takes over its key begins anew.
    else if (endedAt !== null && !flows.isDeleted(flow)) {
      const key = flows.keyOf(flow)
      exits[key] = Math.max(endedAt, exits[key] ?? endedAt)
    }
  }
  const causes: Cause[] = draft.inbox.map(({ cause }) => JSON.parse(cause))
  const ledger: LedgerRow[] = draft.ledger.map((row) => decodeLedgerRow(id, row))
  const state: ContactState = {
    contact,
    events: draft.events.sort((a, b) => a[1] - b[1]).map((row) => decodeEvent(id, row)),
    ledger,
    enrollments,
    exits,
    tasks: draft.tasks.map((row) => decodeTask(id, row, dictionary)),
    handoffs: draft.handoffs.map((row) => decodeHandoff(id, row, dictionary)),
    watch: decodeWatch(draft.watch),
    nextOrdinal: draft.nextOrdinal,
  }
  const { handle, revision, faults } = draft
  return { handle, revision, state, causes, inboxIds: draft.inbox.map((row) => row.id), faults, heads }
}
