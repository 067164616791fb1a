import type { Cause } from '@couveuse/shared/engine/cause'
import type { ContactState, Turn } from '@couveuse/shared/engine/state'

declare const handle: unique symbol
/** Short name of a contact inside one database. Never leaves the process and means nothing in an API. */
export type ContactHandle = number & { readonly [handle]: 'ContactHandle' }

/** A part of all contacts, for several workers on one database. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** A contact as read for its turn. `revision` is what the commit compares with; 0 = nobody has looked at it yet. */
export interface LoadedContact {
  readonly handle: ContactHandle
  readonly revision: number
  readonly state: ContactState
  /** waiting in the inbox, in order of arrival; several of one instant go into one turn */
  readonly causes: readonly Cause[]
  /** ids of `causes`, index by index */
  readonly inboxIds: readonly number[]
  /** turns that threw since the last one that was committed */
  readonly faults: number
}

/** A contact whose rows cannot be read back; set it aside, or it comes again at once. */
export interface UnreadableContact extends Quarantined {
  readonly contactId: string
  readonly faults: number
  readonly message: string
}

/** What setting aside needs to know of a contact. */
export interface Quarantined {
  readonly handle: ContactHandle
  readonly revision: number
  readonly inboxIds: readonly number[]
}

export interface LoadedStates {
  readonly contacts: readonly LoadedContact[]
  /** rows that cannot be read back; the others are loaded all the same */
  readonly unreadable: readonly UnreadableContact[]
}

export interface CommitItem {
  /** as `loadStates` gave it */
  readonly contact: LoadedContact
  readonly turn: Turn
  /** the causes this turn has taken in; the others stay and the contact stays due */
  readonly inboxIds: readonly number[]
}

/**
 * `lost_race`: someone else committed this contact first; nothing of this turn was written, load it again.
 * `failed`: the database refused this one turn (a constraint); the others of the batch were committed.
 */
export type CommitOutcome =
  | { readonly type: 'committed' }
  | { readonly type: 'lost_race' }
  | { readonly type: 'failed'; readonly code: string; readonly message: string }

/** What the desk of the teams needs: how far round robin has come, and who has how much to do (fine print 179). */
export interface DeskState {
  /** by team: hand-offs given out in turn so far */
  readonly pointers: Readonly<Record<string, number>>
  /** by owner: hand-offs neither returned nor closed */
  readonly load: Readonly<Record<string, number>>
}

export interface TurnStore {
  /**
   * Contacts whose time has come: a timer is due or something waits in their inbox. Longest due first. Marks nothing: until
   * the commit the same contacts come again, and the compare-and-swap on the revision decides who was first.
   */
  claimDue(options: { now: number; limit: number; shard?: Shard }): Promise<readonly ContactHandle[]>
  /**
   * Everything a turn reads, for many contacts in a constant number of queries. Open enrollments, open tasks and hand-offs
   * not closed by won or lost (fine print 181). `watchedEvents`: names of the events to load.
   */
  loadStates(
    handles: readonly ContactHandle[],
    options: { now: number; watchedEvents: ReadonlySet<string> | 'all' },
  ): Promise<LoadedStates>
  /**
   * One transaction for the whole batch: contact, enrollments, journal, records, outbox, counts, consumed inbox rows.
   * Answers item by item. `deskPointers` are the new values of the teams whose turn moved.
   */
  commitBatch(
    items: readonly CommitItem[],
    options: { now: number; deskPointers?: Readonly<Record<string, number>> },
  ): Promise<readonly CommitOutcome[]>
  /**
   * Quarantines contacts whose turn threw or that cannot be read: not due again before `retryAt` (null = not before something new arrives),
   * listed under `operations.setAside`. The next committed turn clears it.
   */
  setAside(
    items: readonly { contact: Quarantined; code: string; message: string; retryAt: number | null }[],
    now: number,
  ): Promise<void>
  /** Earliest instant at which any contact is due; null when none is. */
  nextDueAt(): Promise<number | null>
  /** Contacts due at `now` and waiting, and since when the one that waits longest has been due. */
  overdue(now: number): Promise<{ readonly count: number; readonly oldestDueAt: number | null }>
  /** Handles of known contact ids; unknown ones are absent. */
  handlesOf(contactIds: readonly string[]): Promise<ReadonlyMap<string, ContactHandle>>
  /** All contacts in a stable order, chunk by chunk: for sweeps and for counting segments. */
  handlesAfter(options: { after?: ContactHandle; limit: number }): Promise<readonly ContactHandle[]>
  /** Makes contacts due at `at` unless they are due earlier: a new version, a daily sweep. */
  wake(handles: readonly ContactHandle[], at: number): Promise<void>
  desk(): Promise<DeskState>
}
