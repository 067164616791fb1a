import type { Effect, EffectType } from '@couveuse/shared/contract/effect'
import { callWebhook, webhookAnswer } from './call-webhook.ts'
import type { EffectDeps, EffectSurroundings } from './effect-deps.ts'
import type { EffectOutcome } from './effect-outcome.ts'
import { notify } from './notify.ts'
import { sendMessage } from './send-message.ts'

type Handler<Type extends EffectType> = (
  effect: Extract<Effect, { type: Type }>,
  deps: EffectDeps,
  surroundings: EffectSurroundings,
) => Promise<EffectOutcome>

/** Every type of effect has somebody who carries it out; the compiler asks for the one that is missing. */
const handlers = {
  send_message: sendMessage,
  notify,
  call_webhook: callWebhook,
} satisfies { [Type in EffectType]: Handler<Type> }

/** Carries one effect out, once. */
export function perform(effect: Effect, deps: EffectDeps, surroundings: EffectSurroundings): Promise<EffectOutcome> {
  switch (effect.type) {
    case 'send_message':
      return handlers.send_message(effect, deps, surroundings)
    case 'notify':
      return handlers.notify(effect, deps, surroundings)
    case 'call_webhook':
      return handlers.call_webhook(effect, deps)
  }
}

/** What an effect that can never be carried out comes to; whoever waits for its answer is told. */
export function lost(effect: Effect, error: string): EffectOutcome {
  const arrivals = effect.type === 'call_webhook' ? [webhookAnswer(effect, { error })] : []
  return { type: 'refused', error, arrivals }
}
