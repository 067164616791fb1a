import { FLOW_STATUSES } from '@couveuse/shared/api/flows'
import { Button, Select } from '@mantine/core'
import { IconFileImport, IconPencilPlus, IconPlus, IconRoute, IconSearchOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, usePageCommands } from '../app/shell/commands.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { SearchField } from '../ui/SearchField.tsx'
import { Toolbar } from '../ui/Toolbar.tsx'
import { CreateFlowDialog } from './parts/CreateFlowDialog.tsx'
import { flowsQuery } from './queries.ts'
import type { FlowSource, FlowsSearch } from './search.ts'
import { useFlowActions } from './useFlowActions.tsx'
import { useFlowColumns } from './useFlowColumns.tsx'
import { useLiveFlows } from './useLiveFlows.ts'

/** Every flow of the workspace with what becomes of its contacts, live. */
export function FlowsPage() {
  const { t } = useTranslation('flows')
  const { t: ui } = useTranslation('ui')
  const search = useSearch({ from: '/flows' })
  const navigate = useNavigate()
  const flows = useQuery(flowsQuery(search))
  const all = useQuery({ ...flowsQuery({}), enabled: search.create === 'copy' })
  useLiveFlows()
  const { actions, dialogs } = useFlowActions()
  const columns = useFlowColumns(actions)

  const go = (change: Partial<FlowsSearch>): void =>
    void navigate({ to: '/flows', search: (now) => ({ ...now, ...change }), replace: 'q' in change })
  const create = (source: FlowSource | undefined): void => go({ create: source, of: undefined })

  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'flows.new',
        label: t('create.button'),
        Icon: IconPencilPlus,
        run: () => void navigate({ to: '/flows', search: (now) => ({ ...now, create: 'empty' }) }),
      },
      {
        id: 'flows.import',
        label: t('empty.import'),
        Icon: IconFileImport,
        run: () => void navigate({ to: '/flows', search: (now) => ({ ...now, create: 'file' }) }),
      },
    ],
    [t, navigate],
  )
  usePageCommands(commands)

  const isFiltered = Boolean(search.q || search.status)
  const isEmpty = !isFiltered && flows.data?.items.length === 0
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          !isEmpty && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => create('empty')}>
              {t('create.button')}
            </Button>
          )
        }
      />
      {isEmpty ? (
        <EmptyState
          Icon={IconRoute}
          title={t('empty.title')}
          action={
            <>
              <Button leftSection={<IconPencilPlus size={16} aria-hidden />} onClick={() => create('empty')}>
                {t('empty.action')}
              </Button>
              <Button variant="default" onClick={() => create('file')}>
                {t('empty.import')}
              </Button>
            </>
          }
        >
          {t('empty.text')}
        </EmptyState>
      ) : (
        <>
          <Toolbar label={t('filters')} end={flows.data && t('count', { count: flows.data.items.length })}>
            <SearchField label={t('search')} value={search.q ?? ''} onChange={(q) => go({ q: q || undefined })} />
            <Select
              aria-label={t('status')}
              w={170}
              allowDeselect={false}
              data={[
                { value: '', label: t('allStatuses') },
                ...FLOW_STATUSES.map((status) => ({ value: status, label: ui(`status.flow.${status}`) })),
              ]}
              value={search.status ?? ''}
              onChange={(chosen) => go({ status: FLOW_STATUSES.find((status) => status === chosen) })}
            />
          </Toolbar>
          <DataTable
            caption={t('list')}
            columns={columns}
            rows={flows.data?.items}
            rowKey={(flow) => flow.key}
            onOpen={(flow) => void navigate({ to: '/flows/$flowKey', params: { flowKey: flow.key } })}
            error={flows.data ? undefined : flows.error}
            onRetry={() => void flows.refetch()}
            expected={4}
            empty={
              <EmptyState
                size="small"
                Icon={IconSearchOff}
                title={t('nothing.title')}
                action={
                  <Button variant="default" size="xs" onClick={() => go({ q: undefined, status: undefined })}>
                    {t('nothing.clear')}
                  </Button>
                }
              >
                {t('nothing.text')}
              </EmptyState>
            }
          />
        </>
      )}
      {search.create && (
        <CreateFlowDialog
          source={search.create}
          onSource={(create) => go({ create })}
          copied={search.of}
          flows={all.data?.items ?? flows.data?.items ?? []}
          onClose={() => create(undefined)}
        />
      )}
      {dialogs}
    </Page>
  )
}
