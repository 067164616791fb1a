import type { Flow } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import type { Edge } from '@xyflow/react'
import { viewOf } from '../../steps/registry.ts'
import type { Tone } from '../../ui/Tag.tsx'
import { cardSize, ENTRY_SIZE, outletsOf, outletX } from './card-size.ts'
import { entryPlace } from './derive-nodes.ts'
import type { Places } from './layout.ts'
import { ENTRY_NODE, JUMP_OUTLET, START_OUTLET } from './node-ids.ts'
import { type Box, routeWay } from './routing.ts'

export interface WayData extends Record<string, unknown> {
  /** an outlet that is drawn, the entry, or the jump of a step */
  readonly via: 'outlet' | 'start' | 'jump'
  readonly outlet: string
  readonly tone: Tone
  readonly points: readonly (readonly [number, number])[]
}
export type CanvasEdge = Edge<WayData, 'way'>

interface Drawn {
  readonly from: string
  readonly outlet: string
  readonly to: string
  readonly via: WayData['via']
  readonly tone: Tone
  readonly lane: number
  readonly start: readonly [number, number]
}

/** Makes the edges of a flow, each with its way round the cards; the very same objects for all that looks the same. */
export function createEdgeDeriver(): (flow: Flow, places: Places, isLive: boolean) => CanvasEdge[] {
  let known = new Map<string, { readonly key: string; readonly edge: CanvasEdge }>()
  return (flow, places, isLive) => {
    const boxes = boxesOf(flow, places, isLive)
    const tops = new Map(boxes.map((box) => [box.id, box]))
    const next = new Map<string, { readonly key: string; readonly edge: CanvasEdge }>()
    for (const drawn of drawnWays(flow, places, isLive)) {
      const target = tops.get(drawn.to)
      if (!target) continue
      const to = { left: target.left, right: target.right, y: target.top }
      const points = routeWay({ from: drawn.start, to, lane: drawn.lane }, boxes)
      const id = `${drawn.from}:${drawn.outlet}`
      const key = `${drawn.to} ${drawn.via} ${drawn.tone} ${points.join(' ')}`
      const before = known.get(id)
      if (before?.key === key) next.set(id, before)
      else next.set(id, { key, edge: edgeOf(id, drawn, points) })
    }
    known = next
    return [...next.values()].map(({ edge }) => edge)
  }
}

function edgeOf(id: string, { from, to, outlet, via, tone }: Drawn, points: WayData['points']): CanvasEdge {
  return {
    id,
    type: 'way',
    source: from,
    target: to,
    sourceHandle: outlet,
    targetHandle: 'in',
    focusable: false,
    selectable: false,
    reconnectable: via !== 'jump',
    data: { via, outlet, tone, points },
  }
}

function drawnWays(flow: Flow, places: Places, isLive: boolean): Drawn[] {
  const entry = entryPlace(flow, places, isLive)
  const ways: Drawn[] = Object.hasOwn(flow.steps, flow.start)
    ? [
        {
          from: ENTRY_NODE,
          outlet: START_OUTLET,
          to: flow.start,
          via: 'start',
          tone: 'neutral',
          lane: 0,
          start: [entry.x + ENTRY_SIZE.width / 2, entry.y + ENTRY_SIZE.height],
        },
      ]
    : []
  for (const [id, step] of Object.entries(flow.steps)) {
    const [x, y] = places[id] ?? [0, 0]
    const { width, height } = cardSize(step, isLive)
    const outlets = outletsOf(step)
    const { outletTone } = viewOf(step.kind)
    for (const [index, outlet] of outlets.entries()) {
      const to = step.next && Object.hasOwn(step.next, outlet) ? step.next[outlet] : undefined
      if (!to) continue
      const start = [x + outletX(index, outlets.length, width), y + height] as const
      ways.push({ from: id, outlet, to, via: 'outlet', tone: outletTone(outlet), lane: index, start })
    }
    for (const to of kindOf(step).jumps?.(step) ?? []) {
      const start = [x + width / 2, y + height] as const
      ways.push({ from: id, outlet: JUMP_OUTLET, to, via: 'jump', tone: 'neutral', lane: 0, start })
    }
  }
  return ways
}

function boxesOf(flow: Flow, places: Places, isLive: boolean): Box[] {
  return Object.entries(flow.steps).map(([id, step]) => {
    const [x, y] = places[id] ?? [0, 0]
    const { width, height } = cardSize(step, isLive)
    return { id, left: x, right: x + width, top: y, bottom: y + height }
  })
}
