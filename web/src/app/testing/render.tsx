import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { type ReactNode, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { createI18n } from '../i18n/i18n.ts'
import type { Language } from '../i18n/language.ts'
import { createAppRouter } from '../router.tsx'
import { cssVariablesResolver, theme } from '../theme/theme.ts'

interface Surroundings {
  readonly language?: Language
}

function Around({ language = 'en', children }: Surroundings & { children: ReactNode }) {
  const [i18n] = useState(() => createI18n(language))
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } }),
  )
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} env="test">
          <ModalsProvider>
            <Notifications />
            {children}
          </ModalsProvider>
        </MantineProvider>
      </QueryClientProvider>
    </I18nextProvider>
  )
}

/** What a test holds of what it rendered; it looks at the page through `screen`. */
export interface Rendered {
  readonly user: UserEvent
  readonly container: HTMLElement
  readonly rerender: (ui: ReactNode) => void
  readonly unmount: () => void
}

/** Renders a component with texts, theme, queries and dialogs around it, and hands over a user to act on it. */
export function renderInApp(ui: ReactNode, surroundings: Surroundings = {}): Rendered {
  const { container, rerender, unmount } = render(ui, {
    wrapper: ({ children }) => <Around {...surroundings}>{children}</Around>,
  })
  return { user: userEvent.setup(), container, rerender, unmount }
}

/** Renders the whole app at an address. Stub `fetch` first: pages ask the server. */
export function renderAppAt(path: string, surroundings: Surroundings = {}): Rendered {
  const router = createAppRouter(createMemoryHistory({ initialEntries: [path] }))
  return renderInApp(<RouterProvider router={router} />, surroundings)
}
