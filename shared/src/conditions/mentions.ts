import { resolveField } from './fields.ts'
import { isRecord } from './operators/event.ts'
import { type Condition, isGroup, type Rule } from './schema.ts'

/** Every rule of a condition, in reading order. Rules of a `where` are not among them: they speak of one event. */
export function* rulesOf(condition: Condition): Generator<Rule> {
  for (const node of condition.rules) {
    if (isGroup(node)) yield* rulesOf(node)
    else yield node
  }
}

/** Names of the events that the condition counts, so that they can be loaded. Segments inside: {@link mentionedSegments}. */
export function mentionedEvents(condition: Condition): readonly string[] {
  return namesUnder(condition, 'event')
}

/** Keys of the segments that the condition names, not those inside them. */
export function mentionedSegments(condition: Condition): readonly string[] {
  return namesUnder(condition, 'segment')
}

/** Steps named by `visits.<step>` or by `of`. */
export function mentionedSteps(condition: Condition): readonly string[] {
  const steps = new Set(namesUnder(condition, 'visits'))
  for (const { value } of rulesOf(condition)) {
    if (isRecord(value) && typeof value.of === 'string') steps.add(value.of)
  }
  return [...steps]
}

/** The field texts of all rules, each once, known or not. */
export function mentionedFields(condition: Condition): readonly string[] {
  return [...new Set([...rulesOf(condition)].map(({ field }) => field))]
}

function namesUnder(condition: Condition, prefix: string): string[] {
  const names = new Set<string>()
  for (const { field: text } of rulesOf(condition)) {
    const field = resolveField(text)
    if (field?.prefix === prefix) names.add(field.name)
  }
  return [...names]
}
