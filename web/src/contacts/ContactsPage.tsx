import { IconAddressBook } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

export function ContactsPage() {
  const { t } = useTranslation('contacts')
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <EmptyState Icon={IconAddressBook} title={t('emptyTitle')}>
        {t('emptyText')}
      </EmptyState>
    </Page>
  )
}
