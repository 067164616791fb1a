import type { MendFailed } from '@couveuse/shared/api/mends'
import { Select, Skeleton, Stack } from '@mantine/core'
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { flowsQuery } from '../queries.ts'
import { FailedGroupPanel } from './FailedGroupPanel.tsx'
import { MendActions } from './MendActions.tsx'
import { MendReport } from './MendReport.tsx'
import { failedQuery, useLookAgain, useMendFailed } from './queries.ts'

/** Contacts whose trip an error has stopped, by flow, step and problem, and the ways out: one, some, or all alike. */
export function FailedPage() {
  const { t } = useTranslation('flows')
  const { formatNumber } = useFormat()
  const { flow } = useSearch({ from: '/failed' })
  const navigate = useNavigate()
  const notify = useNotify()
  const failed = useQuery(failedQuery(flow))
  const flows = useQuery(flowsQuery({}))
  const mending = useMendFailed()
  const lookAgain = useLookAgain()
  const [mendId, setMendId] = useState<string>()
  const groups = failed.data?.groups ?? []
  const total = failed.data?.total ?? 0

  const mend = (wish: MendFailed): void =>
    mending.mutate(wish, {
      onSuccess: ({ id }) => {
        setMendId(id)
        lookAgain()
      },
      onError: (error) => notify.failed(t('failed.notDone'), error),
    })

  const back = (
    <Link to="/flows">
      <IconArrowLeft size={15} aria-hidden /> {t('title')}
    </Link>
  )
  return (
    <Page>
      <PageHeader
        title={t('failed.title')}
        description={t('failed.description')}
        back={back}
        actions={
          groups.length > 1 && (
            <MendActions
              label={t('failed.all', { count: total, number: formatNumber(total) })}
              count={total}
              isBusy={mending.isPending}
              onMend={(action) => mend({ ...action, filter: flow === undefined ? {} : { flow } })}
            />
          )
        }
      />
      <Toolbar
        label={t('filters')}
        end={failed.data && t('failed.count', { count: total, number: formatNumber(total) })}
      >
        <Select
          aria-label={t('failed.flow')}
          w={260}
          searchable
          allowDeselect={false}
          data={[
            { value: '', label: t('failed.anyFlow') },
            ...(flows.data?.items ?? []).map(({ key, name }) => ({ value: key, label: name })),
          ]}
          value={flow ?? ''}
          onChange={(chosen) => void navigate({ to: '/failed', search: { flow: chosen || undefined }, replace: true })}
        />
      </Toolbar>
      {mendId !== undefined && <MendReport id={mendId} onDone={lookAgain} onClose={() => setMendId(undefined)} />}
      {failed.isError && !failed.data ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : failed.data ? (
        <Stack gap="md">
          {groups.map((group) => (
            <FailedGroupPanel
              key={`${group.flow} ${group.version} ${group.step} ${group.code}`}
              group={group}
              isBusy={mending.isPending}
              onMend={mend}
            />
          ))}
          {groups.length === 0 && (
            <EmptyState Icon={IconCircleCheck} title={t('failed.nobody')}>
              {t(flow === undefined ? 'failed.nobodyText' : 'failed.nobodyHere')}
            </EmptyState>
          )}
        </Stack>
      ) : (
        <Skeleton height={180} radius="md" aria-label={t('failed.loading')} />
      )}
    </Page>
  )
}
