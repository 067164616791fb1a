import type { Arrival } from '../store/inbox.ts'

/**
 * What came of carrying out an effect once. `arrivals` reach the inbox with the result, in one transaction; `ifGivenUp`
 * only when no further attempt follows.
 */
export type EffectOutcome =
  | { readonly type: 'sent'; readonly providerId?: string; readonly arrivals?: readonly Arrival[] }
  | { readonly type: 'captured' }
  /** certainly not taken: the next attempt comes with backoff, not before `notBefore` */
  | {
      readonly type: 'later'
      readonly error: string
      readonly notBefore?: number
      readonly ifGivenUp?: readonly Arrival[]
    }
  /** no attempt will ever succeed */
  | { readonly type: 'refused'; readonly error: string; readonly arrivals?: readonly Arrival[] }
  /** taken or not: nobody knows, policy decides */
  | { readonly type: 'unknown'; readonly error: string }
