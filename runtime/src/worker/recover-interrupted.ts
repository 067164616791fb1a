import type { Logger } from '../ports/logger.ts'
import type { OutboxEntry, OutboxStore } from '../store/outbox.ts'

/** How many keys a line names: first those that wait for somebody. */
const LISTED = 20

/**
 * At start, before anything is sent: what a dead process had in hand. Policy decides about messages; a webhook is called
 * again, as its receiver tells repetitions apart by `webhook-id` (Standard Webhooks).
 */
export async function recoverInterrupted(options: {
  readonly outbox: OutboxStore
  readonly policy: 'hold' | 'resend'
  readonly now: number
  readonly log: Logger
}): Promise<{ readonly resent: number; readonly held: number }> {
  const { outbox, policy, now, log } = options
  const entries = await outbox.recoverInterrupted(now)
  if (entries.length === 0) return { resent: 0, held: 0 }
  const isResent = ({ lane }: OutboxEntry): boolean => lane === 'webhook' || policy === 'resend'
  const again = entries.filter(isResent)
  const waiting = entries.filter((entry) => !isResent(entry))
  const ids = (some: readonly OutboxEntry[]): number[] => some.map(({ id }) => id)
  const resent = again.length === 0 ? 0 : await outbox.settle(ids(again), 'resend', now)
  const held = waiting.length === 0 ? 0 : await outbox.settle(ids(waiting), 'hold', now)
  log.warn(
    { resent, held, keys: [...waiting, ...again].slice(0, LISTED).map(({ effect }) => effect.key) },
    `The last run ended while ${entries.length} effects were on their way. ${resent} are sent again under their old keys; ${held} wait in the outbox for a decision (RESEND_POLICY=${policy}).`,
  )
  return { resent, held }
}
