import type { Point } from '@couveuse/shared/flow/edit'
import type { Flow } from '@couveuse/shared/flow/schema'
import dagre from '@dagrejs/dagre'
import { cardSize, GRID, outletsOf, outletX } from './card-size.ts'

export type Places = Readonly<Record<string, Point>>

const BETWEEN_RANKS = 70
const BETWEEN_CARDS = 50

/** Places for all steps of a flow, from top to bottom, ways crossing as little as may be. The start stands at [0, 0]. */
export function tidyLayout(flow: Flow): Places {
  const ids = inOrderOfTravel(flow)
  const ways = tightWays(flow, ids)
  // dagre knows no outlets: to it, two sisters may as well change places. In order of the outlets is usually best.
  const candidates = [true, false].map((isInOrder) => layoutWith(flow, ids, ways, isInOrder))
  const [first = {}, second = {}] = candidates
  const best = crossings(flow, ways, first) <= crossings(flow, ways, second) ? first : second
  const [dx, dy] = best[flow.start] ?? Object.values(best)[0] ?? [0, 0]
  return Object.fromEntries(Object.entries(best).map(([id, [x, y]]) => [id, [snap(x - dx), snap(y - dy)] as const]))
}

function layoutWith(flow: Flow, ids: readonly string[], ways: readonly TightWay[], isInOrder: boolean): Places {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'TB', nodesep: BETWEEN_CARDS, ranksep: BETWEEN_RANKS, edgesep: 30 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const id of ids) {
    const step = flow.steps[id]
    if (step) graph.setNode(id, { ...cardSize(step, true) })
  }
  for (const { from, to, outlet } of ways) graph.setEdge(from, to, { weight: outlet === 0 ? 4 : 1 })
  dagre.layout(graph, { disableOptimalOrderHeuristic: isInOrder })
  return Object.fromEntries(
    ids.map((id) => {
      const { x, y, width, height } = graph.node(id)
      return [id, [x - width / 2, y - height / 2] as const] as const
    }),
  )
}

/** How many pairs of ways cross, each taken from its outlet straight to the card below. */
function crossings(flow: Flow, ways: readonly TightWay[], places: Places): number {
  const lines = ways.flatMap(({ from, to, outlet }) => {
    const [source, target] = [flow.steps[from], flow.steps[to]]
    const [start, end] = [places[from], places[to]]
    if (!source || !target || !start || !end) return []
    const { width } = cardSize(source, true)
    const x = start[0] + outletX(outlet, outletsOf(source).length, width)
    return [{ row: start[1], x, to: end[0] + cardSize(target, true).width / 2 }]
  })
  let count = 0
  for (const row of Map.groupBy(lines, (line) => line.row).values()) {
    for (const [index, a] of row.entries()) {
      for (const b of row.slice(index + 1)) if ((a.x - b.x) * (a.to - b.to) < 0) count += 1
    }
  }
  return count
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
    open.push(...targetsOf(flow, id).map(({ to }) => to))
  }
  return [...ordered, ...Object.keys(flow.steps).filter((id) => !ordered.has(id))]
}

interface TightWay {
  readonly from: string
  readonly to: string
  /** index of the outlet */
  readonly outlet: number
}

/**
 * The ways that make the picture: those to the very next row. A step stands below all that lead to it; ways over several
 * rows, and back up, find their own way round the cards and must not push them apart.
 */
function tightWays(flow: Flow, ids: readonly string[]): TightWay[] {
  const ways = waysDown(flow, ids)
  const into = Map.groupBy(ways, ({ to }) => to)
  const rows = new Map<string, number>()
  const rowOf = (id: string): number => {
    const known = rows.get(id)
    if (known !== undefined) return known
    const row = Math.max(-1, ...(into.get(id) ?? []).map(({ from }) => rowOf(from))) + 1
    rows.set(id, row)
    return row
  }
  // In order of travel, so that the recursion stays shallow in a long chain.
  for (const id of ids) rowOf(id)
  return ways.filter(({ from, to }) => rowOf(to) === rowOf(from) + 1)
}

/** All ways but those that close a circle, seen from the start. */
function waysDown(flow: Flow, ids: readonly string[]): TightWay[] {
  const ways: TightWay[] = []
  const state = new Map<string, 'open' | 'done'>()
  for (const root of ids) {
    if (state.has(root)) continue
    const trail = [{ id: root, targets: targetsOf(flow, root), at: 0 }]
    state.set(root, 'open')
    for (let here = trail.at(-1); here; here = trail.at(-1)) {
      const target = here.targets[here.at]
      here.at += 1
      if (target === undefined) {
        state.set(here.id, 'done')
        trail.pop()
      } else if (Object.hasOwn(flow.steps, target.to) && state.get(target.to) !== 'open') {
        ways.push({ from: here.id, to: target.to, outlet: target.outlet })
        if (!state.has(target.to)) {
          state.set(target.to, 'open')
          trail.push({ id: target.to, targets: targetsOf(flow, target.to), at: 0 })
        }
      }
    }
  }
  return ways
}

/** In order of the outlets. A jump back is no way down. */
function targetsOf(flow: Flow, id: string): { readonly to: string; readonly outlet: number }[] {
  const step = flow.steps[id]
  if (!step) return []
  return outletsOf(step).flatMap((name, outlet) => {
    const to = step.next && Object.hasOwn(step.next, name) ? step.next[name] : undefined
    return to ? [{ to, outlet }] : []
  })
}

export function snap(value: number): number {
  return Math.round(value / GRID) * GRID
}
