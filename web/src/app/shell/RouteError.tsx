import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'

/** What stands in the place of a page that broke; the shell around it goes on working. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  usePageTitle(t('error.title'))
  return (
    <Page>
      <ErrorState
        error={error}
        title={t('error.title')}
        text={t('error.text')}
        titleOrder={1}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </Page>
  )
}
