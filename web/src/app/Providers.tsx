import { ModalsProvider } from '@mantine/modals'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import { lazy, type ReactNode, Suspense } from 'react'
import { I18nextProvider } from 'react-i18next'
import { Look } from './theme/Look.tsx'

/** Messages shown before it has come wait in its store. */
const NotificationArea = lazy(async () => ({
  default: (await import('./shell/NotificationArea.tsx')).NotificationArea,
}))

export interface ProvidersProps {
  readonly i18n: i18n
  readonly queries: QueryClient
  /** without motion, so that a test need not wait for it */
  readonly isTest?: boolean
  readonly children: ReactNode
}

/** What every page stands on: texts, server state, look, dialogs and notifications. */
export function Providers({ i18n, queries, isTest = false, children }: ProvidersProps) {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <Look isTest={isTest}>
          <ModalsProvider>
            <Suspense>
              <NotificationArea />
            </Suspense>
            {children}
          </ModalsProvider>
        </Look>
      </QueryClientProvider>
    </I18nextProvider>
  )
}
