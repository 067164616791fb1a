import { instantText } from '@couveuse/shared/api/instant'
import { Hono } from 'hono'
import { machineWatch } from '../public/machine.ts'
import type { Caller, HttpDeps, HttpOptions } from './deps.ts'
import { mountDocsPage } from './docs-page.ts'
import { flowShelf } from './flow-documents.ts'
import { guard } from './guard.ts'
import { importDesk } from './import-desk.ts'
import { liveHub } from './live-hub.ts'
import { mendDesk } from './mend-desk.ts'
import { errorAnswer } from './on-error.ts'
import { openApiDocument } from './openapi.ts'
import { refuse } from './refuse.ts'
import type { Route } from './route.ts'
import { contactRoutes } from './routes/contacts.ts'
import { enrollmentRoutes } from './routes/enrollments.ts'
import { eventRoutes } from './routes/events.ts'
import { failedRoutes } from './routes/failed.ts'
import { flowRunRoutes } from './routes/flow-runs.ts'
import { flowRoutes } from './routes/flows.ts'
import { handoffRoutes } from './routes/handoffs.ts'
import { healthRoutes } from './routes/health.ts'
import { importRoutes } from './routes/imports.ts'
import { libraryRoutes } from './routes/library.ts'
import { liveRoutes } from './routes/live.ts'
import { messageRoutes } from './routes/messages.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { operationRoutes } from './routes/operations.ts'
import { publicationRoutes } from './routes/publications.ts'
import { segmentRoutes } from './routes/segments.ts'
import { settingsRoutes } from './routes/settings.ts'
import { taskRoutes } from './routes/tasks.ts'
import { trackingRoutes } from './routes/tracking.ts'
import { securityHeaders } from './security-headers.ts'
import { webApp } from './web-app.ts'

export interface HttpApp {
  fetch(request: Request, from?: Caller): Response | Promise<Response>
  /** every operation, as the OpenAPI document lists them */
  readonly routes: readonly Route[]
  /** Ends the live streams; call before closing the server, which waits for open connections. */
  close(): void
}

const LIVE_EVERY_MS = 1000

/**
 * The HTTP side whole: API, live counts, tracking links, documentation and the web app. Owns how requests are read and
 * answered; must not own SQL, queues, clocks or decisions. Rings the doorbell after whatever becomes due by it.
 */
export function createApp(options: HttpOptions): HttpApp {
  const { report, newId, clock, store } = options
  const unexpected = (what: string) => (error: unknown) => report(error, { errorId: newId(), request: what })
  const live = liveHub({
    everyMs: options.liveEveryMs ?? LIVE_EVERY_MS,
    instantText: () => instantText(clock.now()),
    onError: unexpected('live counts'),
  })
  const deps: HttpDeps = {
    ...options,
    live,
    machines: machineWatch(),
    shelf: flowShelf(store),
    imports: importDesk({
      store,
      now: () => clock.now(),
      ring: options.ring,
      newId,
      onError: unexpected('CSV import'),
    }),
    mends: mendDesk({
      store,
      receive: options.receive,
      newId,
      onError: unexpected('repair of failed enrollments'),
    }),
  }
  const close = (): void => {
    live.close()
    deps.mends.close()
  }
  const routes = allRoutes(deps)
  const app = new Hono()
  app.use(securityHeaders)
  app.use(guard(options))
  mount(app, routes)
  const document = openApiDocument(routes, { version: options.version, serverUrl: options.publicUrl })
  app.get('/api/openapi.json', (c) => c.json(document, 200, { 'cache-control': 'no-cache' }))
  mountDocsPage(app)
  const serveWebApp = webApp(options.webFolder)
  app.notFound(async (c) => {
    const isForPages = !/^\/(api|t)(\/|$)/.test(c.req.path)
    const served = isForPages ? await serveWebApp(c) : undefined
    if (served) return served
    return errorAnswer(nothingThere(routes, c.req.method, c.req.path), c.req.path, newId, report)
  })
  app.onError((error, c) => errorAnswer(error, `${c.req.method} ${c.req.path}`, newId, report))
  return { fetch: (request, from) => app.fetch(request, from), routes, close }
}

function allRoutes(deps: HttpDeps): Route[] {
  return [
    ...flowRoutes(deps),
    ...flowRunRoutes(deps),
    ...publicationRoutes(deps),
    ...importRoutes(deps),
    ...contactRoutes(deps),
    ...eventRoutes(deps),
    ...enrollmentRoutes(deps),
    ...failedRoutes(deps),
    ...handoffRoutes(deps),
    ...taskRoutes(deps),
    ...messageRoutes(deps),
    ...libraryRoutes(deps),
    ...segmentRoutes(deps),
    ...settingsRoutes(deps),
    ...liveRoutes(deps),
    ...healthRoutes(deps),
    ...metricsRoutes(deps),
    ...operationRoutes(deps),
    ...trackingRoutes(deps),
  ]
}

/** `/api/flows/{key}` -> `/api/flows/:key` */
const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

function mount(app: Hono, routes: readonly Route[]): void {
  for (const route of routes) app.on(route.spec.method, honoPath(route.spec.path), (c) => route.run(c))
}

/** The address is right and the method wrong, or the address is wrong. */
function nothingThere(routes: readonly Route[], method: string, path: string) {
  const methods = routes
    .filter(({ spec }) => pattern(spec.path).test(path))
    .map(({ spec }) => spec.method.toUpperCase())
  return methods.length > 0
    ? refuse('method_not_allowed', `${path} does not answer ${method}; it answers ${[...new Set(methods)].join(', ')}.`)
    : refuse('route_not_found', `There is nothing at ${path}; /api/docs lists what there is.`)
}

const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
