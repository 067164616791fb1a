import { Alert, Progress } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconLoader2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import { progressQuery } from './queries.ts'

export interface MendReportProps {
  readonly id: string
  readonly onDone: () => void
  readonly onClose: () => void
}

/** How a repair goes, and what came of it, in numbers. */
export function MendReport({ id, onDone, onClose }: MendReportProps) {
  const { t } = useTranslation('flows')
  const { formatNumber } = useFormat()
  const { data, isError } = useQuery(progressQuery(id))
  const isOver = isError || (data !== undefined && data.state !== 'running')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is over
  useEffect(() => {
    if (isOver) onDone()
  }, [isOver])
  if (isError) {
    return (
      <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />} withCloseButton onClose={onClose}>
        {t('failed.report.lost')}
      </Alert>
    )
  }
  if (!data) return null
  const { state, total, told, mended, failedAgain, unneeded, pending } = data
  const counted = (count: number) => ({ count, number: formatNumber(count) })
  const facts = [
    mended > 0 && t(`failed.report.${data.action}`, counted(mended)),
    failedAgain > 0 && t('failed.report.again', counted(failedAgain)),
    unneeded > 0 && t('failed.report.unneeded', counted(unneeded)),
    pending > 0 && t('failed.report.pending', counted(pending)),
  ].filter((fact) => fact !== false)
  const Icon = state === 'running' ? IconLoader2 : failedAgain > 0 ? IconAlertTriangle : IconCircleCheck
  return (
    <Alert
      role="status"
      color={state === 'running' ? 'blue' : failedAgain > 0 || state === 'stopped' ? 'yellow' : 'green'}
      icon={<Icon size={18} aria-hidden />}
      title={
        state === 'running'
          ? t('failed.report.running', { told: formatNumber(told + unneeded), total: formatNumber(total) })
          : t(state === 'done' ? 'failed.report.done' : 'failed.report.stopped')
      }
      withCloseButton={state !== 'running'}
      onClose={onClose}
    >
      {facts.length > 0 ? facts.join(' · ') : state === 'done' && t('failed.report.nobody')}
      {state === 'running' && (
        <Progress
          mt="xs"
          value={total === 0 ? 0 : (100 * (told + unneeded)) / total}
          aria-label={t('failed.report.progress')}
        />
      )}
    </Alert>
  )
}
