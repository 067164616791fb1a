import { ActionIcon } from '@mantine/core'
import { IconPlus, IconUnlink } from '@tabler/icons-react'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { viewOf } from '../../steps/registry.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { useCanvasActions } from './CanvasActions.ts'
import type { CanvasEdge } from './derive-edges.ts'
import { wayLight } from './marks.ts'
import { middleOf, pathOf } from './routing.ts'
import classes from './WayEdge.module.css'

/** A way from an outlet to a step. Under the mouse it offers to take in a step, or to be cut. */
export const WayEdge = memo(function WayEdge({ id, source, target, data }: EdgeProps<CanvasEdge>) {
  const isHovered = useDesigner(({ hoveredWay }) => hoveredWay === id)
  const isDrop = useDesigner(({ dropWay }) => dropWay === id)
  const isNear = useDesigner(({ selection }) => selection.has(source) || selection.has(target))
  const light = useDesigner(({ highlight }) => wayLight(highlight, id))
  if (!data) return null
  const { points, tone, via } = data
  const path = pathOf(points)
  const [x, y] = points.at(-1) ?? [0, 0]
  return (
    <>
      <g
        className={classes.way}
        data-tone={tone}
        data-via={via}
        data-hovered={isHovered || isDrop || undefined}
        data-near={isNear || undefined}
        data-light={light}
      >
        <BaseEdge path={path} interactionWidth={22} className={classes.line ?? ''} />
        <path className={classes.head} d={`M${x - 5},${y - 8} L${x},${y - 0.5} L${x + 5},${y - 8} Z`} />
      </g>
      {isHovered && !isDrop && (
        <WayTools id={id} source={source} outlet={data.outlet} via={via} at={middleOf(points)} />
      )}
    </>
  )
})

interface WayToolsProps {
  readonly id: string
  readonly source: string
  readonly outlet: string
  readonly via: 'outlet' | 'start' | 'jump'
  readonly at: readonly [number, number]
}

function WayTools({ id, source, outlet, via, at: [x, y] }: WayToolsProps) {
  const step = useDesigner((state) => shownFlow(state).steps[source])
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const actions = useCanvasActions()
  const store = useDesignerStore()
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  const name = step && via === 'outlet' ? viewOf(step.kind).outletName(step, outlet, tSteps) : t(`way.${via}`)
  return (
    <EdgeLabelRenderer>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only keeps the tools in sight while the mouse is on them; the buttons inside act */}
      <div
        role="presentation"
        className={`${classes.tools} nopan nodrag`}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        onMouseEnter={() => actions.hoverWay(id)}
        onMouseLeave={() => actions.hoverWay(undefined)}
      >
        <span className={classes.name}>{name}</span>
        {!isReadOnly && via !== 'jump' && (
          <ActionIcon
            size="sm"
            radius="xl"
            variant="filled"
            color="accent"
            tabIndex={-1}
            aria-label={t('way.insert', { outlet: name, step: step?.label ?? source })}
            onClick={(event) => actions.openInsert({ after: { from: source, outlet } }, event)}
          >
            <IconPlus size={14} stroke={2.2} aria-hidden />
          </ActionIcon>
        )}
        {!isReadOnly && via === 'outlet' && (
          <ActionIcon
            size="sm"
            radius="xl"
            variant="default"
            tabIndex={-1}
            aria-label={t('way.cut', { outlet: name, step: step?.label ?? source })}
            onClick={() => store.getState().edit({ type: 'disconnect', from: source, outlet })}
          >
            <IconUnlink size={13} stroke={2} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </EdgeLabelRenderer>
  )
}
