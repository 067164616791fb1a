import '@xyflow/react/dist/base.css'
import { Background, BackgroundVariant, MiniMap, ReactFlow, SelectionMode } from '@xyflow/react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { stepFamily } from '../../ui/step-look.ts'
import { InsertMenu } from '../palette/InsertMenu.tsx'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { beginView } from './begin-view.ts'
import classes from './Canvas.module.css'
import { CanvasActionsProvider } from './CanvasActions.ts'
import { CanvasControls } from './CanvasControls.tsx'
import { GRID } from './card-size.ts'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { EntryNode } from './EntryNode.tsx'
import { NoteNode } from './NoteNode.tsx'
import { StepMenu } from './StepMenu.tsx'
import { StepNode } from './StepNode.tsx'
import { useCanvasActionsOf } from './useCanvasActionsOf.ts'
import { useCanvasElements } from './useCanvasElements.ts'
import { useCanvasKeys } from './useCanvasKeys.ts'
import { useClipboard } from './useClipboard.ts'
import { useConnecting } from './useConnecting.ts'
import { useDragging } from './useDragging.ts'
import { useDropping } from './useDropping.ts'
import { useRevealSelection } from './useRevealSelection.ts'
import { WayEdge } from './WayEdge.tsx'

const nodeTypes = { step: StepNode, entry: EntryNode, note: NoteNode }
const edgeTypes = { way: WayEdge }
const MINIMAP = { width: 132, height: 92 } as const
/** Clear of the tools in the corners. */
const FIT = { padding: { top: '28px', bottom: '70px', x: '28px' }, maxZoom: 1 } as const

/** The flow as a drawing. Nodes and ways come from the draft; what the mouse and the keyboard do becomes edits of it. */
export function Canvas() {
  const { t } = useTranslation('designer')
  const store = useDesignerStore()
  const isEmpty = useDesigner((state) => Object.keys(shownFlow(state).steps).length === 0)
  const isBig = useDesigner((state) => Object.keys(shownFlow(state).steps).length > 6)
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const { nodes, edges } = useCanvasElements()
  const root = useRef<HTMLDivElement>(null)
  const { actions, menu, closeMenu } = useCanvasActionsOf()
  const dragging = useDragging(edges)
  const dropping = useDropping(edges)
  const connecting = useConnecting(actions)
  const onKeyDown = useCanvasKeys(root, actions)
  useClipboard(root)
  useRevealSelection()

  return (
    <CanvasActionsProvider value={actions}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: takes keys and drops for the cards inside, which can be focused */}
      <section
        ref={root}
        className={classes.canvas}
        aria-label={t('canvas.name')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the view, so it must be possible to be here
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...dropping}
      >
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          {...dragging}
          {...connecting}
          onPaneClick={() => {
            store.getState().select([])
            root.current?.focus({ preventScroll: true })
          }}
          onNodeContextMenu={(event, { id, type }) => {
            if (type !== 'step') return
            event.preventDefault()
            actions.openStepMenu(id, { x: event.clientX, y: event.clientY })
          }}
          onEdgeClick={(_, { id }) => actions.hoverWay(id)}
          onEdgeMouseEnter={(_, { id }) => actions.hoverWay(id)}
          onEdgeMouseLeave={() => actions.hoverWay(undefined)}
          snapToGrid
          snapGrid={[GRID, GRID]}
          nodesDraggable={!isReadOnly}
          nodesConnectable={!isReadOnly}
          nodesFocusable
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
          selectionKeyCode="Shift"
          selectionMode={SelectionMode.Partial}
          panOnScroll
          zoomActivationKeyCode={['Control', 'Meta']}
          zoomOnDoubleClick={false}
          connectOnClick={false}
          connectionRadius={36}
          minZoom={0.1}
          maxZoom={1.75}
          onInit={(flow) => void beginView(flow, root.current)}
          elevateNodesOnSelect
          attributionPosition="top-right"
        >
          <Background variant={BackgroundVariant.Dots} gap={GRID} size={1.4} color="var(--canvas-dot)" />
          {isBig && (
            <MiniMap
              className={classes.minimap ?? ''}
              ariaLabel={t('canvas.minimap')}
              pannable
              zoomable
              nodeBorderRadius={16}
              style={MINIMAP}
              nodeColor={({ id, type }) => miniColor(id, type)}
              maskColor="color-mix(in srgb, var(--canvas) 70%, transparent)"
              bgColor="var(--surface)"
            />
          )}
          <CanvasControls fit={FIT} />
        </ReactFlow>
        {isEmpty && !isReadOnly && <EmptyCanvas />}
        <InsertMenu />
        {menu && <StepMenu {...menu} onClose={closeMenu} />}
      </section>
    </CanvasActionsProvider>
  )

  function miniColor(id: string, type: string | undefined): string {
    const step = shownFlow(store.getState()).steps[id]
    if (step) return `var(--family-${stepFamily(step.kind)}-border)`
    return type === 'note' ? 'var(--tone-warn-soft)' : 'var(--family-entry-border)'
  }
}
