import { ActionIcon, Tabs, Tooltip } from '@mantine/core'
import { IconLayoutSidebarRightCollapse } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../../steps/one-of.ts'
import { isStepNode } from '../canvas/node-ids.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { inspectorTabs, shownFlow } from '../store/designer-store.ts'
import { Frozen } from './Frozen.tsx'
import { FlowPanel } from './flow/FlowPanel.tsx'
import { INSPECTOR_ID } from './focus-inspector.ts'
import classes from './InspectorPanel.module.css'
import { ManyPanel } from './ManyPanel.tsx'
import { StepPanel } from './StepPanel.tsx'

/** The forms beside the canvas: the selected step, how contacts come in, the flow itself. */
export function InspectorPanel() {
  const { t } = useTranslation('designer')
  const store = useDesignerStore()
  const tab = useDesigner((state) => state.tab)
  const chosen = useDesigner(({ selection }) => [...selection].filter(isStepNode).join('\n'))
  const ids = chosen === '' ? [] : chosen.split('\n')
  const [id] = ids
  const hasStep = useDesigner((state) => id !== undefined && Object.hasOwn(shownFlow(state).steps, id))
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const shown = tab === 'step' && !hasStep ? 'settings' : tab
  return (
    <aside id={INSPECTOR_ID} className={classes.inspector} aria-label={t('inspector.name')}>
      <Tabs
        value={shown}
        onChange={(next) => store.getState().setView({ tab: oneOf(inspectorTabs, next ?? '') ?? 'settings' })}
        className={classes.tabs ?? ''}
      >
        <div className={classes.top}>
          <Tabs.List className={classes.list ?? ''}>
            {hasStep && <Tabs.Tab value="step">{t(ids.length > 1 ? 'inspector.steps' : 'inspector.step')}</Tabs.Tab>}
            <Tabs.Tab value="entry">{t('inspector.entry')}</Tabs.Tab>
            <Tabs.Tab value="settings">{t('inspector.settings')}</Tabs.Tab>
          </Tabs.List>
          <Tooltip label={t('inspector.collapse')} position="left">
            <ActionIcon
              size="md"
              aria-label={t('inspector.collapse')}
              onClick={() => store.getState().setView({ isInspectorOpen: false })}
            >
              <IconLayoutSidebarRightCollapse size={17} stroke={1.8} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
        {isReadOnly && <p className={classes.readOnly}>{t('inspector.readOnly')}</p>}
        <Tabs.Panel value="step" className={classes.panel ?? ''}>
          {id !== undefined && (ids.length > 1 ? <ManyPanel count={ids.length} /> : <StepPanel key={id} id={id} />)}
        </Tabs.Panel>
        <Tabs.Panel value="entry" className={classes.panel ?? ''}>
          <Frozen isFrozen={isReadOnly}>
            <FlowPanel part="entry" />
          </Frozen>
        </Tabs.Panel>
        <Tabs.Panel value="settings" className={classes.panel ?? ''}>
          <Frozen isFrozen={isReadOnly}>
            <FlowPanel part="settings" />
          </Frozen>
        </Tabs.Panel>
      </Tabs>
    </aside>
  )
}
