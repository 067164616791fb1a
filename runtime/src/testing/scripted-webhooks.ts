import type { ScriptedAnswer } from '@couveuse/shared/simulate/scenario'
import { addDuration, parseDuration } from '@couveuse/shared/time/duration'
import { callWebhook } from '../effects/call-webhook.ts'
import type { EffectDeps } from '../effects/effect-deps.ts'
import type { EffectOutcome } from '../effects/effect-outcome.ts'
import type { Arrival } from '../store/inbox.ts'
import type { OutboxEntry } from '../store/outbox.ts'

/** Answers that come later than the call, each with its instant. */
export interface AnswerAgenda {
  nextAt(): number | null
  /** those due by `now`, in order, taken off */
  take(now: number): readonly Arrival[]
}

/**
 * Webhook answers of a scenario: one per visit of the step, the last one repeats (fine print 8). `zoneOf` gives the
 * contact's effective zone in a flow, for an answer that comes days later.
 */
export function scriptedWebhooks(
  script: Readonly<Record<string, readonly ScriptedAnswer[]>>,
  deps: EffectDeps,
  zoneOf: (flow: string) => Promise<string>,
): {
  call(entry: OutboxEntry): Promise<EffectOutcome>
  readonly agenda: AnswerAgenda
} {
  const calls = new Map<string, number>()
  let planned: { readonly at: number; readonly arrival: Arrival }[] = []

  function answerOf(step: string): ScriptedAnswer {
    const answers = Object.hasOwn(script, step) ? (script[step] ?? []) : []
    const visit = calls.get(step) ?? 0
    calls.set(step, visit + 1)
    return answers[Math.min(visit, answers.length - 1)] ?? { status: 200, body: {} }
  }

  return {
    async call({ effect }) {
      if (effect.type !== 'call_webhook') throw new TypeError('this is no webhook')
      const answer = answerOf(effect.step)
      const outcome = await callWebhook(effect, {
        ...deps,
        webhooks: {
          // An error of the script is the final one, as every answer of it is.
          call: async () =>
            'error' in answer
              ? { type: 'refused', error: answer.error }
              : { type: 'answered', status: answer.status, body: answer.body ?? {} },
        },
      })
      const given = outcome.type === 'later' ? { ...outcome, arrivals: outcome.ifGivenUp ?? [] } : outcome
      const arrivals = 'arrivals' in given ? (given.arrivals ?? []) : []
      const after = answer.after === undefined ? undefined : parseDuration(answer.after)
      if (!after) return { type: 'sent', arrivals }
      const at = addDuration(deps.clock.now(), after, await zoneOf(effect.flow))
      planned.push(...arrivals.map((arrival) => ({ at, arrival })))
      return { type: 'sent' }
    },
    agenda: {
      nextAt: () => planned.reduce<number | null>((first, { at }) => (first === null || at < first ? at : first), null),
      take(now) {
        const due = planned.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
        planned = planned.filter(({ at }) => at > now)
        return due.map(({ arrival }) => arrival)
      },
    },
  }
}
