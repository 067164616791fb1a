import type { Effect } from '@couveuse/shared/contract/effect'
import { plainText } from '@couveuse/shared/message/plain-text'
import type { SendResult } from '../ports/send-result.ts'
import type { Arrival } from '../store/inbox.ts'
import type { EffectDeps, EffectSurroundings } from './effect-deps.ts'
import type { EffectOutcome } from './effect-outcome.ts'
import { emailMessage } from './email-message.ts'

type SendMessage = Extract<Effect, { type: 'send_message' }>

/** Marketing and transactional messages: mail with links and a way out, SMS as they are. */
export async function sendMessage(
  effect: SendMessage,
  deps: EffectDeps,
  { contact }: EffectSurroundings,
): Promise<EffectOutcome> {
  if (!contact) return { type: 'refused', error: 'the contact was erased before this could be sent' }
  if (effect.channel === 'sms') {
    deps.crashPoint('rendered')
    const { key, to, from } = effect
    const text = plainText(effect)
    const result = await deps.sms.send({ key, to, text, ...(from === undefined ? {} : { from }) })
    return outcomeOf(effect, result, deps)
  }
  const mail = emailMessage(effect, { contact, link: deps.link, mailFrom: deps.mailFrom })
  deps.crashPoint('rendered')
  return outcomeOf(effect, await deps.mailer.send(mail), deps)
}

/** A refusal for good is also news about the contact: a bounce, or a stop by SMS. */
function outcomeOf(effect: SendMessage, result: SendResult, deps: EffectDeps): EffectOutcome {
  switch (result.type) {
    case 'accepted':
      return { type: 'sent', ...(result.providerId === undefined ? {} : { providerId: result.providerId }) }
    case 'captured':
      return { type: 'captured' }
    case 'later':
      return laterOutcome(result, deps)
    case 'unknown':
      return { type: 'unknown', error: result.error }
    case 'refused':
      return { type: 'refused', error: result.error, arrivals: refusalNews(effect, result, deps.clock.now()) }
  }
}

export function laterOutcome(result: Extract<SendResult, { type: 'later' }>, { clock }: EffectDeps): EffectOutcome {
  const { error, retryAfterMs } = result
  return { type: 'later', error, ...(retryAfterMs === undefined ? {} : { notBefore: clock.now() + retryAfterMs }) }
}

function refusalNews(
  effect: SendMessage,
  { because, error }: Extract<SendResult, { type: 'refused' }>,
  now: number,
): readonly Arrival[] {
  const event = (name: string, properties: Record<string, string>): Arrival => ({
    contact: { id: effect.contactId },
    cause: {
      type: 'event',
      event: {
        id: `${name}:${effect.key}`,
        name,
        occurredAt: now,
        arrivedAt: now,
        properties,
        machine: false,
        messageKey: effect.messageKey,
      },
    },
  })
  if (because === 'opted_out') return [event('unsubscribed', { channel: effect.channel })]
  if (effect.channel !== 'email') return []
  const type = because === 'no_mailbox' ? 'hard' : 'soft'
  return [event('email_bounced', { type, reason: error.slice(0, 300) })]
}
