import { useMemo, useState } from 'react'
import { useDesigner } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { knownPlaces } from '../store/places.ts'
import { type CanvasEdge, createEdgeDeriver } from './derive-edges.ts'
import { type CanvasNode, createNodeDeriver } from './derive-nodes.ts'

/** The nodes and edges of the flow on screen, made from the draft and how it is looked at. */
export function useCanvasElements(): { readonly nodes: CanvasNode[]; readonly edges: CanvasEdge[] } {
  const flow = useDesigner(shownFlow)
  const selection = useDesigner((state) => state.selection)
  const moving = useDesigner((state) => state.moving)
  const isLive = useDesigner(({ live }) => live !== undefined)
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const [deriveNodes] = useState(createNodeDeriver)
  const [deriveEdges] = useState(createEdgeDeriver)
  const places = knownPlaces(flow)
  const nodes = useMemo(
    () => deriveNodes(flow, places, { selection, moving, isLive, isReadOnly }),
    [deriveNodes, flow, places, selection, moving, isLive, isReadOnly],
  )
  const edges = useMemo(() => deriveEdges(flow, places, moving, isLive), [deriveEdges, flow, places, moving, isLive])
  return { nodes, edges }
}
