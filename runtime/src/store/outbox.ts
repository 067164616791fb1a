import type { Effect } from '@couveuse/shared/contract/effect'
import type { Arrival } from './inbox.ts'

/** What one dispatcher with one rate limit takes: messages by channel, internal mail, webhooks. */
export const OUTBOX_LANES = ['email', 'sms', 'notify', 'webhook'] as const
export type OutboxLane = (typeof OUTBOX_LANES)[number]

/**
 * `queued` waits for dispatch · `sending` was handed to the provider · `sent` the provider took it · `captured` kept here as
 * no provider is set · `failed` after the last try · `unknown` a crash hid the answer · `held` waits for a person ·
 * `blocked` never left (FLOW-DSL §6).
 */
export const OUTBOX_STATES = ['queued', 'sending', 'sent', 'captured', 'failed', 'unknown', 'held', 'blocked'] as const
export type OutboxState = (typeof OUTBOX_STATES)[number]

export interface OutboxEntry {
  readonly id: number
  readonly lane: OutboxLane
  /** `effect.key` is the idempotency key */
  readonly effect: Effect
  readonly queuedAt: number
  /** 1 for the first try; comes back with the result */
  readonly attempt: number
}

/**
 * What became of an attempt. A result for an attempt that is no longer the current one changes nothing. `arrivals` reach
 * the inbox in the same transaction (a webhook's answer, a hard bounce).
 */
export type OutboxResult = { readonly id: number; readonly attempt: number; readonly arrivals?: readonly Arrival[] } & (
  | { readonly state: 'sent'; readonly providerId?: string }
  | { readonly state: 'captured' }
  | { readonly state: 'retry'; readonly nextAttemptAt: number; readonly error: string }
  | { readonly state: 'failed' | 'unknown' | 'held'; readonly error: string }
)

export type OutboxDecision = 'resend' | 'hold' | 'mark_sent' | 'give_up'

export interface OutboxStore {
  /** Takes what is due in these lanes, oldest first, and marks it `sending` before it is returned. */
  claim(options: { lanes: readonly OutboxLane[]; now: number; limit: number }): Promise<readonly OutboxEntry[]>
  record(results: readonly OutboxResult[], now: number): Promise<void>
  /**
   * What a dead process left in `sending` becomes `unknown`; what a living one is sending stays. At start, before the first
   * claim, and later wherever other processes may have died. Returns every `unknown` entry; the policy then decides with
   * `settle`. Never guesses.
   */
  recoverInterrupted(now: number): Promise<readonly OutboxEntry[]>
  /**
   * For `unknown`, `held` and `failed` entries: send again (unless retention has emptied them), wait for a person, take them
   * as sent, or give up. Returns how many it applied to.
   */
  settle(ids: readonly number[], decision: OutboxDecision, now: number): Promise<number>
  /** Earliest instant at which something is due in these lanes; null when nothing waits. */
  nextAttemptAt(lanes: readonly OutboxLane[]): Promise<number | null>
  /**
   * Entries on their way (`queued`, `sending`), those that wait for somebody and failed ones, by lane. `oldestAt`: of
   * `queued` the longest due, of the others the one that was taken first.
   */
  depth(): Promise<
    readonly {
      readonly lane: OutboxLane
      readonly state: OutboxState
      readonly count: number
      readonly oldestAt: number
    }[]
  >
}
