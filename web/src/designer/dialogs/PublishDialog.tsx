import type { FlowDetail } from '@couveuse/shared/api/flows'
import { Alert, Button, Group, Modal, Skeleton, Stack } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../steps/editing.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { errorWords } from '../../ui/error-text.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { ProblemRow } from '../problems/ProblemsPanel.tsx'
import { problemsOf } from '../problems/useProblems.ts'
import { usePublish, versionQuery } from '../queries.ts'
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
  const [isSaving, setSaving] = useState(false)
  const [unsaved, setUnsaved] = useState(false)
  const { version } = detail
  const next = (version ?? 0) + 1
  const open = live ?? detail.counts.open
  // Checked here and now: the panel may be a moment behind.
  const problems = useMemo(() => problemsOf(flow, workspace), [flow, workspace])
  const errors = problems.filter(({ level }) => level === 'error')
  const warnings = problems.filter(({ level }) => level === 'warning')

  const go = async (): Promise<void> => {
    setSaving(true)
    const isSaved = await autosave.flush()
    setSaving(false)
    setUnsaved(!isSaved)
    if (!isSaved) return
    publish.mutate(autosave.revision(), {
      onSuccess: (published) => {
        notify.done(t('publish.done', { version: published.version }))
        onClose()
      },
    })
  }
  const failure = publish.error ? errorWords(publish.error, tUi) : undefined

  return (
    <Modal opened onClose={onClose} title={t('publish.title', { name: flow.name })} size="lg">
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
          <p className={classes.text}>
            {version === null || open === 0
              ? t('publish.whoNew', { version: next })
              : t('publish.whoOpen', { count: open, next })}
          </p>
          {detail.status === 'paused' && <p className={classes.text}>{t('publish.paused')}</p>}
        </Part>
        {(failure || unsaved) && (
          <Alert color="red" icon={<IconExclamationCircle size={18} aria-hidden />} title={t('publish.failed')}>
            {unsaved ? t('publish.unsaved') : (failure?.detail ?? failure?.text)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            data-autofocus
            disabled={errors.length > 0}
            loading={isSaving || publish.isPending}
            onClick={() => void go()}
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

interface PartProps {
  readonly Icon: typeof IconUsers
  readonly tone: 'good' | 'warn' | 'bad' | 'info'
  readonly title: string
  readonly children?: ReactNode
}

function Part({ Icon, tone, title, children }: PartProps) {
  return (
    <section className={classes.part} data-tone={tone}>
      <h3>
        <Icon size={17} stroke={1.9} aria-hidden />
        {title}
      </h3>
      {children}
    </section>
  )
}
