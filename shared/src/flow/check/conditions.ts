import { checkCondition, checkWhere } from '../../conditions/check.ts'
import { mentionedSteps } from '../../conditions/mentions.ts'
import type { Condition } from '../../conditions/schema.ts'
import type { Problem } from '../../contract/problem.ts'
import { type CheckContext, hasStep, MOST_CANDIDATES } from './context.ts'

/** What is wrong with a condition of the flow; its own paths continue that of the place. */
export function conditionProblems(
  context: CheckContext,
  condition: Condition,
  place: { readonly step?: string; readonly field: string },
  on: 'contact' | 'event',
): Problem[] {
  const settings = context.workspace?.settings
  const found =
    on === 'event'
      ? checkWhere(condition)
      : checkCondition(condition, {
          attributes: settings?.attributes,
          segments: settings?.segments,
          steps: stepsFor(context, condition),
        })
  return found.map((one): Problem => ({ ...one, ...place, field: `${place.field}.${one.field}` }))
}

/** The steps a condition may speak of; of a huge flow only those it does, for the sake of typing-error suggestions. */
function stepsFor({ flow, ids }: CheckContext, condition: Condition): Readonly<Record<string, unknown>> {
  if (ids.length <= MOST_CANDIDATES) return flow.steps
  return Object.fromEntries(mentionedSteps(condition).flatMap((id) => (hasStep(flow, id) ? [[id, true]] : [])))
}
