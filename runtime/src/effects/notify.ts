import type { Effect } from '@couveuse/shared/contract/effect'
import { plainText } from '@couveuse/shared/message/plain-text'
import type { EffectDeps, EffectSurroundings } from './effect-deps.ts'
import type { EffectOutcome } from './effect-outcome.ts'
import { messageIdOf } from './message-id.ts'
import { laterOutcome } from './send-message.ts'

type Notify = Extract<Effect, { type: 'notify' }>

const ADDRESS = /^(?:[^<>@]*<)?[^\s<>@]+@[^\s<>@]+>?$/

/** An internal e-mail: to an address, or to those members of a team who are given by their addresses. No links, no footer. */
export async function notify(
  effect: Notify,
  deps: EffectDeps,
  { settings }: EffectSurroundings,
): Promise<EffectOutcome> {
  const team = /^team:(.+)$/.exec(effect.to)?.[1]
  const people = team === undefined ? [effect.to] : (settings.teams[team]?.members ?? [])
  const to = people.filter((person) => ADDRESS.test(person))
  if (to.length === 0) {
    const who = team === undefined ? `"${effect.to}"` : `nobody in team "${team}"`
    return { type: 'refused', error: `${who} has no e-mail address: write one into the step or the team` }
  }
  const result = await deps.mailer.send({
    messageId: messageIdOf(effect.key, deps.mailFrom),
    from: deps.mailFrom,
    to,
    subject: effect.subject,
    text: plainText(effect),
    ...(effect.html === undefined ? {} : { html: effect.html }),
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
  switch (result.type) {
    case 'accepted':
      return { type: 'sent', ...(result.providerId === undefined ? {} : { providerId: result.providerId }) }
    case 'later':
      return laterOutcome(result, deps)
    default:
      return result
  }
}
