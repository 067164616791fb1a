import { Alert, Button, Checkbox, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { IconArrowsDiff, IconExclamationCircle, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorWords } from '../../ui/error-text.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { Changes } from '../dialogs/Changes.tsx'
import classes from '../dialogs/PublishDialog.module.css'
import { loadDraft, versionQuery } from '../queries.ts'
import { useSaver } from '../saving/AutosaveContext.ts'
import { MigrationPanel, type MigrationPanelProps } from './MigrationPanel.tsx'
import { Part } from './Part.tsx'
import { useRollBack } from './queries.ts'
import { useSavedDraft } from './useSavedDraft.ts'

export interface RollBackDialogProps {
  readonly flowKey: string
  /** the one to be published again, and the one that runs */
  readonly version: number
  readonly current: number
  readonly onClose: () => void
}

/** An earlier version again: what changes by it, whom it concerns, and what becomes of the draft. */
export function RollBackDialog({ flowKey, version, current, onClose }: RollBackDialogProps) {
  const { t } = useTranslation('designer')
  const { t: tUi } = useTranslation('ui')
  const notify = useNotify()
  const autosave = useSaver()
  const draft = useSavedDraft()
  const rollBack = useRollBack(flowKey, version)
  const [plan, setPlan] = useState<Parameters<MigrationPanelProps['onPlan']>[0]>()
  const [replaces, setReplaces] = useState(false)
  const old = useQuery(versionQuery(flowKey, version))
  const now = useQuery(versionQuery(flowKey, current))
  const failure = rollBack.error ? errorWords(rollBack.error, tUi) : undefined
  const next = current + 1

  const go = (): void => {
    if (!plan) return
    const { migration } = plan
    rollBack.mutate(
      { revision: autosave.revision(), migration, current, draft: replaces ? 'replace' : 'keep' },
      {
        onSuccess: async (published) => {
          // The draft that is open must become what it now is on the server.
          if (replaces) autosave.adopt(await loadDraft(flowKey))
          notify.done(t('rollBack.done', { version, next: published.version }))
          onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title={t('rollBack.title', { version })} size="xl">
      <Stack gap="lg">
        <Text>{t('rollBack.text', { version, next })}</Text>
        <Part Icon={IconArrowsDiff} tone="info" title={t('rollBack.differs', { current })}>
          <div className={classes.changes}>
            {old.data && now.data ? (
              <Changes from={now.data.flow} to={old.data.flow} none={t('rollBack.same', { version })} />
            ) : (
              <Skeleton height={60} />
            )}
          </div>
        </Part>
        <Part Icon={IconUsers} tone="info" title={t('rollBack.who')}>
          {draft === 'saved' && <MigrationPanel flowKey={flowKey} version={version} onPlan={setPlan} />}
        </Part>
        <Checkbox
          checked={replaces}
          onChange={(event) => setReplaces(event.currentTarget.checked)}
          label={t('rollBack.draft')}
          description={t('rollBack.draftText')}
        />
        {(failure || draft === 'unsaved') && (
          <Alert color="red" icon={<IconExclamationCircle size={18} aria-hidden />} title={t('rollBack.failed')}>
            {failure ? (failure.detail ?? failure.text) : t('publish.unsaved')}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button data-autofocus disabled={!plan} loading={rollBack.isPending} onClick={go}>
            {t('rollBack.confirm', { version })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
