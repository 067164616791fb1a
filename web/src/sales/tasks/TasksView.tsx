import { TASK_STATES, type Task } from '@couveuse/shared/api/tasks'
import { SegmentedControl, Select } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { useCursorPages } from '../../ui/useCursorPages.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { settingsQuery, tasksQuery, useFinishTask } from '../queries.ts'
import type { SalesSearch } from '../search.ts'
import { useTaskColumns } from './useTaskColumns.tsx'

export interface TasksViewProps {
  readonly search: SalesSearch
  readonly onChange: (change: Partial<SalesSearch>) => void
}

const TEAM = 'team:'

/** What flows ask people to do, the most pressing first. */
export function TasksView({ search, onChange }: TasksViewProps) {
  const { t } = useTranslation('sales')
  const notify = useNotify()
  const { tasks: state = 'open', assignee } = search
  const { cursor, pagesOf } = useCursorPages(JSON.stringify([state, assignee]))
  const tasks = useQuery(tasksQuery({ state, assignee, cursor }))
  const settings = useQuery(settingsQuery)
  const finishing = useFinishTask()
  const teams = settings.data?.settings.teams ?? {}
  const members = [...new Set(Object.values(teams).flatMap((team) => team.members))].sort()

  const finish = ({ id, title }: Task): void =>
    finishing.mutate(id, {
      onSuccess: () => notify.done(t('tasks.finished', { title })),
      onError: (error) => notify.failed(t('tasks.failed', { title }), error),
    })
  const columns = useTaskColumns(state, finish)

  return (
    <>
      <Toolbar label={t('filters')}>
        <SegmentedControl
          aria-label={t('tasks.list')}
          value={state}
          onChange={(chosen) => onChange({ tasks: TASK_STATES.find((one) => one === chosen) })}
          data={TASK_STATES.map((one) => ({ value: one, label: t(`tasks.${one}`) }))}
        />
        <Select
          aria-label={t('tasks.assignee')}
          w={190}
          allowDeselect={false}
          data={[
            { value: '', label: t('tasks.anybody') },
            ...Object.keys(teams).map((team) => ({ value: `${TEAM}${team}`, label: t('tasks.teamOf', { team }) })),
            ...members.map((member) => ({ value: member, label: member })),
          ]}
          value={assignee ?? ''}
          onChange={(chosen) => onChange({ assignee: chosen || undefined })}
        />
      </Toolbar>
      <DataTable
        caption={t('tasks.list')}
        columns={columns}
        rows={tasks.data?.items}
        rowKey={(task) => task.id}
        error={tasks.data ? undefined : tasks.error}
        onRetry={() => void tasks.refetch()}
        pages={pagesOf(tasks.data?.nextCursor)}
        expected={5}
        empty={
          <EmptyState size="small" Icon={IconListCheck} title={t(state === 'open' ? 'tasks.empty' : 'tasks.emptyDone')}>
            {t('tasks.emptyText')}
          </EmptyState>
        }
      />
    </>
  )
}
