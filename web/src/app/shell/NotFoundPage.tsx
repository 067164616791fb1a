import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'

export function NotFoundPage() {
  const { t } = useTranslation()
  usePageTitle(t('notFound.title'))
  return (
    <Page>
      <EmptyState
        Icon={IconMapOff}
        title={t('notFound.title')}
        titleOrder={1}
        action={
          <Button component={Link} to="/flows">
            {t('notFound.back')}
          </Button>
        }
      >
        {t('notFound.text')}
      </EmptyState>
    </Page>
  )
}
