import { z } from 'zod'
import type { Environment } from '../../contract/environment.ts'
import { defineStepKind } from '../../contract/step-kind.ts'
import { type Failure, type Finding, failure, isFailure } from '../content.ts'
import {
  messageFindings,
  messageInWords,
  messageMentions,
  messageStepShape,
  trySending,
  wakeSending,
} from '../message-step.ts'
import { ownerOf } from '../people.ts'

const params = z.strictObject({
  ...messageStepShape,
  inline: z.strictObject({ subject: z.string(), body: z.string() }).optional(),
})

const ADDRESS = /^(?:[^<>@]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$/

/** Permission check, render, queue; goes on at once. Waits only for quiet hours or the pressure cap (FLOW-DSL §4, §6). */
export const email = defineStepKind({
  kind: 'email',
  family: 'send',
  params,
  outlets: () => ['sent', 'blocked'],
  fallThrough: { blocked: 'sent' },
  isActing: true,
  mayRest: () => false,
  mentions: messageMentions,
  check: (step) => [...messageFindings(step), ...fromFindings(step.from)],
  undrawn: (_, outlet) => (outlet === 'blocked' ? null : undefined),
  describe: (step, language) =>
    `${{ en: 'Send e-mail', fr: 'Envoyer l’e-mail' }[language]} ${messageInWords(step, language)}`,
  enter: (step, env) => {
    const sender = resolveSender(step, env)
    return isFailure(sender) ? sender : trySending('email', sender, env)
  },
  resume: (step, env, wake, memory) => {
    const sender = resolveSender(step, env)
    return isFailure(sender) ? sender : wakeSending('email', sender, env, wake, memory)
  },
})

/** `owner` becomes the owner's address; an owner without one leaves the workspace's own sender. */
function resolveSender({ from, ...step }: z.infer<typeof params>, env: Environment): z.infer<typeof params> | Failure {
  if (from === undefined) return step
  if (from !== 'owner')
    return ADDRESS.test(from) ? { ...step, from } : failure('bad_address', `from: "${from}" is not an e-mail address`)
  const owner = ownerOf(env)
  return owner !== undefined && ADDRESS.test(owner) ? { ...step, from: owner } : step
}

/** Fine print 115: an address or `owner`. */
function fromFindings(from: string | undefined): Finding[] {
  if (from === undefined || from === 'owner' || ADDRESS.test(from)) return []
  return [
    {
      code: 'bad_address',
      level: 'error',
      field: 'from',
      message: `"${from}" is not an e-mail address`,
      fix: 'Write an address such as news@example.com, or "owner" for the owner of the contact.',
    },
  ]
}
