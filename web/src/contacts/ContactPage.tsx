import { IconAddressBook } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

export function ContactPage() {
  const { t } = useTranslation('contacts')
  return (
    <Page>
      <PageHeader title={t('contact.title')} />
      <EmptyState Icon={IconAddressBook} title={t('contact.emptyTitle')}>
        {t('contact.emptyText')}
      </EmptyState>
    </Page>
  )
}
