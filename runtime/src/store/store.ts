import type { AnnouncementStore } from './announcements.ts'
import type { ContactStore } from './contacts.ts'
import type { EnrollmentStore } from './enrollments.ts'
import type { FlowStore } from './flows.ts'
import type { HistoryStore } from './history.ts'
import type { InboxStore } from './inbox.ts'
import type { MessageStore } from './messages.ts'
import type { OperationStore } from './operations.ts'
import type { OutboxStore } from './outbox.ts'
import type { SalesStore } from './sales.ts'
import type { SettingsStore } from './settings.ts'
import type { TurnStore } from './turns.ts'

/**
 * The only truth of the runtime, behind one asynchronous interface; the backends (SQLite, PostgreSQL) differ in nothing
 * that shows here, and one contract suite (`contract/`) runs on each of them.
 *
 * Owns: rows, transactions, idempotency, live counts. Must not own: decisions (the engine), clocks (every method that
 * needs an instant is given `now`), doorbells (callers ring after a method has resolved).
 *
 * Instants are epoch milliseconds. Expected outcomes are values. Thrown: `TransientError` when the database is busy,
 * full or away, `RequestError` for a broken cursor, `InvariantError` for what must not happen.
 */
export interface Store {
  /** the engine's loop: claim, load, commit */
  readonly turns: TurnStore
  /** what happened out there and waits for its contact's next turn */
  readonly inbox: InboxStore
  /** what everybody is told */
  readonly announcements: AnnouncementStore
  /** effects on their way out */
  readonly outbox: OutboxStore
  readonly contacts: ContactStore
  readonly history: HistoryStore
  readonly flows: FlowStore
  readonly enrollments: EnrollmentStore
  /** hand-offs and tasks */
  readonly sales: SalesStore
  readonly messages: MessageStore
  readonly settings: SettingsStore
  readonly operations: OperationStore
  /** Ends the store; every later call is an `InvariantError`. Safe to call twice. */
  close(): Promise<void>
}
