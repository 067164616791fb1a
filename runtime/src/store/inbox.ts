import type { Cause } from '@couveuse/shared/engine/cause'

/** A contact as the outside world names it. */
export type ContactKey = { readonly id: string } | { readonly email: string }

/** Something that happened to a contact and waits for its next turn. */
export interface Arrival {
  readonly contact: ContactKey
  readonly cause: Cause
  /**
   * Makes a repeated arrival a `duplicate`. An event needs none: its own id counts, for ever and per contact, because two
   * sources may number their events alike (fine print 7). Any other key counts while the first one waits in the inbox.
   */
  readonly key?: string
  /** not taken before this instant; absent = at once */
  readonly notBefore?: number
}

export type ArrivalOutcome =
  | { readonly type: 'accepted'; readonly contactId: string }
  | { readonly type: 'duplicate'; readonly contactId: string }
  | { readonly type: 'unknown_contact' }

export interface InboxStore {
  /** One transaction; answers arrival by arrival. The contacts of accepted arrivals are due from `now` (or `notBefore`) on. */
  receive(arrivals: readonly Arrival[], now: number): Promise<readonly ArrivalOutcome[]>
  /** Arrivals no turn has taken in yet. */
  depth(): Promise<number>
}
