import { compileCondition } from './compile/condition.ts'
import { resolveField } from './fields.ts'
import { type Condition, isGroup } from './schema.ts'
import type { Subject } from './subject.ts'

/** Steps after which an answer is given that is too early rather than late: who wakes then asks again. */
const MOST_STEPS = 1000

/**
 * The earliest instant after `subject.now` at which the verdict turns by time passing alone: an event leaving `within`, a
 * date entering or leaving its span, an event of the future, segments included (fine print 154). Undefined = never.
 * Scores stand still here: see {@link dependsOnDecay}.
 */
export function nextFlip(condition: Condition, subject: Subject): number | undefined {
  const node = compileCondition(condition)
  const { now, zone } = subject
  const verdict = node.holds(subject, now, zone)
  let at = now
  for (let step = 0; step < MOST_STEPS; step++) {
    at = node.nextChange(subject, at, zone)
    if (at === Number.POSITIVE_INFINITY) return undefined
    if (node.holds(subject, at, zone) !== verdict) return at
  }
  return at
}

/**
 * True where the verdict may also turn because a score does - decay, expiry, a fit rule with a span - which
 * {@link nextFlip} does not foresee; the daily sweep covers it (fine print 63, 154).
 */
export function dependsOnDecay(condition: Condition, segmentOf: (key: string) => Condition | undefined): boolean {
  const visited = new Set<Condition>()
  const depends = (node: Condition): boolean => {
    if (visited.has(node)) return false
    visited.add(node)
    return node.rules.some((rule) => {
      if (isGroup(rule)) return depends(rule)
      const field = resolveField(rule.field)
      if (field?.kind !== 'segment') return field?.prefix === 'score'
      const segment = segmentOf(field.name)
      return segment !== undefined && depends(segment)
    })
  }
  return depends(condition)
}
