import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFocusCentered, IconNote, IconWand, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { type FitViewOptions, Panel, useReactFlow, useStoreApi } from '@xyflow/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import classes from './CanvasControls.module.css'
import { snap } from './layout.ts'
import { useTidyUp } from './useTidyUp.ts'

/** Zoom, fit, tidy up, notes: in the corner of the canvas. */
export function CanvasControls({ fit }: { fit: FitViewOptions }) {
  const { t } = useTranslation('designer')
  const { zoomIn, zoomOut, fitView, screenToFlowPosition } = useReactFlow()
  const api = useStoreApi()
  const store = useDesignerStore()
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const tidyUp = useTidyUp()
  const addNote = (): void => {
    const box = api.getState().domNode?.getBoundingClientRect()
    if (!box) return
    const { x, y } = screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 3 })
    store.getState().edit({ type: 'add_note', note: { at: [snap(x - 100), snap(y - 70)], text: '', color: 'yellow' } })
    store.getState().setView({ announcement: t('say.noteAdded') })
  }
  return (
    <Panel position="bottom-left" className={classes.controls ?? ''}>
      <div role="toolbar" aria-label={t('canvas.controls')} className={classes.bar}>
        <Control label={t('canvas.zoomOut')} onClick={() => void zoomOut({ duration: 150 })}>
          <IconZoomOut size={17} stroke={1.8} aria-hidden />
        </Control>
        <Control label={t('canvas.zoomIn')} onClick={() => void zoomIn({ duration: 150 })}>
          <IconZoomIn size={17} stroke={1.8} aria-hidden />
        </Control>
        <Control label={t('canvas.fit')} onClick={() => void fitView({ ...fit, duration: 250 })}>
          <IconFocusCentered size={17} stroke={1.8} aria-hidden />
        </Control>
        {!isReadOnly && (
          <>
            <span className={classes.rule} />
            <Control label={t('canvas.tidy')} onClick={tidyUp}>
              <IconWand size={17} stroke={1.8} aria-hidden />
            </Control>
            <Control label={t('canvas.note')} onClick={addNote}>
              <IconNote size={17} stroke={1.8} aria-hidden />
            </Control>
          </>
        )}
      </div>
    </Panel>
  )
}

function Control({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label} position="top">
      <ActionIcon size="md" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
