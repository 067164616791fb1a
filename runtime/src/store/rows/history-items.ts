import type { ContactEvent } from '@couveuse/shared/contact/schema'
import type { ChangeRecord, EntryRecord, Handoff, MessageRecord, Task } from '@couveuse/shared/engine/state'
import { keyOf } from '../keys.ts'
import type { MessageRow } from '../messages.ts'
import type { Dictionary } from './dictionary.ts'
import { decodeMessage, MESSAGE_COLUMNS, type MessageColumns } from './message-codec.ts'
import { type ChangeColumns, decodeChange, decodeEvent, EVENT_COLUMNS } from './record-codec.ts'
import {
  decodeHandoff,
  decodeTask,
  HANDOFF_COLUMNS,
  type HandoffColumns,
  TASK_COLUMNS,
  type TaskColumns,
} from './sales-codec.ts'

/** One kind of thing that happens to a contact. */
export interface HistoryItemKind<Columns, Item> {
  /** the rows of one contact with the columns `at` and `position`; every `?` in it is the contact */
  readonly select: string
  readonly decode: (contactId: string, columns: Columns) => Item
}

const item = <Columns, Item>(
  select: string,
  decode: (contactId: string, columns: Columns) => Item,
): HistoryItemKind<Columns, Item> => ({ select, decode })

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

/** What happened to contacts, by the name of what it tells; `messageRecords` are messages with their bodies. */
export function historyItems(dictionary: Dictionary) {
  const { words, flows } = dictionary
  const messages = (more: string): string =>
    `SELECT ${MESSAGE_COLUMNS.join(', ')}${more}, outbox.queued_at AS at, outbox.id AS position
     FROM outbox JOIN message_bodies ON message_bodies.outbox_id = outbox.id WHERE outbox.contact_ref = ?`
  return {
    event: item<NamedEvent, ContactEvent>(
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
    change: item<ChangeColumns, ChangeRecord>(
      'SELECT at, field, before, after, step, ordinal, position FROM field_changes WHERE contact_ref = ?',
      (contactId, row) => decodeChange(contactId, row, dictionary),
    ),
    message: item<MessageColumns, MessageRow>(messages(''), (contactId, row) =>
      decodeMessage(contactId, row, dictionary),
    ),
    messageRecords: item<FullMessage, MessageRecord>(
      messages(', message_bodies.text, message_bodies.html'),
      (contactId, row) => ({
        ...decodeMessage(contactId, row, dictionary).record,
        text: row.text,
        ...(row.html !== null && { html: row.html }),
      }),
    ),
    entry: item<EntryColumns, EntryRecord>(
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
    task: item<TaskColumns, Task>(
      `SELECT ${TASK_COLUMNS.join(', ')}, opened_at AS at, opened_at AS position FROM tasks WHERE contact_ref = ?`,
      (contactId, row) => decodeTask(contactId, row, dictionary),
    ),
    handoff: item<HandoffColumns, Handoff>(
      `SELECT ${HANDOFF_COLUMNS.join(', ')}, opened_at AS at, opened_at AS position FROM handoffs WHERE contact_ref = ?`,
      (contactId, row) => decodeHandoff(contactId, row, dictionary),
    ),
  }
}

const REFUSALS: readonly (string | undefined)[] = ['audience', 'reentry', 'already_in', 'removed']
const isRefusal = (word: string | undefined): word is NonNullable<EntryRecord['reason']> => REFUSALS.includes(word)
