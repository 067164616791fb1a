import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'

/** What Chromium, Firefox and Safari say when a chunk of the app is not there: after an upgrade its name is another. */
const MISSING_CODE = /dynamically imported module|importing a module script failed/i

/** What stands in the place of a page that broke; the shell around it goes on working. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const isCodeMissing = error instanceof Error && MISSING_CODE.test(error.message)
  const title = t(isCodeMissing ? 'error.codeTitle' : 'error.title')
  usePageTitle(title)

  const retry = (): void => {
    if (isCodeMissing) return location.reload()
    reset()
    void router.invalidate()
  }

  return (
    <Page>
      <ErrorState
        error={error}
        title={title}
        text={t(isCodeMissing ? 'error.codeText' : 'error.text')}
        titleOrder={1}
        onRetry={retry}
      />
    </Page>
  )
}
