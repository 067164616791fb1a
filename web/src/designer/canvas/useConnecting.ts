import type { Connection, FinalConnectionState, ReactFlowProps } from '@xyflow/react'
import { useReactFlow } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import { patch } from '../../steps/patch.ts'
import { useDesignerStore } from '../store/DesignerContext.ts'
import type { DesignerStore } from '../store/designer-store.ts'
import type { CanvasActions } from './CanvasActions.ts'
import type { CanvasEdge } from './derive-edges.ts'
import type { CanvasNode } from './derive-nodes.ts'
import { snap } from './layout.ts'
import { ENTRY_NODE, isStepNode, JUMP_OUTLET } from './node-ids.ts'
import { outletOfWay } from './way-id.ts'

type Props = Pick<
  ReactFlowProps<CanvasNode, CanvasEdge>,
  'onConnect' | 'onConnectEnd' | 'isValidConnection' | 'onReconnect' | 'onReconnectStart' | 'onReconnectEnd'
>

/** Drawing ways: from an outlet to a card, or into the open, where the menu of kinds then appears. */
export function useConnecting(actions: CanvasActions): Props {
  const store = useDesignerStore()
  const { screenToFlowPosition } = useReactFlow()
  const isReconnecting = useRef(false)
  return useMemo(
    () => ({
      isValidConnection: ({ target, targetHandle }) => isStepNode(target) && (targetHandle ?? 'in') === 'in',
      onConnect: (connection) => drawWay(store, connection),
      onConnectEnd: (event, state) => {
        if (isReconnecting.current || state.isValid) return
        const at = pointOf(event)
        const from = state.fromNode?.id
        const outlet = state.fromHandle?.id
        if (!at || !from || !outlet || state.fromHandle?.type !== 'source') return
        const target = stepAt(at, state)
        if (target !== undefined) {
          drawWay(store, { source: from, sourceHandle: outlet, target, targetHandle: 'in' })
          return
        }
        if (outlet === JUMP_OUTLET) return
        const { x, y } = screenToFlowPosition({ x: at.clientX, y: at.clientY }, { snapToGrid: false })
        actions.openInsert({ after: { from, outlet }, at: [snap(x - 130), snap(y)] }, at)
      },
      onReconnectStart: () => {
        isReconnecting.current = true
      },
      onReconnect: (_, connection) => drawWay(store, connection),
      onReconnectEnd: (event, edge, _, state) => {
        isReconnecting.current = false
        const at = pointOf(event)
        if (state.isValid || !at) return
        const { from, outlet } = outletOfWay(edge.id)
        const target = stepAt(at, state)
        if (target !== undefined) drawWay(store, { source: from, sourceHandle: outlet, target, targetHandle: 'in' })
        // Pulled off and let go in the open: that is how a way is cut by hand.
        else if (from !== ENTRY_NODE) store.getState().edit({ type: 'disconnect', from, outlet })
      },
    }),
    [store, actions, screenToFlowPosition],
  )
}

function drawWay(store: DesignerStore, { source, sourceHandle, target }: Connection): void {
  const { flow, edit } = store.getState()
  const outlet = sourceHandle ?? ''
  const step = flow.steps[source]
  store.endGroup()
  if (source === ENTRY_NODE) edit({ type: 'set_flow', settings: { start: target } })
  else if (outlet === JUMP_OUTLET && step?.kind === 'nurture') {
    edit({ type: 'set_step', id: source, step: patch(step, { step: target, flow: undefined }) })
  } else edit({ type: 'connect', from: source, outlet, to: target })
}

/** A way may be let go anywhere on a card, not only at its handle. */
function stepAt(at: { clientX: number; clientY: number }, { fromNode }: FinalConnectionState): string | undefined {
  const element = document.elementFromPoint(at.clientX, at.clientY)?.closest('.react-flow__node')
  const id = element?.getAttribute('data-id')
  if (!id || !isStepNode(id)) return undefined
  // Let go over the card it came from: most likely the way was meant to go nowhere.
  return id === fromNode?.id ? undefined : id
}

function pointOf(event: MouseEvent | TouchEvent): { readonly clientX: number; readonly clientY: number } | undefined {
  return 'clientX' in event ? event : event.changedTouches[0]
}
