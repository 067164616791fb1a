import type { Problem } from '../contract/problem.ts'
import { consentProblems } from './check/consent.ts'
import type { CheckContext, CheckWorkspace } from './check/context.ts'
import { entryProblems } from './check/entry.ts'
import { mentionedStepProblems, outletProblems, targetProblems } from './check/references.ts'
import { loopProblems, undrawnProblems, unreachableProblems } from './check/shape-of-paths.ts'
import { stepProblems } from './check/steps.ts'
import { flowGraph } from './graph.ts'
import type { Flow } from './schema.ts'

/**
 * Everything that is wrong, doubtful or worth knowing about a flow (FLOW-DSL §1-§4, §10), errors first, then in order of
 * the flow. Without a workspace the names it would hold are taken on trust (fine print 34). Never throws.
 */
export function checkFlow(flow: Flow, workspace?: CheckWorkspace): readonly Problem[] {
  const context: CheckContext = { flow, workspace, ids: Object.keys(flow.steps) }
  const graph = flowGraph(flow)
  return inOrder(flow, [
    ...targetProblems(flow),
    ...entryProblems(context),
    ...outletProblems(flow),
    ...mentionedStepProblems(context),
    ...Object.entries(flow.steps).flatMap(([id, step]) => stepProblems(context, id, step)),
    ...unreachableProblems(flow, graph),
    ...loopProblems(graph),
    ...consentProblems(context, graph),
    ...undrawnProblems(flow, graph),
  ])
}

const LEVELS = ['error', 'warning', 'info']

/** By level, then the flow itself, then its steps in their order; within a step as found. */
function inOrder(flow: Flow, problems: readonly Problem[]): Problem[] {
  const positions = new Map(Object.keys(flow.steps).map((id, index) => [id, index]))
  const positionOf = ({ step }: Problem) => (step === undefined ? -1 : (positions.get(step) ?? positions.size))
  return [...problems].sort(
    (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || positionOf(a) - positionOf(b),
  )
}
