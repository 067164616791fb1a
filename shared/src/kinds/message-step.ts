import { z } from 'zod'
import type { Environment } from '../contract/environment.ts'
import type { JsonObject } from '../contract/json.ts'
import type { StepOutcome, Wake } from '../contract/outcome.ts'
import type { Mentions } from '../contract/step-kind.ts'
import type { Language, MessageChannel } from '../contract/words.ts'
import { type Failure, type Finding, failure, isFailure } from './content.ts'
import { quoted } from './phrases.ts'

/** What e-mail and SMS share: FLOW-DSL §4 and the permission of §6. */
export const messageStepShape = {
  message: z.string().optional(),
  topic: z.string().optional(),
  from: z.string().optional(),
  onCap: z.enum(['delay', 'skip']).optional(),
}

interface MessageStep {
  readonly message?: string | undefined
  readonly inline?: { readonly subject?: string | undefined; readonly body: string } | undefined
  readonly topic?: string | undefined
  readonly from?: string | undefined
  readonly onCap?: 'delay' | 'skip' | undefined
}

type Outcome = StepOutcome<'sent' | 'blocked'>

/**
 * One try at sending: permission first, and only what may go now is rendered (fine print 131). Held back, the step rests
 * until the release and then tries all of it again.
 */
export function trySending(channel: MessageChannel, params: MessageStep, env: Environment): Outcome {
  const { topic } = params
  const verdict = env.permission(channel, topic, params.onCap ?? 'delay')
  if (verdict.type === 'delay') {
    return { type: 'rest', wakeAt: verdict.until, memory: { releaseAt: verdict.until }, detail: { why: verdict.why } }
  }
  if (verdict.type === 'blocked') {
    const { to, reason } = verdict
    const actions = [{ type: 'message_blocked', channel, to, reason }] as const
    return { type: 'leave', outlet: 'blocked', actions, detail: { reason } }
  }
  const message = render(channel, params, env)
  if (isFailure(message)) return message
  const { from } = params
  return {
    type: 'leave',
    outlet: 'sent',
    actions: [
      {
        type: 'send_message',
        channel,
        to: verdict.to,
        ...(from === undefined ? {} : { from }),
        ...(topic === undefined ? {} : { topic }),
        isTransactional: verdict.isTransactional,
        message,
      },
    ],
  }
}

/** At the release all is asked again (131); a change only moves the release, the release decides (177). */
export function wakeSending(
  channel: MessageChannel,
  params: MessageStep,
  env: Environment,
  wake: Wake,
  memory: JsonObject,
): Outcome {
  if (wake.type === 'timer') return trySending(channel, params, env)
  if (wake.type !== 'change') return { type: 'stay' }
  const outcome = trySending(channel, params, env)
  if (outcome.type === 'leave' && outcome.outlet === 'blocked') return { type: 'stay' }
  return outcome.type === 'rest' && outcome.wakeAt === memory.releaseAt ? { type: 'stay' } : outcome
}

function render(channel: MessageChannel, { message, inline }: MessageStep, env: Environment) {
  const source = sourceProblem({ message, inline })
  if (source !== undefined) return failure('bad_value', source)
  const rendered = env.renderMessage({ message, inline }, channel)
  return rendered.ok ? rendered.value : (failure('template_error', rendered.message) satisfies Failure)
}

function sourceProblem({ message, inline }: MessageStep): string | undefined {
  if (message === undefined && inline === undefined) return 'there is nothing to send'
  if (message !== undefined && inline !== undefined)
    return 'both a message of the library and a text of its own are given'
  return undefined
}

/** Fine print 115. */
export function messageFindings(params: MessageStep): Finding[] {
  const message = sourceProblem(params)
  if (message === undefined) return []
  return [
    {
      code: params.inline ? 'two_messages' : 'missing_message',
      level: 'error',
      field: 'message',
      message,
      fix: 'Choose a message from the library, or write one in the step: exactly one of the two.',
    },
  ]
}

export function messageMentions({ message, inline, topic }: MessageStep): Mentions {
  return {
    messages: message === undefined ? [] : [{ field: 'message', key: message }],
    templates: [
      ...(inline?.subject === undefined ? [] : [{ field: 'inline.subject', template: inline.subject }]),
      ...(inline === undefined ? [] : [{ field: 'inline.body', template: inline.body }]),
    ],
    topics: topic === undefined ? [] : [{ field: 'topic', topic }],
  }
}

const EXCERPT = 60

/** What is sent, in words: the library's key, the subject, or how the text begins. */
export function messageInWords({ message, inline }: MessageStep, language: Language): string {
  const text = message ?? inline?.subject ?? inline?.body.trim() ?? '…'
  return quoted(text.length > EXCERPT ? `${text.slice(0, EXCERPT - 1)}…` : text, language)
}
