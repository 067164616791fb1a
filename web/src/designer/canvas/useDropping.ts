import { STEP_KINDS } from '@couveuse/shared/contract/words'
import { useReactFlow } from '@xyflow/react'
import { type DragEvent, useMemo } from 'react'
import { useEditing } from '../../steps/editing.ts'
import { oneOf } from '../../steps/one-of.ts'
import { viewOf } from '../../steps/registry.ts'
import { addStepTo } from '../store/add-step.ts'
import { useDesignerStore } from '../store/DesignerContext.ts'
import { cardSize } from './card-size.ts'
import type { CanvasEdge } from './derive-edges.ts'
import { snap } from './layout.ts'
import { nearestWay } from './useDragging.ts'
import { outletOfWay } from './way-id.ts'

/** What the palette puts into a drag: the kind of step. */
export const KIND_DRAG = 'application/x-couveuse-kind'

const NEAR = 40

/** Dropping a kind from the palette: onto a way it goes in between, onto an open outlet it follows, elsewhere it stands free. */
export function useDropping(edges: readonly CanvasEdge[]) {
  const store = useDesignerStore()
  const { workspace } = useEditing()
  const { screenToFlowPosition } = useReactFlow()
  return useMemo(() => {
    const pointOf = (event: DragEvent): readonly [number, number] => {
      const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
      return [x, y]
    }
    return {
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes(KIND_DRAG) || store.getState().viewed) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        const dropWay = nearestWay(edges, pointOf(event), NEAR)
        if (dropWay !== store.getState().dropWay) store.getState().setView({ dropWay })
      },
      onDragLeave(event: DragEvent) {
        const to = event.relatedTarget
        if (to instanceof Node && event.currentTarget.contains(to)) return
        store.getState().setView({ dropWay: undefined })
      },
      onDrop(event: DragEvent) {
        const kind = oneOf(STEP_KINDS, event.dataTransfer.getData(KIND_DRAG))
        if (!kind || store.getState().viewed) return
        event.preventDefault()
        store.getState().setView({ dropWay: undefined })
        const [x, y] = pointOf(event)
        const way = nearestWay(edges, [x, y], NEAR)
        if (way !== undefined) {
          addStepTo(store, workspace, { kind, after: outletOfWay(way) })
          return
        }
        const { width } = cardSize(viewOf(kind).create(workspace), false)
        addStepTo(store, workspace, { kind, at: [snap(x - width / 2), snap(y - 30)] })
      },
    }
  }, [store, workspace, edges, screenToFlowPosition])
}
