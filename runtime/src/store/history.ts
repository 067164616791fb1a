import type { Page } from '@couveuse/shared/api/page'
import type { Contact, ContactEvent } from '@couveuse/shared/contact/schema'
import type { Cause } from '@couveuse/shared/engine/cause'
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
import type { MessageRow } from './messages.ts'
import type { OutboxState } from './outbox.ts'

/** Something that happened to a contact, by its `type`. */
export type HistoryItem =
  | { readonly type: 'event'; readonly at: number; readonly event: ContactEvent }
  | { readonly type: 'change'; readonly at: number; readonly change: ChangeRecord }
  | { readonly type: 'message'; readonly at: number; readonly message: MessageRow }
  | { readonly type: 'entry'; readonly at: number; readonly entry: EntryRecord }
  | { readonly type: 'task'; readonly at: number; readonly task: Task }
  | { readonly type: 'handoff'; readonly at: number; readonly handoff: Handoff }
export type HistoryType = HistoryItem['type']

export interface GoalRecord {
  readonly enrollmentId: string
  readonly seq: number
  readonly step: string
  readonly name: string
  readonly value?: number
  readonly at: number
}
export interface ProblemRecord {
  readonly code: string
  readonly message: string
  readonly at: number
}

/** A webhook that was called, or is to be, about the contact; what it said is empty where retention has emptied it. */
export interface CallRecord {
  readonly key: string
  readonly flow: string
  readonly step: string
  readonly at: number
  readonly state: OutboxState
  readonly url: string | null
  readonly method: string | null
  readonly body: string | null
  readonly error: string | null
}
/** Something that waits for the contact's next turn. */
export interface WaitingArrival {
  readonly receivedAt: number
  readonly notBefore: number | null
  readonly cause: Cause
}

/** All there is about one contact, in order of writing: what a replay compares, and what its owner may ask to see. */
export interface ContactRecord {
  readonly contact: Contact
  readonly events: readonly ContactEvent[]
  readonly ledger: readonly LedgerRow[]
  readonly changes: readonly ChangeRecord[]
  readonly entries: readonly EntryRecord[]
  readonly enrollments: readonly { readonly enrollment: Enrollment; readonly journal: readonly JournalEntry[] }[]
  readonly messages: readonly MessageRecord[]
  readonly calls: readonly CallRecord[]
  readonly waiting: readonly WaitingArrival[]
  readonly tasks: readonly Task[]
  readonly handoffs: readonly Handoff[]
  readonly goals: readonly GoalRecord[]
  readonly problems: readonly ProblemRecord[]
}

export interface HistoryStore {
  /** Newest first. Undefined = no such contact. */
  page(
    contactId: string,
    options: { type?: HistoryType; cursor?: string; limit: number },
  ): Promise<Page<HistoryItem> | undefined>
  ledger(contactId: string): Promise<readonly LedgerRow[]>
  /** Newest first, at most `limit`. */
  events(contactId: string, limit: number): Promise<readonly ContactEvent[]>
  record(contactId: string): Promise<ContactRecord | undefined>
}
