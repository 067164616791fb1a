import { checkCondition, checkWhere } from '@couveuse/shared/conditions/check'
import type { Condition } from '@couveuse/shared/conditions/schema'
import type { Problem } from '@couveuse/shared/contract/problem'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'

/**
 * What `check` says about a condition of the workspace itself: a segment, a rule of the scoring model (`on: 'event'` for
 * its `where`). Outside of flows there are no steps to visit.
 */
export function problemsOfCondition(
  condition: Condition,
  { attributes, segments }: WorkspaceSettings,
  field: string,
  on: 'contact' | 'event' = 'contact',
): Problem[] {
  const found = on === 'event' ? checkWhere(condition) : checkCondition(condition, { attributes, segments, steps: {} })
  return found.map((problem) => ({ ...problem, field: `${field}.${problem.field}` }))
}
