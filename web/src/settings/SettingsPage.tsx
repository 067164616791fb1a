import { IconSettings } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

export function SettingsPage() {
  const { t } = useTranslation('settings')
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <EmptyState Icon={IconSettings} title={t('emptyTitle')}>
        {t('emptyText')}
      </EmptyState>
    </Page>
  )
}
