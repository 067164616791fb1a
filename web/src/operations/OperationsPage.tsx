import { Button, Tooltip } from '@mantine/core'
import { IconStethoscope } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useFormat } from '../ui/useFormat.ts'
import { useNotify } from '../ui/useNotify.ts'
import classes from './Operations.module.css'
import { Figures } from './parts/Figures.tsx'
import { InvariantList } from './parts/InvariantList.tsx'
import { LaneTable } from './parts/LaneTable.tsx'
import { SetAsideList } from './parts/SetAsideList.tsx'
import { ViolationList } from './parts/ViolationList.tsx'
import { operationsQuery, useAudit } from './queries.ts'

const TONES = { ok: 'good', attention: 'warn', alert: 'bad' } as const

/** How the runtime is doing: what is wrong first, then figures, then everything that is proved about it. */
export function OperationsPage() {
  const { t } = useTranslation('operations')
  const notify = useNotify()
  const operations = useQuery(operationsQuery)
  const audit = useAudit()
  const { data } = operations
  const isAuditing = audit.isPending || data?.audit.isRunning === true
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('description')}
        meta={data && <Tag tone={TONES[data.status]}>{t(`status.${data.status}`)}</Tag>}
        actions={
          <Tooltip label={t('audit.hint')} multiline maw={260}>
            <Button
              variant="default"
              leftSection={<IconStethoscope size={16} aria-hidden />}
              loading={isAuditing}
              onClick={() => audit.mutate(undefined, { onError: (error) => notify.failed(t('audit.failed'), error) })}
            >
              {t(isAuditing ? 'audit.running' : 'audit.run')}
            </Button>
          </Tooltip>
        }
      />
      {operations.isPending && <LoadingState shape="text" count={8} />}
      {operations.error && !data && <ErrorState error={operations.error} onRetry={() => void operations.refetch()} />}
      {data && (
        <div className={classes.page}>
          <Figures operations={data} />
          <ViolationList violations={data.violations} />
          <div className={classes.pair}>
            <LaneTable outbox={data.outbox} />
            <SetAsideList setAside={data.setAside} />
          </div>
          <InvariantList invariants={data.invariants} lastAudit={<LastAudit audit={data.audit} />} />
        </div>
      )}
    </Page>
  )
}

function LastAudit({ audit }: { audit: { readonly at: string | null; readonly tookSeconds: number | null } }) {
  const { t } = useTranslation('operations')
  const { formatRelative, formatNumber } = useFormat()
  if (audit.at === null) return t('audit.never')
  const took = `${formatNumber(audit.tookSeconds ?? 0, { maximumSignificantDigits: 2 })}\u00a0s`
  return t('audit.last', { when: formatRelative(audit.at), took })
}
