import type { Point } from '@couveuse/shared/flow/edit'
import type { Flow } from '@couveuse/shared/flow/schema'
import { cardSize, ENTRY_SIZE } from './card-size.ts'
import { entryPlace } from './derive-nodes.ts'
import type { Places } from './layout.ts'
import { ENTRY_NODE } from './node-ids.ts'

/** The card to which an arrow key leads: the nearest whose middle lies in that direction rather than beside it. */
export function nearestInDirection(flow: Flow, places: Places, from: string, [dx, dy]: Point): string | undefined {
  const middles = middlesOf(flow, places)
  const start = middles.get(from)
  if (!start) return undefined
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const [id, [x, y]] of middles) {
    const along = (x - start[0]) * dx + (y - start[1]) * dy
    const aside = Math.abs((x - start[0]) * dy) + Math.abs((y - start[1]) * dx)
    if (id === from || along <= 0) continue
    const distance = along + 2 * aside
    if (distance < least) {
      least = distance
      best = id
    }
  }
  return best
}

function middlesOf(flow: Flow, places: Places): Map<string, Point> {
  const { x, y } = entryPlace(flow, places, false)
  const middles = new Map<string, Point>([[ENTRY_NODE, [x + ENTRY_SIZE.width / 2, y + ENTRY_SIZE.height / 2]]])
  for (const [id, step] of Object.entries(flow.steps)) {
    const [left, top] = places[id] ?? [0, 0]
    const { width, height } = cardSize(step, false)
    middles.set(id, [left + width / 2, top + height / 2])
  }
  return middles
}
