import type { Effect, WebhookAnswer } from '@couveuse/shared/contract/effect'
import { approximateMilliseconds, parseDuration } from '@couveuse/shared/time/duration'
import type { Arrival } from '../store/inbox.ts'
import type { EffectDeps } from './effect-deps.ts'
import type { EffectOutcome } from './effect-outcome.ts'

type CallWebhook = Extract<Effect, { type: 'call_webhook' }>

/** Longest that one call may keep a connection, whatever the step says. */
const TIMEOUT_MOST_MS = 60_000
/** Answers that ask for another try; every other one is the flow's to judge. */
const TRY_AGAIN = new Set([408, 409, 425, 429, 500, 502, 503, 504])

/** Calls the address of a webhook step; its final answer goes back to the visit that waits for it (fine print 8). */
export async function callWebhook(effect: CallWebhook, { webhooks, clock }: EffectDeps): Promise<EffectOutcome> {
  const { key, url, method, headers, body } = effect
  const result = await webhooks.call({
    key,
    url,
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    timeoutMs: timeoutOf(effect.timeout),
  })
  if (result.type === 'refused') {
    return { type: 'refused', error: result.error, arrivals: [webhookAnswer(effect, { error: result.error })] }
  }
  if (result.type === 'later') {
    return { type: 'later', error: result.error, ifGivenUp: [webhookAnswer(effect, { error: result.error })] }
  }
  const { status, retryAfterMs } = result
  const told = webhookAnswer(effect, { status, body: result.body })
  if (!TRY_AGAIN.has(status)) {
    return status >= 200 && status < 300
      ? { type: 'sent', providerId: `HTTP ${status}`, arrivals: [told] }
      : { type: 'refused', error: `HTTP ${status}`, arrivals: [told] }
  }
  return {
    type: 'later',
    error: `HTTP ${status}`,
    ...(retryAfterMs === undefined ? {} : { notBefore: clock.now() + retryAfterMs }),
    ifGivenUp: [told],
  }
}

/** One answer per visit: the key makes a second one a duplicate while the first still waits. */
export function webhookAnswer({ contactId, enrollmentId, seq, key }: CallWebhook, result: WebhookAnswer): Arrival {
  return {
    contact: { id: contactId },
    cause: { type: 'webhook', enrollmentId, seq, answer: result },
    key: `webhook:${key}`,
  }
}

function timeoutOf(text: string): number {
  const parsed = parseDuration(text)
  return Math.max(1, Math.min(parsed ? approximateMilliseconds(parsed) : TIMEOUT_MOST_MS, TIMEOUT_MOST_MS))
}
