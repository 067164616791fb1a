import { Tabs } from '@mantine/core'
import { IconHeartHandshake, IconListCheck } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { LeadsView } from './leads/LeadsView.tsx'
import type { SalesSearch } from './search.ts'
import { TasksView } from './tasks/TasksView.tsx'

/** The leads handed over to sales with their clocks, and the tasks that flows ask for. */
export function SalesPage() {
  const { t } = useTranslation('sales')
  const search = useSearch({ from: '/sales' })
  const navigate = useNavigate()
  const go = (change: Partial<SalesSearch>): void =>
    void navigate({ to: '/sales', search: (now) => ({ ...now, ...change }), resetScroll: false })
  const view = search.view ?? 'leads'
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <Tabs
        value={view}
        onChange={(chosen) => go({ view: chosen === 'tasks' ? 'tasks' : undefined })}
        aria-label={t('views')}
      >
        <Tabs.List>
          <Tabs.Tab value="leads" leftSection={<IconHeartHandshake size={16} stroke={1.8} aria-hidden />}>
            {t('leads')}
          </Tabs.Tab>
          <Tabs.Tab value="tasks" leftSection={<IconListCheck size={16} stroke={1.8} aria-hidden />}>
            {t('tasksTab')}
          </Tabs.Tab>
        </Tabs.List>
      </Tabs>
      {view === 'leads' ? <LeadsView search={search} onChange={go} /> : <TasksView search={search} onChange={go} />}
    </Page>
  )
}
