import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { cssVariablesResolver, theme } from './theme/theme.ts'

/** The key is read by the first-paint script in public/ too. */
const colorSchemes = localStorageColorSchemeManager({ key: 'couveuse.theme' })

/** What every page stands on: texts, look, server state, dialogs and notifications. */
export function Providers({ i18n, queries, children }: { i18n: i18n; queries: QueryClient; children: ReactNode }) {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariablesResolver}
          colorSchemeManager={colorSchemes}
          defaultColorScheme="auto"
        >
          <ModalsProvider>
            <Notifications position="bottom-right" limit={4} autoClose={6_000} />
            {children}
          </ModalsProvider>
        </MantineProvider>
      </QueryClientProvider>
    </I18nextProvider>
  )
}
