import {
  type HealthBadge,
  healthBadgeSchema,
  healthSchema,
  type Readiness,
  readinessSchema,
  versionSchema,
} from '@couveuse/shared/api/health'
import type { HttpDeps } from '../deps.ts'
import { type Route, route } from '../route.ts'

const tag = 'Operation'

export function healthRoutes(deps: HttpDeps): Route[] {
  return [
    route(
      {
        id: 'getHealth',
        method: 'get',
        path: '/health',
        summary: 'The process answers',
        tag,
        answers: { 200: healthSchema },
      },
      async () => ({ status: 200, body: { status: 'ok' as const } }),
    ),
    route(
      {
        id: 'getReadiness',
        method: 'get',
        path: '/ready',
        summary: 'Store and queue are there: traffic may come',
        tag,
        answers: { 200: readinessSchema, 503: readinessSchema },
      },
      async () => {
        const [store, queue] = await Promise.all([
          stateOf(() => deps.store.operations.ping()),
          stateOf(() => deps.queue.ping()),
        ])
        const isReady = store === 'ok' && queue === 'ok'
        const body: Readiness = { status: isReady ? 'ready' : 'not_ready', checks: { store, queue } }
        return { status: isReady ? 200 : 503, body }
      },
    ),
    route(
      {
        id: 'getHealthBadge',
        method: 'get',
        path: '/api/health',
        summary: 'What the badge shows: stuck enrollments, lateness, depths',
        tag,
        answers: { 200: healthBadgeSchema },
      },
      async () => ({ status: 200, body: await healthBadge(deps) }),
    ),
    route(
      {
        id: 'getVersion',
        method: 'get',
        path: '/api/version',
        summary: 'Which version of the product answers',
        tag,
        answers: { 200: versionSchema },
      },
      async () => ({
        status: 200,
        body: { name: 'couveuse', version: deps.version, dsl: 1 as const, node: process.versions.node },
      }),
    ),
  ]
}

/** Later than this and the badge asks for attention. */
const LATE_SECONDS = 60

export async function healthBadge({ store, queue, clock }: HttpDeps): Promise<HealthBadge> {
  const now = clock.now()
  const [stuck, overdue, outbox, inboxDepth, queueState] = await Promise.all([
    store.operations.failedCount(),
    store.turns.overdue(now),
    store.outbox.depth(),
    store.inbox.depth(),
    stateOf(() => queue.ping()),
  ])
  const oldestDueSeconds =
    overdue.oldestDueAt === null ? 0 : Math.max(0, Math.floor((now - overdue.oldestDueAt) / 1000))
  const outboxDepth = outbox
    .filter(({ state }) => state === 'queued' || state === 'sending')
    .reduce((sum, { count }) => sum + count, 0)
  const isFine = stuck === 0 && oldestDueSeconds < LATE_SECONDS && queueState === 'ok'
  return { status: isFine ? 'ok' : 'attention', stuck, oldestDueSeconds, outboxDepth, inboxDepth, queue: queueState }
}

async function stateOf(ping: () => Promise<void>): Promise<'ok' | 'failing'> {
  return ping().then(
    () => 'ok' as const,
    () => 'failing' as const,
  )
}
