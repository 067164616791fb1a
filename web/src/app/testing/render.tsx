import type { Language } from '@couveuse/shared/contract/words'
import { QueryClient } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { type ReactNode, useState } from 'react'
import { createI18n } from '../i18n/i18n.ts'
import { roomTexts } from '../i18n/resources.ts'
import { Providers } from '../Providers.tsx'
import { createAppRouter } from '../router.tsx'

/** Texts of all rooms, there before the first test: nothing has to be waited for. */
const rooms = Object.fromEntries(
  await Promise.all(Object.entries(roomTexts).map(async ([room, load]) => [room, await load()] as const)),
)

interface Surroundings {
  readonly language?: Language
}

function Around({ language = 'en', children }: Surroundings & { children: ReactNode }) {
  const [i18n] = useState(() => createI18n(language, rooms))
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } }),
  )
  return (
    <Providers i18n={i18n} queries={queries} isTest>
      {children}
    </Providers>
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
