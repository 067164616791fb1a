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

/** What is seen first: the whole flow where it can be read, else its beginning; from the top in either case. */
export async function beginView(
  flow: ReactFlowInstance<CanvasNode, CanvasEdge>,
  canvas: HTMLElement | null,
): Promise<void> {
  await flow.fitView({ padding: PADDING, maxZoom: 1 })
  const entry = flow.getNode(ENTRY_NODE)
  if (!entry || !canvas) return
  const fitted = flow.getViewport()
  const zoom = fitted.zoom < READABLE ? FIRST_ZOOM : fitted.zoom
  const x = zoom === fitted.zoom ? fitted.x : canvas.clientWidth / 2 - (entry.position.x + ENTRY_SIZE.width / 2) * zoom
  await flow.setViewport({ x, y: TOP - entry.position.y * zoom, zoom })
}
