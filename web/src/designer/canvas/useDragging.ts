import type { Edit } from '@couveuse/shared/flow/apply-edit'
import type { Point } from '@couveuse/shared/flow/edit'
import type { NodeChange, OnNodeDrag, ReactFlowProps } from '@xyflow/react'
import { useMemo } from 'react'
import { useDesignerStore } from '../store/DesignerContext.ts'
import type { DesignerStore } from '../store/designer-store.ts'
import { outletsOf } from './card-size.ts'
import type { CanvasEdge } from './derive-edges.ts'
import type { CanvasNode } from './derive-nodes.ts'
import { isStepNode, noteIndex } from './node-ids.ts'
import { distanceTo } from './routing.ts'

type Props = Pick<
  ReactFlowProps<CanvasNode, CanvasEdge>,
  'onNodesChange' | 'onNodeDrag' | 'onNodeDragStop' | 'onSelectionDragStop'
>

/** How near the middle of a card must come to a way to be taken in by it. */
const NEAR = 46

/** Selecting and moving nodes: while they move, their places are view state; let go, they are an edit. */
export function useDragging(edges: readonly CanvasEdge[]): Props {
  const store = useDesignerStore()
  return useMemo(() => {
    const settle = (): void => {
      const { moving, dropWay, setView } = store.getState()
      setView({ moving: {}, dropWay: undefined })
      store.endGroup()
      const edits = [...movesOf(moving), ...takenIn(store, moving, dropWay)]
      if (edits.length > 0) store.getState().edit({ type: 'all', edits })
    }
    const onDrag: OnNodeDrag<CanvasNode> = (_, node, nodes) => {
      if (nodes.length === 1 && isLoose(store, node.id)) {
        store.getState().setView({ dropWay: wayUnder(edges, node) })
      }
    }
    return {
      onNodesChange: (changes) => applyChanges(store, changes),
      onNodeDrag: onDrag,
      onNodeDragStop: settle,
      onSelectionDragStop: settle,
    }
  }, [store, edges])
}

function applyChanges(store: DesignerStore, changes: readonly NodeChange<CanvasNode>[]): void {
  const { selection, select, moving, setView } = store.getState()
  const selected = new Set(selection)
  const moved: Record<string, Point> = {}
  for (const change of changes) {
    if (change.type === 'select') {
      if (change.selected) selected.add(change.id)
      else selected.delete(change.id)
    }
    if (change.type === 'position' && change.position && change.dragging) {
      moved[change.id] = [change.position.x, change.position.y]
    }
  }
  select(selected)
  if (Object.keys(moved).length > 0) setView({ moving: { ...moving, ...moved } })
}

function movesOf(moving: Readonly<Record<string, Point>>): Edit[] {
  const steps = Object.fromEntries(Object.entries(moving).filter(([id]) => isStepNode(id)))
  const notes = Object.entries(moving).flatMap(([id, [x, y]]): Edit[] => {
    const index = noteIndex(id)
    return index === undefined ? [] : [{ type: 'change_note', index, change: { at: [x, y] } }]
  })
  return Object.keys(steps).length === 0 ? notes : [{ type: 'move_steps', places: steps }, ...notes]
}

/** Nothing leads to the step and it leads nowhere: a way may take it in. */
function isLoose(store: DesignerStore, id: string): boolean {
  const { flow } = store.getState()
  const step = flow.steps[id]
  if (!step || flow.start === id || Object.keys(step.next ?? {}).length > 0) return false
  return !Object.values(flow.steps).some((other) => Object.values(other.next ?? {}).includes(id))
}

function wayUnder(
  edges: readonly CanvasEdge[],
  { id, position, width = 0, height = 0 }: CanvasNode,
): string | undefined {
  return nearestWay(edges, [position.x + width / 2, position.y + height / 2], NEAR, id)
}

/** The way that passes nearest to a point of the canvas, if it is near enough. */
export function nearestWay(
  edges: readonly CanvasEdge[],
  point: readonly [number, number],
  most: number,
  except?: string,
): string | undefined {
  let best: string | undefined
  let least = most
  for (const { id, source, target, data } of edges) {
    if (!data || data.via === 'jump' || source === except || target === except) continue
    const distance = distanceTo(data.points, point)
    if (distance < least) {
      least = distance
      best = id
    }
  }
  return best
}

function takenIn(store: DesignerStore, moving: Readonly<Record<string, Point>>, way: string | undefined): Edit[] {
  const [id, ...others] = Object.keys(moving)
  if (id === undefined || others.length > 0 || way === undefined || !isLoose(store, id)) return []
  const { flow } = store.getState()
  const step = flow.steps[id]
  const [from = '', ...rest] = way.split(':')
  const outlet = rest.join(':')
  const target = from === '@entry' ? flow.start : flow.steps[from]?.next?.[outlet]
  if (!step || target === undefined) return []
  const [first] = outletsOf(step)
  return [
    from === '@entry' ? { type: 'set_flow', settings: { start: id } } : { type: 'connect', from, outlet, to: id },
    ...(first === undefined ? [] : [{ type: 'connect', from: id, outlet: first, to: target } as const]),
  ]
}
