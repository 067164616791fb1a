import { z } from 'zod'
import { defineStepKind } from '../../contract/step-kind.ts'
import {
  messageFindings,
  messageInWords,
  messageMentions,
  messageStepShape,
  trySending,
  wakeSending,
} from '../message-step.ts'

const params = z.strictObject({
  ...messageStepShape,
  inline: z.strictObject({ body: z.string() }).optional(),
})

/** As an e-mail, to a phone number in E.164 (FLOW-DSL §4, §6). */
export const sms = defineStepKind({
  kind: 'sms',
  family: 'send',
  params,
  outlets: () => ['sent', 'blocked'],
  fallThrough: { blocked: 'sent' },
  isActing: true,
  mayRest: () => false,
  mentions: messageMentions,
  check: messageFindings,
  undrawn: (_, outlet) => (outlet === 'blocked' ? null : undefined),
  describe: (step, language) =>
    `${{ en: 'Send SMS', fr: 'Envoyer le SMS' }[language]} ${messageInWords(step, language)}`,
  enter: (step, env) => trySending('sms', step, env),
  resume: (step, env, wake, memory) => wakeSending('sms', step, env, wake, memory),
})
