import {
  type HealthBadge,
  healthBadgeSchema,
  healthSchema,
  type Readiness,
  readinessSchema,
  versionSchema,
} from '@couveuse/shared/api/health'
import { answers } from '../../operations/pulse.ts'
import { duplicatesOf, type Report } from '../../operations/watch.ts'
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
        summary: 'Store, queue and turns are there, and nobody has told it to stop: traffic may come',
        tag,
        answers: { 200: readinessSchema, 503: readinessSchema },
      },
      async () => {
        const body = await readiness(deps)
        return { status: body.status === 'ready' ? 200 : 503, body }
      },
    ),
    route(
      {
        id: 'getHealthBadge',
        method: 'get',
        path: '/api/health',
        summary: 'What the badge shows: stuck enrollments, lateness, depths, violations',
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

async function readiness({ store, queue, operations }: HttpDeps): Promise<Readiness> {
  const [isStoreWell, report, isQueueWell] = await Promise.all([
    answers(store.operations.ping()),
    operations.watch.report().catch(() => undefined),
    answers(queue.ping()),
  ])
  const say = (isWell: boolean): 'ok' | 'failing' => (isWell ? 'ok' : 'failing')
  const checks = { store: say(isStoreWell), queue: say(isQueueWell), worker: say(report?.pulse.isLoopWell === true) }
  if (operations.isDraining()) return { status: 'draining', checks }
  return { status: Object.values(checks).every((check) => check === 'ok') ? 'ready' : 'not_ready', checks }
}

export async function healthBadge({ operations }: HttpDeps): Promise<HealthBadge> {
  const report = await operations.watch.report()
  const { pulse, violations } = report
  const countOf = (...states: readonly string[]): number =>
    pulse.outbox.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  return {
    status: statusOf(report),
    stuck: pulse.stuck,
    duplicate: duplicatesOf(report),
    oldestDueSeconds: oldestDueSeconds(report),
    outboxDepth: countOf('queued', 'sending'),
    inboxDepth: pulse.inboxDepth,
    undecided: countOf('held', 'unknown'),
    violations: violations.length,
    queue: pulse.isQueueWell ? 'ok' : 'failing',
  }
}

/** An alert where an invariant does not hold; attention where people have something to decide. */
export function statusOf({ pulse, violations }: Report): HealthBadge['status'] {
  if (violations.length > 0) return 'alert'
  const isAsked = pulse.stuck > 0 || pulse.outbox.some(({ state }) => state === 'held' || state === 'unknown')
  return isAsked ? 'attention' : 'ok'
}

export function oldestDueSeconds({ pulse: { at, due } }: Report): number {
  return due.oldestAt === null ? 0 : Math.max(0, Math.round((at - due.oldestAt) / 100) / 10)
}
