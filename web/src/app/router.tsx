import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router'
import { contactsSearch } from '../contacts/search.ts'
import { designerSearch } from '../designer/search.ts'
import { failedSearch } from '../flows/failed/search.ts'
import { flowsSearch } from '../flows/search.ts'
import { outboxSearch } from '../outbox/search.ts'
import { salesSearch } from '../sales/search.ts'
import { settingsSearch } from '../settings/search.ts'
import { loadTexts } from './i18n/resources.ts'
import { NotFoundPage } from './shell/NotFoundPage.tsx'
import { RouteError } from './shell/RouteError.tsx'
import { RoutePending } from './shell/RoutePending.tsx'
import { Shell } from './shell/Shell.tsx'

/*
 * Every address of the product. A page is a lazy chunk `<room>/<Name>Page.tsx`; what may stand after its `?` is in `<room>/search.ts`,
 * where wrong values fall back instead of failing.
 */
const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/flows', replace: true })
  },
})

const flows = createRoute({
  getParentRoute: () => root,
  path: '/flows',
  validateSearch: flowsSearch,
  loader: () => loadTexts('flows'),
  component: lazyRouteComponent(() => import('../flows/FlowsPage.tsx'), 'FlowsPage'),
})

const designer = createRoute({
  getParentRoute: () => root,
  path: '/flows/$flowKey',
  validateSearch: designerSearch,
  loader: () => loadTexts('designer', 'steps', 'simulator'),
  component: lazyRouteComponent(() => import('../designer/DesignerPage.tsx'), 'DesignerPage'),
})

const failed = createRoute({
  getParentRoute: () => root,
  path: '/failed',
  validateSearch: failedSearch,
  loader: () => loadTexts('flows'),
  component: lazyRouteComponent(() => import('../flows/failed/FailedPage.tsx'), 'FailedPage'),
})

const contacts = createRoute({
  getParentRoute: () => root,
  path: '/contacts',
  validateSearch: contactsSearch,
  loader: () => loadTexts('contacts'),
  component: lazyRouteComponent(() => import('../contacts/ContactsPage.tsx'), 'ContactsPage'),
})

const contact = createRoute({
  getParentRoute: () => root,
  path: '/contacts/$contactId',
  loader: () => loadTexts('contacts', 'steps'),
  component: lazyRouteComponent(() => import('../contacts/ContactPage.tsx'), 'ContactPage'),
})

const sales = createRoute({
  getParentRoute: () => root,
  path: '/sales',
  validateSearch: salesSearch,
  loader: () => loadTexts('sales'),
  component: lazyRouteComponent(() => import('../sales/SalesPage.tsx'), 'SalesPage'),
})

const outbox = createRoute({
  getParentRoute: () => root,
  path: '/outbox',
  validateSearch: outboxSearch,
  loader: () => loadTexts('outbox'),
  component: lazyRouteComponent(() => import('../outbox/OutboxPage.tsx'), 'OutboxPage'),
})

const operations = createRoute({
  getParentRoute: () => root,
  path: '/operations',
  loader: () => loadTexts('operations'),
  component: lazyRouteComponent(() => import('../operations/OperationsPage.tsx'), 'OperationsPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: settingsSearch,
  loader: () => loadTexts('settings', 'steps'),
  component: lazyRouteComponent(() => import('../settings/SettingsPage.tsx'), 'SettingsPage'),
})

const routeTree = root.addChildren([
  home,
  flows,
  designer,
  failed,
  contacts,
  contact,
  sales,
  outbox,
  operations,
  settings,
])

/** A router over the whole product; tests give it a history of their own. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    ...(history ? { history } : {}),
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: RouteError,
    defaultPendingComponent: RoutePending,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingMs: 150,
    defaultPendingMinMs: 250,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
