import { ActionIcon, Loader, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBraces,
  IconChevronDown,
  IconExclamationCircle,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemsPanel } from '../problems/ProblemsPanel.tsx'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { type Dock as DockName, docks, shownFlow } from '../store/designer-store.ts'
import classes from './Dock.module.css'
import { Resizer } from './Resizer.tsx'
import { useSize } from './useSize.ts'

const JsonPanel = lazy(async () => ({ default: (await import('../json/JsonPanel.tsx')).JsonPanel }))
const ReplaySlot = lazy(async () => ({ default: (await import('./ReplaySlot.tsx')).ReplaySlot }))

const HEIGHT = { least: 140, most: 700 } as const

/** Below the canvas: what is wrong, what would happen, and the flow as JSON. Closed, it is a bar that says how things stand. */
export function Dock() {
  const { t } = useTranslation('designer')
  const store = useDesignerStore()
  const dock = useDesigner((state) => state.dock)
  // Each panel keeps a height of its own: a replay needs more room than a list.
  const [height, setHeight] = useSize(`couveuse.designer.${dock ?? 'dock'}`, dock === 'replay' ? 340 : 280, HEIGHT)
  const open = (next: DockName | undefined): void => store.getState().setView({ dock: next })
  return (
    <div className={classes.dock} data-open={dock !== undefined || undefined} style={dock ? { height } : undefined}>
      {dock && <Resizer label={t('dock.resize')} edge="top" size={height} onSize={setHeight} {...HEIGHT} />}
      <div className={classes.bar} role="tablist" aria-label={t('dock.name')}>
        {docks.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`dock-${one}`}
            className={classes.tab}
            aria-selected={dock === one}
            aria-controls={dock === one ? 'dock-panel' : undefined}
            onClick={() => open(dock === one ? undefined : one)}
          >
            <DockLabel dock={one} />
          </button>
        ))}
        <span className={classes.space} />
        {dock && (
          <Tooltip label={t('dock.close')} position="top">
            <ActionIcon size="sm" aria-label={t('dock.close')} onClick={() => open(undefined)}>
              <IconChevronDown size={16} stroke={1.8} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {dock && (
        <div id="dock-panel" role="tabpanel" aria-labelledby={`dock-${dock}`} className={classes.panel}>
          <Suspense fallback={<Loader size="sm" m="md" />}>{panels[dock]}</Suspense>
        </div>
      )}
    </div>
  )
}

const panels: Readonly<Record<DockName, ReactNode>> = {
  problems: <ProblemsPanel />,
  replay: <ReplaySlot />,
  json: <JsonPanel />,
}

function DockLabel({ dock }: { dock: DockName }) {
  const { t } = useTranslation('designer')
  if (dock === 'problems') return <ProblemsLabel />
  const Icon = dock === 'replay' ? IconPlayerPlay : IconBraces
  return (
    <>
      <Icon size={15} stroke={1.8} aria-hidden />
      {t(`dock.${dock}`)}
    </>
  )
}

function ProblemsLabel() {
  const { t } = useTranslation('designer')
  const errors = useDesigner(({ problems }) => problems.filter(({ level }) => level === 'error').length)
  const warnings = useDesigner(({ problems }) => problems.filter(({ level }) => level === 'warning').length)
  const isEmpty = useDesigner((state) => Object.keys(shownFlow(state).steps).length === 0)
  return (
    <>
      {t('dock.problems')}
      {!isEmpty && errors > 0 && (
        <span className={classes.count} data-level="error">
          <IconExclamationCircle size={14} stroke={2} aria-hidden />
          {t('dock.errors', { count: errors })}
        </span>
      )}
      {!isEmpty && warnings > 0 && (
        <span className={classes.count} data-level="warning">
          <IconAlertTriangle size={14} stroke={2} aria-hidden />
          {t('dock.warnings', { count: warnings })}
        </span>
      )}
    </>
  )
}
