import { kindOf } from '../kinds/registry.ts'
import { findCircles } from './circles.ts'
import type { Flow } from './schema.ts'

/** One way from a step to another. `outlet` is null for a jump (`nurture.step`), which has none. */
export interface Edge {
  readonly from: string
  readonly outlet: string | null
  readonly to: string
  /** `fall_through`: the outlet is not drawn and follows another one (fine print 37) */
  readonly via: 'drawn' | 'fall_through' | 'jump'
}

/** A flow as the steps it has and the ways between them. Edges to steps that do not exist are left out. */
export interface FlowGraph {
  readonly edges: readonly Edge[]
  edgesFrom(step: string): readonly Edge[]
  edgesInto(step: string): readonly Edge[]
  /** steps a contact can come to from `start` */
  readonly reachable: ReadonlySet<string>
  /** steps with several ways in, in order of the flow */
  readonly joins: readonly string[]
  /** circles of reachable steps in which nothing rests: one after the other they run away (fine print 68, 110) */
  readonly loopsWithoutRest: readonly (readonly string[])[]
}

export function flowGraph(flow: Flow): FlowGraph {
  const ids = Object.keys(flow.steps)
  const edges = ids.flatMap((id) => edgesOf(flow, id))
  const from = Map.groupBy(edges, (edge) => edge.from)
  const into = Map.groupBy(edges, (edge) => edge.to)
  const reachable = reachableFrom(flow, from)
  const restless = ids.filter((id) => reachable.has(id) && !mayRest(flow, id))
  return {
    edges,
    edgesFrom: (step) => from.get(step) ?? [],
    edgesInto: (step) => into.get(step) ?? [],
    reachable,
    joins: ids.filter((id) => (into.get(id)?.length ?? 0) > 1),
    loopsWithoutRest: findCircles(restless, (id) => (from.get(id) ?? []).map(({ to }) => to)),
  }
}

/** Is the outlet drawn in the step's `next`? */
export function isDrawn(flow: Flow, id: string, outlet: string): boolean {
  return targetOf(flow, id, outlet) !== undefined
}

function targetOf(flow: Flow, id: string, outlet: string): string | undefined {
  const next = flow.steps[id]?.next ?? {}
  return Object.hasOwn(next, outlet) && next[outlet] !== '' ? next[outlet] : undefined
}

function edgesOf(flow: Flow, id: string): Edge[] {
  const step = flow.steps[id]
  if (!step) return []
  const kind = kindOf(step)
  const edges: Edge[] = []
  const add = (outlet: string | null, to: string | undefined, via: Edge['via']) => {
    if (to !== undefined && Object.hasOwn(flow.steps, to)) edges.push({ from: id, outlet, to, via })
  }
  for (const outlet of kind.outlets(step)) {
    const instead = Object.hasOwn(kind.fallThrough, outlet) ? kind.fallThrough[outlet] : undefined
    if (isDrawn(flow, id, outlet)) add(outlet, targetOf(flow, id, outlet), 'drawn')
    else if (instead !== undefined) add(outlet, targetOf(flow, id, instead), 'fall_through')
  }
  for (const to of kind.jumps?.(step) ?? []) add(null, to, 'jump')
  return edges
}

function mayRest(flow: Flow, id: string): boolean {
  const step = flow.steps[id]
  return step !== undefined && kindOf(step).mayRest(step, (outlet) => isDrawn(flow, id, outlet))
}

function reachableFrom(flow: Flow, from: ReadonlyMap<string, readonly Edge[]>): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = Object.hasOwn(flow.steps, flow.start) ? [flow.start] : []
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    for (const { to } of from.get(id) ?? []) if (!reached.has(to)) open.push(to)
  }
  return reached
}
