import { IconRoute } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

export function DesignerPage() {
  const { t } = useTranslation('designer')
  return (
    <Page>
      <PageHeader title={t('title')} />
      <EmptyState Icon={IconRoute} title={t('emptyTitle')}>
        {t('emptyText')}
      </EmptyState>
    </Page>
  )
}
