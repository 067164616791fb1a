import type { Dice } from '../ports/dice.ts'
import type { OutboxEntry, OutboxLane } from '../store/outbox.ts'

/** How long a lane keeps trying: the pause doubles from `firstMs` to `mostMs`, until `horizonMs` after it was queued. */
interface RetryRule {
  readonly firstMs: number
  readonly mostMs: number
  readonly horizonMs: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Mail outlives a night's outage; a text message is stale after hours; behind a webhook somebody waits in the flow. */
const RULES: Readonly<Record<OutboxLane, RetryRule>> = {
  email: { firstMs: 15_000, mostMs: HOUR, horizonMs: 24 * HOUR },
  notify: { firstMs: 15_000, mostMs: HOUR, horizonMs: 24 * HOUR },
  sms: { firstMs: 5_000, mostMs: 10 * MINUTE, horizonMs: 4 * HOUR },
  webhook: { firstMs: 5_000, mostMs: 10 * MINUTE, horizonMs: HOUR },
}

/** However late it is, what was just queued again gets this many tries. */
const ATTEMPTS_LEAST = 3

/** When the next attempt is made; undefined = never, the horizon is reached. Up to half of a pause is left to chance. */
export function nextAttemptAt(
  { lane, attempt, queuedAt }: Pick<OutboxEntry, 'lane' | 'attempt' | 'queuedAt'>,
  now: number,
  options: { readonly dice: Dice; readonly notBefore?: number | undefined },
): number | undefined {
  const { firstMs, mostMs, horizonMs } = RULES[lane]
  const pauseMs = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30))
  const at = Math.max(now + Math.ceil(pauseMs * (0.5 + options.dice() / 2)), options.notBefore ?? 0)
  return at > queuedAt + horizonMs && attempt >= ATTEMPTS_LEAST ? undefined : at
}
