import type { FlowDetail } from '@couveuse/shared/api/flows'
import { Button, VisuallyHidden } from '@mantine/core'
import { useHotkeys, useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { IconArrowBackUp, IconHistory, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Workspace } from '../steps/workspace.ts'
import { Page } from '../ui/Page.tsx'
import { Canvas } from './canvas/Canvas.tsx'
import classes from './Designer.module.css'
import { Dock } from './dock/Dock.tsx'
import { Resizer } from './dock/Resizer.tsx'
import { useSize } from './dock/useSize.ts'
import { DesignerHead } from './head/DesignerHead.tsx'
import { InspectorPanel } from './inspector/InspectorPanel.tsx'
import { Palette } from './palette/Palette.tsx'
import { useProblems } from './problems/useProblems.ts'
import { RollBackDialog } from './publish/RollBackDialog.tsx'
import type { SaveState } from './saving/autosave.ts'
import { redo, undo, useDesigner, useDesignerStore } from './store/DesignerContext.ts'

export interface DesignerProps {
  readonly detail: FlowDetail
  readonly saving: SaveState
  readonly workspace: Workspace | undefined
}

const INSPECTOR = { least: 300, most: 640 } as const

/** The rooms of the designer around its canvas. */
export function Designer({ detail, saving, workspace }: DesignerProps) {
  const { t } = useTranslation('designer')
  const store = useDesignerStore()
  const isInspectorOpen = useDesigner((state) => state.isInspectorOpen)
  const announcement = useDesigner((state) => state.announcement)
  const isNarrow = useMediaQuery('(max-width: 74em)', false, { getInitialValueInEffect: false })
  const [isFolded, setFolded] = useLocalStorage<boolean | null>({
    key: 'couveuse.designer.palette',
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const isCollapsed = isFolded ?? isNarrow
  const [width, setWidth] = useSize('couveuse.designer.inspector', isNarrow ? 320 : 380, INSPECTOR)
  useProblems(workspace)
  useHotkeys([
    ['mod+Z', () => undo(store)],
    ['mod+shift+Z', () => redo(store)],
    ['mod+Y', () => redo(store)],
  ])

  return (
    <Page width="fill">
      <DesignerHead detail={detail} saving={saving} />
      <ViewedBanner flowKey={detail.key} current={detail.version} />
      <div className={classes.rooms}>
        <Palette isCollapsed={isCollapsed} onToggle={() => setFolded(!isCollapsed)} />
        <div className={classes.middle}>
          <div className={classes.upper}>
            <Canvas />
            {isInspectorOpen && (
              <div className={classes.side} style={{ width }}>
                <Resizer label={t('inspector.resize')} edge="left" size={width} onSize={setWidth} {...INSPECTOR} />
                <InspectorPanel />
              </div>
            )}
          </div>
          <Dock />
        </div>
      </div>
      <VisuallyHidden aria-live="polite">{announcement}</VisuallyHidden>
    </Page>
  )
}

/** Over an old version: that it is one, and the ways out of it. */
function ViewedBanner({ flowKey, current }: { flowKey: string; current: number | null }) {
  const { t } = useTranslation('designer')
  const viewed = useDesigner((state) => state.viewed)
  const store = useDesignerStore()
  const [isRollingBack, setRollingBack] = useState(false)
  if (!viewed) return null
  const back = (): void => store.getState().setView({ viewed: undefined })
  return (
    <div className={classes.viewed} role="status">
      <span>{t('version.banner', { version: viewed.version })}</span>
      <Button size="compact-sm" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={back}>
        {t('version.back')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        onClick={() => {
          back()
          store.endGroup()
          store.getState().edit({ type: 'replace', flow: viewed.flow })
          store.getState().setView({ announcement: t('say.restored', { version: viewed.version }) })
        }}
      >
        {t('version.restore')}
      </Button>
      {current !== null && viewed.version !== current && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconHistory size={15} aria-hidden />}
          onClick={() => setRollingBack(true)}
        >
          {t('versions.rollBackTo', { version: viewed.version })}
        </Button>
      )}
      {isRollingBack && current !== null && (
        <RollBackDialog
          flowKey={flowKey}
          version={viewed.version}
          current={current}
          onClose={() => setRollingBack(false)}
        />
      )}
    </div>
  )
}
