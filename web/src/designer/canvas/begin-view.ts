import type { ReactFlowInstance } from '@xyflow/react'
import { ENTRY_SIZE } from './card-size.ts'
import type { CanvasEdge } from './derive-edges.ts'
import type { CanvasNode } from './derive-nodes.ts'
import { ENTRY_NODE } from './node-ids.ts'

const PADDING = 0.12
/** Below this zoom nobody can read a card: then the view begins at the start instead of showing everything. */
const READABLE = 0.62
const FIRST_ZOOM = 0.8
const TOP = 28

/** What is seen first: the whole flow where it can be read, else its beginning. */
export async function beginView(
  flow: ReactFlowInstance<CanvasNode, CanvasEdge>,
  canvas: HTMLElement | null,
): Promise<void> {
  await flow.fitView({ padding: PADDING, maxZoom: 1 })
  const entry = flow.getNode(ENTRY_NODE)
  if (flow.getZoom() >= READABLE || !entry || !canvas) return
  const x = canvas.clientWidth / 2 - (entry.position.x + ENTRY_SIZE.width / 2) * FIRST_ZOOM
  await flow.setViewport({ x, y: TOP - entry.position.y * FIRST_ZOOM, zoom: FIRST_ZOOM })
}
