import { describeStep } from '@couveuse/shared/flow/describe'
import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconDots, IconExclamationCircle } from '@tabler/icons-react'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { viewOf } from '../../steps/registry.ts'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { stepFamily } from '../../ui/step-look.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { useDesigner } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { useCanvasActions } from './CanvasActions.ts'
import { outletsOf } from './card-size.ts'
import { type CanvasNode, cardNameId } from './derive-nodes.ts'
import { lightOf, liveAt, problemsAt } from './marks.ts'
import { JUMP_OUTLET } from './node-ids.ts'
import { OutletSegment } from './OutletSegment.tsx'
import classes from './StepNode.module.css'

/** A step on the canvas: what it is, what it does, its ways out, and who stands there now. */
export const StepNode = memo(function StepNode({ id, selected }: NodeProps<CanvasNode>) {
  const step = useDesigner((state) => shownFlow(state).steps[id])
  const isStart = useDesigner((state) => shownFlow(state).start === id)
  const light = useDesigner(({ highlight }) => lightOf(highlight, id))
  const actions = useCanvasActions()
  const { t } = useTranslation(['designer', 'steps'])
  const { language } = useLanguage()
  if (!step) return null
  const { Card } = viewOf(step.kind)
  const kind = t(`steps:kind.${step.kind}.name`)
  const outlets = outletsOf(step)
  return (
    <article
      className={classes.card}
      data-family={stepFamily(step.kind)}
      data-selected={selected || undefined}
      data-light={light}
    >
      <span id={cardNameId(id)} hidden>
        {t('node.name', { name: step.label ?? id, kind, text: describeStep(step, language) })}
      </span>
      <Handle type="target" id="in" position={Position.Top} className={classes.target ?? ''} aria-hidden />
      <div className={classes.head}>
        <StepIcon kind={step.kind} size={32} />
        <div className={classes.words}>
          <div className={classes.title}>
            <span className={classes.label}>{step.label ?? kind}</span>
            {isStart && <span className={classes.start}>{t('node.start')}</span>}
            <ProblemMark id={id} />
          </div>
          <div className={classes.body}>
            <Card step={step} />
          </div>
        </div>
        <LiveMark id={id} />
        <ActionIcon
          size="sm"
          className={`${classes.menu ?? ''} nodrag`}
          tabIndex={-1}
          aria-label={t('node.menu', { name: step.label ?? id })}
          aria-haspopup="menu"
          onClick={(event) => {
            event.stopPropagation()
            const { left, bottom } = event.currentTarget.getBoundingClientRect()
            actions.openStepMenu(id, { x: left, y: bottom })
          }}
        >
          <IconDots size={15} stroke={2} aria-hidden />
        </ActionIcon>
      </div>
      {outlets.length > 0 && (
        <div className={classes.outlets}>
          {outlets.map((outlet) => (
            <OutletSegment key={outlet} id={id} outlet={outlet} />
          ))}
        </div>
      )}
      {step.kind === 'nurture' && step.flow === undefined && (
        <Handle
          type="source"
          id={JUMP_OUTLET}
          position={Position.Bottom}
          className={classes.jump ?? ''}
          aria-hidden
          isConnectable
        />
      )}
    </article>
  )
})

function ProblemMark({ id }: { id: string }) {
  const level = useDesigner(({ problems }) => problemsAt(problems, id)?.level)
  const count = useDesigner(({ problems }) => {
    const found = problemsAt(problems, id)
    return found ? found.errors + found.warnings : 0
  })
  const { t } = useTranslation('designer')
  if (!level) return null
  const Icon = level === 'error' ? IconExclamationCircle : IconAlertTriangle
  const words = t(level === 'error' ? 'node.errors' : 'node.warnings', { count })
  return (
    <span className={classes.problem} data-level={level} title={words}>
      <Icon size={15} stroke={2} aria-label={words} role="img" />
    </span>
  )
}

/** How many rest here now, and how many stand here because something failed. */
function LiveMark({ id }: { id: string }) {
  const resting = useDesigner(({ live, viewed }) =>
    live ? (liveAt(live, id, viewed?.version ?? 'all')?.resting ?? 0) : 0,
  )
  const failed = useDesigner(({ live, viewed }) =>
    live ? (liveAt(live, id, viewed?.version ?? 'all')?.failed ?? 0) : 0,
  )
  const { t } = useTranslation('designer')
  const { formatNumber } = useFormat()
  if (resting === 0 && failed === 0) return null
  return (
    <div className={classes.live}>
      {resting > 0 && (
        <span className={classes.resting} title={t('node.restingHint')}>
          {t('node.resting', { count: resting, number: formatNumber(resting) })}
        </span>
      )}
      {failed > 0 && (
        <span className={classes.failed} title={t('node.failedHint')}>
          {t('node.failed', { count: failed, number: formatNumber(failed) })}
        </span>
      )}
    </div>
  )
}
