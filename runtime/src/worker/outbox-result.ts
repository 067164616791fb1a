import type { EffectOutcome } from '../effects/effect-outcome.ts'
import type { Dice } from '../ports/dice.ts'
import type { OutboxEntry, OutboxResult } from '../store/outbox.ts'
import { nextAttemptAt } from './retry-plan.ts'

/** What the outbox writes down about an attempt: retries are planned here, and policy decides what nobody knows. */
export function resultOf(
  entry: OutboxEntry,
  outcome: EffectOutcome,
  options: { readonly now: number; readonly dice: Dice; readonly policy: 'hold' | 'resend' },
): OutboxResult {
  const { id, attempt } = entry
  const base = { id, attempt }
  switch (outcome.type) {
    case 'sent': {
      const { providerId, arrivals } = outcome
      return { ...base, state: 'sent', ...(providerId === undefined ? {} : { providerId }), ...withArrivals(arrivals) }
    }
    case 'captured':
      return { ...base, state: 'captured' }
    case 'refused':
      return { ...base, state: 'failed', error: outcome.error, ...withArrivals(outcome.arrivals) }
    case 'later': {
      const { error, notBefore, ifGivenUp } = outcome
      const nextAt = nextAttemptAt(entry, options.now, { dice: options.dice, notBefore })
      if (nextAt !== undefined) return { ...base, state: 'retry', nextAttemptAt: nextAt, error }
      return {
        ...base,
        state: 'failed',
        error: `${error} (given up after ${attempt} tries)`,
        ...withArrivals(ifGivenUp),
      }
    }
    case 'unknown': {
      const { error } = outcome
      const nextAt = nextAttemptAt(entry, options.now, { dice: options.dice })
      return options.policy === 'hold' || nextAt === undefined
        ? { ...base, state: 'held', error }
        : { ...base, state: 'retry', nextAttemptAt: nextAt, error }
    }
  }
}

const withArrivals = (arrivals: OutboxResult['arrivals']): Pick<OutboxResult, 'arrivals'> =>
  arrivals === undefined || arrivals.length === 0 ? {} : { arrivals }
