import { IconPlus } from '@tabler/icons-react'
import { Handle, Position } from '@xyflow/react'
import { useTranslation } from 'react-i18next'
import { viewOf } from '../../steps/registry.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { useDesigner } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { useCanvasActions } from './CanvasActions.ts'
import { liveAt } from './marks.ts'
import classes from './StepNode.module.css'

/** One way out of a step: its name, how many took it, and the handle by which it is connected. */
export function OutletSegment({ id, outlet }: { id: string; outlet: string }) {
  const step = useDesigner((state) => shownFlow(state).steps[id])
  const isSelected = useDesigner((state) => state.outlet?.from === id && state.outlet.outlet === outlet)
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const isLive = useDesigner(({ live }) => live !== undefined)
  const passed = useDesigner(({ live, viewed }) =>
    live ? (liveAt(live, id, viewed?.version ?? 'all')?.outlets[outlet] ?? 0) : 0,
  )
  const actions = useCanvasActions()
  const { t } = useTranslation(['designer', 'steps'])
  const { t: tSteps } = useTranslation('steps')
  const { formatNumber } = useFormat()
  if (!step) return null
  const view = viewOf(step.kind)
  const name = view.outletName(step, outlet, tSteps)
  const isDrawn = Boolean(step.next?.[outlet])
  return (
    <div className={classes.outlet} data-tone={view.outletTone(outlet)} data-drawn={isDrawn || undefined}>
      <button
        type="button"
        className={`${classes.segment} nodrag`}
        tabIndex={-1}
        aria-pressed={isSelected}
        aria-label={t('node.outlet', { outlet: name, step: step.label ?? id })}
        title={name}
        onClick={(event) => {
          event.stopPropagation()
          actions.selectOutlet({ from: id, outlet })
        }}
      >
        <span className={classes.outletName}>{name}</span>
        {isLive && (
          // Beside the name, not a part of it: who hears the button hears its name, and a voice command says no number.
          <span className={classes.passed} title={t('node.passedHint')} data-count={formatNumber(passed)} />
        )}
      </button>
      <Handle
        type="source"
        id={outlet}
        position={Position.Bottom}
        className={classes.source ?? ''}
        isConnectable={!isReadOnly}
        aria-hidden
        title={isDrawn ? t('node.drag') : t('node.add')}
        onClick={(event) => {
          event.stopPropagation()
          if (!isReadOnly && !isDrawn) actions.openInsert({ after: { from: id, outlet } }, event)
        }}
      >
        {!isDrawn && !isReadOnly && <IconPlus size={12} stroke={2.4} aria-hidden />}
      </Handle>
    </div>
  )
}
