import type { Problem } from '../../contract/problem.ts'
import { kindOf } from '../../kinds/registry.ts'
import { type FlowGraph, isDrawn } from '../graph.ts'
import type { Flow } from '../schema.ts'
import { hasStep, problem } from './context.ts'

/** Steps nobody comes to; they never run (FLOW-DSL §1). Silent while the start itself is wrong. */
export function unreachableProblems(flow: Flow, graph: FlowGraph): Problem[] {
  if (!hasStep(flow, flow.start)) return []
  return Object.keys(flow.steps)
    .filter((id) => !graph.reachable.has(id))
    .map((id) => {
      const message = 'nothing leads here from the start, so this step never runs'
      return problem('warning', 'unreachable_step', { step: id }, message, 'Connect it, or remove it.')
    })
}

const SHOWN = 8

/** Fine print 68: such a loop fails every contact as `runaway_loop`. */
export function loopProblems(graph: FlowGraph): Problem[] {
  return graph.loopsWithoutRest.map((loop) => {
    const [first = ''] = loop
    const names = loop.slice(0, SHOWN).join(', ') + (loop.length > SHOWN ? ` and ${loop.length - SHOWN} more` : '')
    const message =
      loop.length === 1
        ? 'this step leads back to itself without any wait'
        : `${names} lead round in a circle without any wait`
    const fix = 'Put a wait for a time into the loop, or lead it out by a branch that becomes true.'
    return problem('warning', 'loop_without_rest', { step: first }, `${message}: contacts that stay in it fail`, fix)
  })
}

/** Outlets that lead nowhere, told by the kind (an outlet that falls through may be silent). */
export function undrawnProblems(flow: Flow, graph: FlowGraph): Problem[] {
  return Object.entries(flow.steps).flatMap(([id, step]) => {
    if (!graph.reachable.has(id)) return []
    const kind = kindOf(step)
    const drawn = (outlet: string) => isDrawn(flow, id, outlet)
    return kind.outlets(step).flatMap((outlet): Problem[] => {
      if (drawn(outlet)) return []
      const note = kind.undrawn?.(step, outlet, drawn)
      if (note === null) return []
      const place = { step: id, field: `next.${outlet}` }
      if (note) return [{ ...note, ...place }]
      const message = `"${outlet}" is not drawn: the trip ends here (end_of_path)`
      return [problem('info', 'undrawn_outlet', place, message)]
    })
  })
}
