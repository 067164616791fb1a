import type { Because } from '../conditions/because.ts'
import type { Contact, ContactEvent, FieldChange } from '../contact/schema.ts'
import type { Effect, WebhookAnswer } from '../contract/effect.ts'
import type { Json, JsonObject } from '../contract/json.ts'
import type { BlockReason, EnrollmentStatus, HandoffOutcome, MessageChannel, TaskChannel } from '../contract/words.ts'
import type { LedgerRow } from '../scoring/schema.ts'

/**
 * The state the engine decides on: everything about **one contact**. Contacts never read each other (only the round
 * robin of a team is shared), so a turn over one contact is the unit the simulator steps, the runtime claims, and a
 * transaction commits. Plain JSON data; replaced, never mutated. Instants are epoch ms.
 */
export interface ContactState {
  readonly contact: Contact
  /** in order of arrival; a loader may leave out names nobody reads (`Catalog.watchedEvents`) */
  readonly events: readonly ContactEvent[]
  readonly ledger: readonly LedgerRow[]
  /** open enrollments */
  readonly enrollments: readonly Enrollment[]
  /** last exit per flow, for re-entry (FLOW-DSL §1) */
  readonly exits: Readonly<Record<string, number>>
  readonly tasks: readonly Task[]
  readonly handoffs: readonly Handoff[]
  readonly watch: Watch
  /** number given to the contact's next enrollment; ids are `<contact>.<ordinal>` */
  readonly nextOrdinal: number
}

/** What was last noticed about the contact, so that crossings, membership changes and dates fire once. */
export interface Watch {
  /** scores at the last notice, for `{on:"score"}` (fine print 63) */
  readonly score: { readonly fit: number; readonly engagement: number }
  /** segment membership at the last notice, by key (fine print 62, 154) */
  readonly segments: Readonly<Record<string, boolean>>
  /** by `<flow>#<trigger index>`: the attribute value seen, since when, and whether it fired (fine print 64) */
  readonly dates: Readonly<Record<string, { readonly value: string; readonly since: number; readonly isDone: boolean }>>
  /** enrollments that start later (`nurture.cooldown`, fine print 108) */
  readonly pending: readonly { readonly flow: string; readonly at: number }[]
  /** the last thing the contact did themselves, for inactivity (fine print 142) */
  readonly lastActivityAt: number
  /** when time alone may next concern this contact beside its waiting steps; null = never (fine print 63, 154) */
  readonly checkAt: number | null
}

/** One contact's trip through one version of one flow. */
export interface Enrollment {
  readonly id: string
  readonly ordinal: number
  readonly contactId: string
  readonly flow: string
  readonly version: number
  readonly status: EnrollmentStatus
  /** fine print 39; null while open and not failed */
  readonly reason: string | null
  /** message for people where `reason` is a code of a failure */
  readonly failure?: string
  /** where it rests or failed; null when final */
  readonly step: string | null
  readonly rest: Rest | null
  /** number of visits so far; the last one is `seq` */
  readonly seq: number
  readonly visits: Readonly<Record<string, number>>
  readonly vars: Readonly<Record<string, Json>>
  readonly entry: Entry
  readonly enteredAt: number
  readonly endedAt?: number
  /** latest message sent by each step (fine print 84) */
  readonly messages: Readonly<Record<string, { readonly key: string; readonly queuedAt: number }>>
  /** why it ended, where a goal or leave rule decided */
  readonly because?: Because
  /** versions it went through before the present one, oldest first; absent = none */
  readonly moves?: readonly VersionMove[]
}

/** A publication took the enrollment to the next version: visits before `seq` ran in `version`. */
export interface VersionMove {
  readonly at: number
  readonly version: number
  readonly seq: number
}

export interface Entry {
  /** the trigger's `on` word, `manual` or `nurture` (fine print 163) */
  readonly trigger: string
  readonly event?: string
  readonly eventId?: string
  readonly properties: JsonObject
}

/** A visit that has not been left yet. */
export interface Rest {
  readonly enteredAt: number
  /** planned wake-up; null = only an event, change or answer wakes it */
  readonly wakeAt: number | null
  readonly memory: JsonObject
  /** a wake-up that arrived while the flow was paused, kept until it resumes */
  readonly held?: Held
  /** a held wake-up waits for `wakeAt` because its flow was resumed spread over a window */
  readonly isReleased?: true
}
export type Held =
  /** not begun: enrolled while the flow was paused */
  | { readonly type: 'enter' }
  | { readonly type: 'timer' }
  | { readonly type: 'event'; readonly eventId: string }
  | { readonly type: 'change' }
  | { readonly type: 'task_done' }
  | { readonly type: 'handoff'; readonly outcome: HandoffOutcome; readonly reason?: string }
  | { readonly type: 'webhook'; readonly answer: WebhookAnswer }

/** One finished visit; append-only. `because` per path tried for branches (fine print 47). */
export interface JournalEntry {
  readonly enrollmentId: string
  readonly seq: number
  readonly step: string
  readonly kind: string
  readonly enteredAt: number
  /** when it was left; for a step without outlets the instant of entering */
  readonly leftAt: number
  readonly outlet: string | null
  /** the enrollment ended while it rested here; the step itself never decided */
  readonly isInterrupted?: true
  /** planned wake-up, final value (fine print 35) */
  readonly due?: number
  readonly because?: readonly Because[]
  readonly detail?: JsonObject
}

/** A message attempt as people see it (FLOW-DSL §8 `messages`). */
export interface MessageRecord {
  readonly key: string
  readonly enrollmentId: string
  readonly flow: string
  readonly at: number
  readonly step: string
  readonly channel: MessageChannel | 'notify'
  readonly to: string
  readonly subject: string
  /** null = made from `html` where it is needed */
  readonly text: string | null
  readonly html?: string
  readonly blocked?: BlockReason
}

/** A trigger or request that enrolled the contact or did not (fine print 11, 163). */
export interface EntryRecord {
  readonly at: number
  readonly flow: string
  readonly trigger: string
  readonly enrolled: boolean
  readonly enrollmentId?: string
  readonly reason?: 'audience' | 'reentry' | 'already_in' | 'removed'
}

export interface Task {
  /** `<enrollment>:<seq>` */
  readonly id: string
  readonly enrollmentId: string
  readonly flow: string
  readonly step: string
  readonly channel: TaskChannel
  readonly title: string
  readonly instructions?: string
  readonly assignee: string
  readonly openedAt: number
  readonly dueAt: number
  readonly doneAt?: number
}

export interface Handoff {
  /** `<enrollment>:<seq>` */
  readonly id: string
  readonly enrollmentId: string
  readonly flow: string
  readonly step: string
  readonly team: string
  readonly owner?: string
  readonly priority: 'low' | 'normal' | 'high'
  readonly brief: string
  readonly openedAt: number
  readonly acceptBy: number
  readonly contactBy?: number
  readonly acceptedAt?: number
  readonly outcome?: HandoffOutcome
  readonly outcomeAt?: number
  readonly reason?: string
  readonly amount?: number
}

export interface ChangeRecord extends FieldChange {
  readonly at: number
  readonly step?: string
  readonly enrollmentId?: string
}

/** What one turn wrote, ready to be committed in one transaction beside the new state. */
export interface TurnWrites {
  readonly changes: readonly ChangeRecord[]
  /** new events, own sends included */
  readonly events: readonly ContactEvent[]
  readonly ledger: readonly LedgerRow[]
  /** enrollments created or changed, final state of this turn, ended ones included */
  readonly enrollments: readonly Enrollment[]
  readonly journal: readonly JournalEntry[]
  readonly effects: readonly Effect[]
  readonly messages: readonly MessageRecord[]
  readonly tasks: readonly Task[]
  readonly handoffs: readonly Handoff[]
  readonly entries: readonly EntryRecord[]
  readonly goals: readonly {
    readonly enrollmentId: string
    readonly seq: number
    readonly step: string
    readonly name: string
    readonly value?: number
    readonly at: number
  }[]
  readonly problems: readonly { readonly code: string; readonly message: string; readonly at: number }[]
}

export interface Turn {
  readonly state: ContactState
  readonly writes: TurnWrites
  /** earliest instant anything about this contact is due by time: open rests and contact-level checks; null = nothing */
  readonly nextDueAt: number | null
}
