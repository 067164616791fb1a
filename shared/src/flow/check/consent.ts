import { mentionedFields } from '../../conditions/mentions.ts'
import type { Problem } from '../../contract/problem.ts'
import { MESSAGE_CHANNELS, type MessageChannel } from '../../contract/words.ts'
import { kindOf } from '../../kinds/registry.ts'
import { type FlowGraph, isDrawn } from '../graph.ts'
import type { Step } from '../schema.ts'
import { type CheckContext, problem } from './context.ts'

/**
 * Messages that contacts without consent silently skip: `blocked` is not drawn, and nothing in the flow asks for the
 * consent. Told once per channel, at the first such step.
 */
export function consentProblems(context: CheckContext, graph: FlowGraph): Problem[] {
  return MESSAGE_CHANNELS.flatMap((channel) => {
    if (asksFor(context, channel)) return []
    const silent = Object.entries(context.flow.steps).filter(
      ([id, step]) =>
        step.kind === channel &&
        graph.reachable.has(id) &&
        !isDrawn(context.flow, id, 'blocked') &&
        !isTransactional(context, step),
    )
    const [first] = silent
    if (!first) return []
    const others = silent.length === 1 ? '' : ` (and ${silent.length - 1} more steps like it)`
    const message = `contacts without consent for ${channel} get nothing here and go on as if it was sent${others}`
    const fix = `Draw "blocked", or let the audience or a branch ask for consent.${channel}.`
    return [problem('warning', 'no_consent_path', { step: first[0], field: 'next.blocked' }, message, fix)]
  })
}

function asksFor({ flow, workspace }: CheckContext, channel: MessageChannel): boolean {
  if (channel === 'email' && workspace?.settings.acceptUnknownConsent) return true
  const conditions = [
    ...(flow.audience ? [flow.audience] : []),
    ...Object.values(flow.steps).flatMap((step) =>
      (kindOf(step).mentions(step).conditions ?? []).flatMap(({ condition, on }) =>
        on === 'contact' ? [condition] : [],
      ),
    ),
  ]
  return conditions.some((condition) => mentionedFields(condition).some((field) => isConsent(field, channel)))
}

const isConsent = (field: string, channel: MessageChannel): boolean =>
  field === `consent.${channel}` || field.startsWith(`consent.${channel}.`)

/** Without a workspace a topic is taken on trust: it may be transactional (fine print 34). */
function isTransactional({ workspace }: CheckContext, step: Step): boolean {
  const topic = 'topic' in step ? step.topic : undefined
  if (topic === undefined) return false
  const topics = workspace?.settings.topics
  return topics === undefined || (Object.hasOwn(topics, topic) && topics[topic]?.transactional === true)
}
