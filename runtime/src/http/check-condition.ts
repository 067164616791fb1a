import type { Condition } from '@couveuse/shared/conditions/schema'
import type { Problem } from '@couveuse/shared/contract/problem'
import { conditionProblems } from '@couveuse/shared/flow/check/conditions'
import { flowSchema } from '@couveuse/shared/flow/schema'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'

/** Outside of flows there are no steps to visit and no variables to read. */
const NO_FLOW = flowSchema.parse({ dsl: 1, key: 'none', start: '', steps: {} })

/** What `check` says about a condition of the workspace itself: a segment, a rule of the scoring model. */
export function problemsOfCondition(
  condition: Condition,
  settings: WorkspaceSettings,
  field: string,
  on: 'contact' | 'event' = 'contact',
): Problem[] {
  return [...conditionProblems({ flow: NO_FLOW, workspace: { settings } }, condition, { field }, on)]
}
