import { IconMailFast } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

export function OutboxPage() {
  const { t } = useTranslation('outbox')
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <EmptyState Icon={IconMailFast} title={t('emptyTitle')}>
        {t('emptyText')}
      </EmptyState>
    </Page>
  )
}
