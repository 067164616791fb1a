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
import { wayId } from './way-id.ts'

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
export function createEdgeDeriver(): (flow: Flow, places: Places, moving: Places, isLive: boolean) => CanvasEdge[] {
  let known = new Map<string, { readonly key: string; readonly edge: CanvasEdge }>()
  let drawing = ''
  let last: CanvasEdge[] = []
  return (flow, places, moving, isLive) => {
    const placed = { ...places, ...moving }
    const boxes = boxesOf(flow, placed, isLive)
    const drawn = drawnWays(flow, placed, isLive)
    // Most edits - every letter of a text - leave all cards and ways as they are: then nothing has to find its way anew.
    const next = drawingOf(boxes, drawn)
    if (next === drawing) return last
    drawing = next
    const byId = new Map(boxes.map((box) => [box.id, box]))
    const edges = new Map<string, { readonly key: string; readonly edge: CanvasEdge }>()
    const movers = Object.keys(moving).length
    // On the move, ways need not be the best: they find their places once the cards have found theirs.
    const obstacles = movers > MANY ? [] : boxes
    for (const way of drawn) {
      const target = byId.get(way.to)
      if (!target) continue
      const id = wayId(way)
      const asBefore = known.get(id)
      const stays = movers > 0 && !Object.hasOwn(moving, way.from) && !Object.hasOwn(moving, way.to)
      if (stays && asBefore?.edge.target === way.to && way.via !== 'start') {
        edges.set(id, asBefore)
        continue
      }
      const to = { left: target.left, right: target.right, y: target.top }
      const points = routeWay({ from: way.start, to, lane: way.lane }, obstacles)
      const key = `${way.to} ${way.via} ${way.tone} ${points.join(' ')}`
      edges.set(id, asBefore?.key === key ? asBefore : { key, edge: edgeOf(id, way, points) })
    }
    known = edges
    last = [...edges.values()].map(({ edge }) => edge)
    return last
  }
}

/** More cards than these are moved by no hand: the whole flow is being tidied. */
const MANY = 40

function drawingOf(boxes: readonly Box[], ways: readonly Drawn[]): string {
  const cards = boxes.map(({ id, left, right, top, bottom }) => `${id} ${left} ${right} ${top} ${bottom}`)
  return [
    ...cards,
    ...ways.map(({ from, outlet, to, start, tone }) => `${from}:${outlet} ${to} ${start} ${tone}`),
  ].join('\n')
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
