import type { Point } from '@couveuse/shared/flow/edit'
import type { Flow } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import dagre from '@dagrejs/dagre'
import { cardSize, GRID, outletsOf } from './card-size.ts'

export type Places = Readonly<Record<string, Point>>

const BETWEEN_RANKS = 70
const BETWEEN_CARDS = 50

/** Places for all steps of a flow, from top to bottom, ways crossing as little as may be. The start stands at [0, 0]. */
export function tidyLayout(flow: Flow): Places {
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: BETWEEN_CARDS, ranksep: BETWEEN_RANKS, edgesep: 30 })
  graph.setDefaultEdgeLabel(() => ({}))
  const ids = inOrderOfTravel(flow)
  for (const id of ids) {
    const step = flow.steps[id]
    if (step) graph.setNode(id, { ...cardSize(step, true) })
  }
  for (const id of ids) {
    for (const [index, to] of targetsOf(flow, id).entries()) {
      if (graph.hasNode(to)) graph.setEdge(id, to, { weight: index === 0 ? 2 : 1 }, String(index))
    }
  }
  dagre.layout(graph)
  const places = new Map(
    ids.map((id) => {
      const { x, y, width, height } = graph.node(id)
      return [id, [x - width / 2, y - height / 2] as const] as const
    }),
  )
  const [dx, dy] = places.get(flow.start) ?? places.values().next().value ?? [0, 0]
  return Object.fromEntries([...places].map(([id, [x, y]]) => [id, [snap(x - dx), snap(y - dy)] as const]))
}

/** A place for every step: the drawn one where there is one, else one that fits beside them. */
export function placesOf(flow: Flow): Places {
  const missing = Object.keys(flow.steps).filter((id) => !Object.hasOwn(flow.layout, id))
  if (missing.length === 0) return flow.layout
  const tidy = tidyLayout(flow)
  if (missing.length === Object.keys(flow.steps).length) return tidy
  // Some are placed by hand: the others go below them all, as they would stand among themselves.
  const lowest = Math.max(...Object.entries(flow.layout).map(([, [, y]]) => y))
  const highest = Math.min(...missing.map((id) => tidy[id]?.[1] ?? 0))
  const shift = snap(lowest + 2 * (BETWEEN_RANKS + 60) - highest)
  return {
    ...flow.layout,
    ...Object.fromEntries(
      missing.map((id) => {
        const [x, y] = tidy[id] ?? [0, 0]
        return [id, [x, y + shift] as const]
      }),
    ),
  }
}

/** Places as a flow writes them. */
export function asLayout(places: Places): Flow['layout'] {
  return Object.fromEntries(Object.entries(places).map(([id, [x, y]]): [string, [number, number]] => [id, [x, y]]))
}

/** Start first, then each step as soon as something leads to it: dagre keeps this order where it has no better one. */
function inOrderOfTravel(flow: Flow): string[] {
  const ordered = new Set<string>()
  const open = Object.hasOwn(flow.steps, flow.start) ? [flow.start] : []
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (ordered.has(id) || !Object.hasOwn(flow.steps, id)) continue
    ordered.add(id)
    open.push(...targetsOf(flow, id))
  }
  return [...ordered, ...Object.keys(flow.steps).filter((id) => !ordered.has(id))]
}

/** In order of the outlets. Jumps back are left out: they would pull the card up to where they lead. */
function targetsOf(flow: Flow, id: string): string[] {
  const step = flow.steps[id]
  if (!step) return []
  const drawn = outletsOf(step).flatMap((outlet) => step.next?.[outlet] ?? [])
  return drawn.length > 0 ? drawn : [...(kindOf(step).jumps?.(step) ?? [])].filter((to) => to === id)
}

export function snap(value: number): number {
  return Math.round(value / GRID) * GRID
}
