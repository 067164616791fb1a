import type { FlowDetail } from '@couveuse/shared/api/flows'
import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconLayoutSidebarRightExpand,
  IconPlayerPause,
  IconPlayerPlay,
  IconUpload,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FlowStatusBadge } from '../../ui/StatusBadge.tsx'
import { useConfirm } from '../../ui/useConfirm.tsx'
import { useNotify } from '../../ui/useNotify.ts'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { PublishDialog } from '../dialogs/PublishDialog.tsx'
import { ResumeDialog } from '../dialogs/ResumeDialog.tsx'
import { usePause } from '../queries.ts'
import type { SaveState } from '../saving/autosave.ts'
import { useDesigner, useDesignerStore, useHistory } from '../store/DesignerContext.ts'
import classes from './DesignerHead.module.css'
import { FlowNameField } from './FlowNameField.tsx'
import { MoreMenu } from './MoreMenu.tsx'
import { SaveStateText } from './SaveStateText.tsx'
import { VersionMenu } from './VersionMenu.tsx'

export interface DesignerHeadProps {
  readonly detail: FlowDetail
  readonly saving: SaveState
}

/** The head of the designer: which flow this is, how it stands, and the way from draft to published. */
export function DesignerHead({ detail, saving }: DesignerHeadProps) {
  const { t } = useTranslation('designer')
  const name = useDesigner(({ flow }) => flow.name)
  const isInspectorOpen = useDesigner((state) => state.isInspectorOpen)
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const store = useDesignerStore()
  const { canUndo, canRedo, undo, redo } = useHistory()
  const [dialog, setDialog] = useState<'publish' | 'resume'>()
  usePageTitle(name)
  const { status, hasUnpublishedChanges, version } = detail
  return (
    <header className={classes.head}>
      <Tooltip label={t('head.back')}>
        <ActionIcon component={Link} to="/flows" aria-label={t('head.back')}>
          <IconArrowLeft size={18} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden component="h1">{name}</VisuallyHidden>
      <div className={classes.title}>
        <FlowNameField />
        <FlowStatusBadge status={status} />
        <VersionMenu flowKey={detail.key} current={version} />
        <SaveStateText state={saving} hasUnpublishedChanges={hasUnpublishedChanges} isPublished={version !== null} />
      </div>
      <div className={classes.actions} role="toolbar" aria-label={t('head.actions')}>
        <Tooltip label={`${t('head.undo')} · Ctrl Z`}>
          <ActionIcon aria-label={t('head.undo')} disabled={!canUndo || isReadOnly} onClick={undo}>
            <IconArrowBackUp size={19} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`${t('head.redo')} · Ctrl ⇧ Z`}>
          <ActionIcon aria-label={t('head.redo')} disabled={!canRedo || isReadOnly} onClick={redo}>
            <IconArrowForwardUp size={19} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <MoreMenu />
        <span className={classes.rule} />
        <Button
          variant="default"
          className={classes.replay ?? ''}
          leftSection={<IconPlayerPlay size={16} stroke={1.8} aria-hidden />}
          onClick={() => store.getState().setView({ dock: 'replay' })}
        >
          {t('head.replay')}
        </Button>
        {status === 'published' && <PauseButton flowKey={detail.key} name={name} open={detail.counts.open} />}
        {status === 'paused' && (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} stroke={1.8} aria-hidden />}
            onClick={() => setDialog('resume')}
          >
            {t('head.resume')}
          </Button>
        )}
        <Button
          leftSection={<IconUpload size={16} stroke={1.8} aria-hidden />}
          disabled={isReadOnly || (!hasUnpublishedChanges && version !== null && saving.type === 'saved')}
          onClick={() => setDialog('publish')}
        >
          {t('head.publish')}
        </Button>
        {!isInspectorOpen && (
          <Tooltip label={t('inspector.expand')}>
            <ActionIcon
              aria-label={t('inspector.expand')}
              onClick={() => store.getState().setView({ isInspectorOpen: true })}
            >
              <IconLayoutSidebarRightExpand size={18} stroke={1.8} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {dialog === 'publish' && <PublishDialog detail={detail} onClose={() => setDialog(undefined)} />}
      {dialog === 'resume' && <ResumeDialog flowKey={detail.key} name={name} onClose={() => setDialog(undefined)} />}
    </header>
  )
}

function PauseButton({ flowKey, name, open }: { flowKey: string; name: string; open: number }) {
  const { t } = useTranslation('designer')
  const confirm = useConfirm()
  const notify = useNotify()
  const pause = usePause(flowKey)
  const live = useDesigner((state) => state.live?.counts.open)
  const ask = async (): Promise<void> => {
    const isSure = await confirm({
      title: t('pause.title', { name }),
      text: t('pause.text', { count: live ?? open }),
      confirm: t('pause.confirm'),
    })
    if (!isSure) return
    pause.mutate(undefined, {
      onSuccess: () => notify.done(t('pause.done')),
      onError: (error) => notify.failed(t('pause.failed'), error),
    })
  }
  return (
    <Button
      variant="default"
      leftSection={<IconPlayerPause size={16} stroke={1.8} aria-hidden />}
      loading={pause.isPending}
      onClick={() => void ask()}
    >
      {t('head.pause')}
    </Button>
  )
}
