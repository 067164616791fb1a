import type { StepKindName } from '@couveuse/shared/contract/words'
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../steps/editing.ts'
import { viewOf } from '../../steps/registry.ts'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { ENTRY_NODE, START_OUTLET } from '../canvas/node-ids.ts'
import { KIND_DRAG } from '../canvas/useDropping.ts'
import { addStepTo, usualOutlet } from '../store/add-step.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { kindGroups } from './kind-groups.ts'
import classes from './Palette.module.css'

export interface PaletteProps {
  readonly isCollapsed: boolean
  readonly onToggle: () => void
}

/** Every kind of step, to drag onto the canvas, or to add by click or Enter after what is selected. */
export function Palette({ isCollapsed, onToggle }: PaletteProps) {
  const { t } = useTranslation('designer')
  const { t: tUi } = useTranslation('ui')
  const Toggle = isCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const toggleName = t(isCollapsed ? 'palette.expand' : 'palette.collapse')
  return (
    <nav className={classes.palette} aria-label={t('palette.name')} data-collapsed={isCollapsed || undefined}>
      <div className={classes.top}>
        {!isCollapsed && <h2 className={classes.title}>{t('palette.name')}</h2>}
        <Tooltip label={toggleName} position="right">
          <ActionIcon size="md" aria-label={toggleName} aria-expanded={!isCollapsed} onClick={onToggle}>
            <Toggle size={17} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {!isCollapsed && <Target />}
      <div className={classes.groups}>
        {kindGroups.map(({ family, kinds }) => (
          <section key={family} className={classes.group} aria-label={tUi(`family.${family}`)}>
            {!isCollapsed && <h3 className={classes.family}>{tUi(`family.${family}`)}</h3>}
            {kinds.map((kind) => (
              <KindButton key={kind} kind={kind} isCollapsed={isCollapsed} />
            ))}
          </section>
        ))}
      </div>
    </nav>
  )
}

/** Where the next click adds, so that nobody has to guess. */
function Target() {
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  const flow = useDesigner((state) => state.flow)
  const selection = useDesigner((state) => state.selection)
  const outlet = useDesigner((state) => state.outlet)
  const isEmpty = Object.keys(flow.steps).length === 0
  if (isEmpty) return <p className={classes.target}>{t('palette.first')}</p>
  if (selection.has(ENTRY_NODE)) return <p className={classes.target}>{t('palette.atStart')}</p>
  const after = usualOutlet(flow, selection, outlet)
  const step = after && flow.steps[after.from]
  if (!after || !step) return <p className={classes.target}>{t('palette.free')}</p>
  return (
    <p className={classes.target}>
      {t('palette.after', {
        step: step.label ?? tSteps(`kind.${step.kind}.name`),
        outlet: viewOf(step.kind).outletName(step, after.outlet, tSteps),
      })}
    </p>
  )
}

function KindButton({ kind, isCollapsed }: { kind: StepKindName; isCollapsed: boolean }) {
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const store = useDesignerStore()
  const { workspace } = useEditing()
  const name = tSteps(`kind.${kind}.name`)
  const hint = tSteps(`kind.${kind}.hint`)
  const add = (): void => {
    const { flow, selection, outlet, setView } = store.getState()
    const after = selection.has(ENTRY_NODE)
      ? { from: ENTRY_NODE, outlet: START_OUTLET }
      : usualOutlet(flow, selection, outlet)
    addStepTo(store, workspace, { kind, after })
    setView({ announcement: t('say.added', { kind: name }) })
  }
  return (
    <Tooltip label={isCollapsed ? `${name}: ${hint}` : hint} position="right" openDelay={isCollapsed ? 100 : 600}>
      <UnstyledButton
        className={classes.kind}
        aria-label={name}
        aria-description={hint}
        draggable={!isReadOnly}
        disabled={isReadOnly}
        onClick={add}
        onDragStart={(event) => {
          event.dataTransfer.setData(KIND_DRAG, kind)
          event.dataTransfer.effectAllowed = 'copy'
        }}
        onDragEnd={() => store.getState().setView({ dropWay: undefined })}
      >
        <StepIcon kind={kind} size={27} />
        {!isCollapsed && <span className={classes.name}>{name}</span>}
      </UnstyledButton>
    </Tooltip>
  )
}
