import type { ContactEvent } from '@couveuse/shared/contact/schema'
import type { ChangeRecord, EntryRecord, Handoff, MessageRecord, Task } from '@couveuse/shared/engine/state'
import { keyOf } from '../keys.ts'
import type { MessageRow } from '../messages.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { decodeMessage, MESSAGE_COLUMNS, type MessageColumns } from '../rows/message-codec.ts'
import { type ChangeColumns, decodeChange, decodeEvent, EVENT_COLUMNS } from '../rows/record-codec.ts'
import {
  decodeHandoff,
  decodeTask,
  HANDOFF_COLUMNS,
  type HandoffColumns,
  TASK_COLUMNS,
  type TaskColumns,
} from '../rows/sales-codec.ts'
import type { ContactHandle } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'

/** One kind of thing that happens to a contact: newest first for pages, in order of writing for the whole record. */
export interface HistorySource<Item> {
  page(handle: ContactHandle, contactId: string, before: number, limit: number): readonly Dated<Item>[]
  all(handle: ContactHandle, contactId: string): readonly Item[]
}
export interface Dated<Item> {
  readonly at: number
  readonly item: Item
}

/** `select` gives the rows of one contact with the columns `at` and `position`; every `?` in it is the contact. */
function source<Columns, Item>(
  { sql }: SqliteDatabase,
  select: string,
  decode: (contactId: string, columns: Columns) => Item,
): HistorySource<Item> {
  const page = sql<number[], Columns & { at: number }>(
    `SELECT * FROM (${select}) WHERE at <= ? ORDER BY at DESC, position DESC LIMIT ?`,
  )
  const all = sql<number[], Columns>(`SELECT * FROM (${select}) ORDER BY position`)
  const places = select.split('?').length - 1
  const whose = (handle: ContactHandle): number[] => Array.from({ length: places }, () => handle)
  return {
    page: (handle, contactId, before, limit) =>
      page
        .all(...whose(handle), before, limit)
        .map((columns) => ({ at: columns.at, item: decode(contactId, columns) })),
    all: (handle, contactId) => all.all(...whose(handle)).map((columns) => decode(contactId, columns)),
  }
}

interface NamedEvent {
  readonly id: string
  readonly position: number
  readonly name: string
  readonly occurred_at: number
  readonly arrived_at: number
  readonly machine: 0 | 1
  readonly message_tail: string | null
  readonly properties: string | null
}
interface EntryColumns {
  readonly at: number
  readonly flow: number
  readonly entry_trigger: number
  readonly reason: number | null
  readonly ordinal: number | null
}
interface FullMessage extends MessageColumns {
  readonly text: string | null
  readonly html: string | null
}

/** Sources by the name of what they tell; `messageRecords` are messages with their bodies. */
export interface HistorySources {
  readonly event: HistorySource<ContactEvent>
  readonly change: HistorySource<ChangeRecord>
  readonly message: HistorySource<MessageRow>
  readonly messageRecords: HistorySource<MessageRecord>
  readonly entry: HistorySource<EntryRecord>
  readonly task: HistorySource<Task>
  readonly handoff: HistorySource<Handoff>
}

export function openHistorySources(database: SqliteDatabase, dictionary: Dictionary): HistorySources {
  const { words, flows } = dictionary
  const messages = (more: string): string =>
    `SELECT ${MESSAGE_COLUMNS.join(', ')}${more}, outbox.queued_at AS at, outbox.id AS position
     FROM outbox JOIN message_bodies ON message_bodies.outbox_id = outbox.id WHERE outbox.contact_ref = ?`
  return {
    event: source<NamedEvent, ContactEvent>(
      database,
      `SELECT ${EVENT_COLUMNS}, arrived_at AS at FROM events WHERE contact_ref = ?`,
      (contactId, e) =>
        decodeEvent(contactId, [
          e.id,
          e.position,
          e.name,
          e.occurred_at,
          e.arrived_at,
          e.machine,
          e.message_tail,
          e.properties,
        ]),
    ),
    change: source<ChangeColumns, ChangeRecord>(
      database,
      'SELECT at, field, before, after, step, ordinal, position FROM field_changes WHERE contact_ref = ?',
      (contactId, row) => decodeChange(contactId, row, dictionary),
    ),
    message: source<MessageColumns, MessageRow>(database, messages(''), (contactId, row) =>
      decodeMessage(contactId, row, dictionary),
    ),
    messageRecords: source<FullMessage, MessageRecord>(
      database,
      messages(', message_bodies.text, message_bodies.html'),
      (contactId, row) => ({
        ...decodeMessage(contactId, row, dictionary).record,
        text: row.text,
        ...(row.html !== null && { html: row.html }),
      }),
    ),
    entry: source<EntryColumns, EntryRecord>(
      database,
      `SELECT at, flow, entry_trigger, reason, NULL AS ordinal, position FROM refused_entries WHERE contact_ref = ?
       UNION ALL
       SELECT entered_at, flow, entry_trigger, NULL, ordinal, entry_position FROM enrollments WHERE contact_ref = ?`,
      (contactId, { at, flow, entry_trigger, reason, ordinal }) => {
        const word = reason === null ? undefined : words.wordOf(reason)
        return {
          at,
          flow: flows.keyOf(flow),
          trigger: words.wordOf(entry_trigger),
          enrolled: ordinal !== null,
          ...(ordinal !== null && { enrollmentId: keyOf(contactId, ordinal) }),
          ...(isRefusal(word) && { reason: word }),
        }
      },
    ),
    task: source<TaskColumns, Task>(
      database,
      `SELECT ${TASK_COLUMNS.join(', ')}, opened_at AS at, opened_at AS position FROM tasks WHERE contact_ref = ?`,
      (contactId, row) => decodeTask(contactId, row, dictionary),
    ),
    handoff: source<HandoffColumns, Handoff>(
      database,
      `SELECT ${HANDOFF_COLUMNS.join(', ')}, opened_at AS at, opened_at AS position FROM handoffs WHERE contact_ref = ?`,
      (contactId, row) => decodeHandoff(contactId, row, dictionary),
    ),
  }
}

const REFUSALS: readonly (string | undefined)[] = ['audience', 'reentry', 'already_in', 'removed']
const isRefusal = (word: string | undefined): word is NonNullable<EntryRecord['reason']> => REFUSALS.includes(word)
