import type { FlowDetail } from '@couveuse/shared/api/flows'
import { Alert, Button, Group, Modal, Skeleton, Stack } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../steps/editing.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { errorWords } from '../../ui/error-text.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { ProblemRow } from '../problems/ProblemsPanel.tsx'
import { problemsOf } from '../problems/useProblems.ts'
import { MigrationPanel, type MigrationPanelProps } from '../publish/MigrationPanel.tsx'
import { Part } from '../publish/Part.tsx'
import { usePublish } from '../publish/queries.ts'
import { useSavedDraft } from '../publish/useSavedDraft.ts'
import { versionQuery } from '../queries.ts'
import { useSaver } from '../saving/AutosaveContext.ts'
import { useDesigner } from '../store/DesignerContext.ts'
import { Changes } from './Changes.tsx'
import classes from './PublishDialog.module.css'

/** The last look before contacts feel it: what is wrong, what changes, and whom it concerns. */
export function PublishDialog({ detail, onClose }: { detail: FlowDetail; onClose: () => void }) {
  const { t } = useTranslation('designer')
  const { t: tUi } = useTranslation('ui')
  const flow = useDesigner((state) => state.flow)
  const live = useDesigner((state) => state.live?.counts.open)
  const { workspace } = useEditing()
  const notify = useNotify()
  const autosave = useSaver()
  const publish = usePublish(detail.key)
  const draft = useSavedDraft()
  const [plan, setPlan] = useState<Parameters<MigrationPanelProps['onPlan']>[0]>()
  const { version } = detail
  const next = (version ?? 0) + 1
  const open = live ?? detail.counts.open
  // Checked here and now: the panel may be a moment behind.
  const problems = useMemo(() => problemsOf(flow, workspace), [flow, workspace])
  const errors = problems.filter(({ level }) => level === 'error')
  const warnings = problems.filter(({ level }) => level === 'warning')

  const hasPlan = version !== null && open > 0
  const go = (): void => {
    const migration = hasPlan ? plan?.migration : undefined
    publish.mutate(
      { revision: autosave.revision(), current: version, ...(migration === undefined ? {} : { migration }) },
      {
        onSuccess: (published) => {
          notify.done(t('publish.done', { version: published.version }))
          onClose()
        },
      },
    )
  }
  const failure = publish.error ? errorWords(publish.error, tUi) : undefined

  return (
    <Modal opened onClose={onClose} title={t('publish.title', { name: flow.name })} size={hasPlan ? 'xl' : 'lg'}>
      <Stack gap="lg">
        {errors.length > 0 ? (
          <Part Icon={IconExclamationCircle} tone="bad" title={t('publish.errors', { count: errors.length })}>
            <ul className={classes.problems}>
              {errors.map((problem) => (
                <li key={`${problem.code} ${problem.step} ${problem.field} ${problem.message}`}>
                  <ProblemRow problem={problem} onShow={onClose} />
                </li>
              ))}
            </ul>
          </Part>
        ) : (
          <Part Icon={IconCircleCheck} tone="good" title={t('publish.noErrors')} />
        )}
        {warnings.length > 0 && (
          <Part Icon={IconAlertTriangle} tone="warn" title={t('publish.warnings', { count: warnings.length })}>
            <ul className={classes.problems}>
              {warnings.map((problem) => (
                <li key={`${problem.code} ${problem.step} ${problem.field} ${problem.message}`}>
                  <ProblemRow problem={problem} onShow={onClose} />
                </li>
              ))}
            </ul>
          </Part>
        )}
        <section className={classes.changes}>
          <h3>{version === null ? t('publish.first') : t('publish.since', { version })}</h3>
          {version === null ? (
            <p>{t('publish.firstText', { count: Object.keys(flow.steps).length })}</p>
          ) : (
            <SinceVersion flowKey={detail.key} version={version} />
          )}
        </section>
        <Part Icon={IconUsers} tone="info" title={t('publish.who')}>
          {!hasPlan && <p className={classes.text}>{t('publish.whoNew', { version: next })}</p>}
          {hasPlan && errors.length > 0 && <p className={classes.text}>{t('publish.whoLater')}</p>}
          {hasPlan && errors.length === 0 && draft === 'saved' && (
            <MigrationPanel flowKey={detail.key} onPlan={setPlan} />
          )}
          {!hasPlan && detail.status === 'paused' && <p className={classes.text}>{t('publish.paused')}</p>}
        </Part>
        {(failure || draft === 'unsaved') && (
          <Alert color="red" icon={<IconExclamationCircle size={18} aria-hidden />} title={t('publish.failed')}>
            {failure ? (failure.detail ?? failure.text) : t('publish.unsaved')}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            data-autofocus
            disabled={errors.length > 0 || draft === 'unsaved' || (hasPlan && !plan)}
            loading={draft === 'saving' || publish.isPending}
            onClick={go}
          >
            {t('publish.now', { version: next })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function SinceVersion({ flowKey, version }: { flowKey: string; version: number }) {
  const { t } = useTranslation('designer')
  const flow = useDesigner((state) => state.flow)
  const published = useQuery(versionQuery(flowKey, version))
  if (published.isPending) return <Skeleton height={60} />
  if (published.isError) {
    return <ErrorState error={published.error} titleOrder={3} onRetry={() => void published.refetch()} />
  }
  return <Changes from={published.data.flow} to={flow} none={t('publish.nothing')} />
}
