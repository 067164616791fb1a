import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import { type Operations, operationsSchema, retriedSchema, retrySetAsideSchema } from '@couveuse/shared/api/operations'
import { invariantStates } from '../../operations/watch.ts'
import type { HttpDeps } from '../deps.ts'
import { contactRef } from '../present/contact.ts'
import { type Route, route } from '../route.ts'
import { oldestDueSeconds, statusOf } from './health.ts'

const tag = 'Operation'
const SET_ASIDE_SHOWN = 20
const SET_ASIDE_MOST = 1000

export function operationRoutes(deps: HttpDeps): Route[] {
  const { store, operations, clock } = deps
  return [
    route(
      {
        id: 'getOperations',
        method: 'get',
        path: '/api/operations',
        summary: 'How the runtime is doing: invariants, queues, contacts that were set aside',
        tag,
        answers: { 200: operationsSchema },
      },
      async () => ({ status: 200, body: await present(deps) }),
    ),
    route(
      {
        id: 'auditOperations',
        method: 'post',
        path: '/api/operations/audit',
        summary: 'Compare every row with every counter, now',
        description:
          'Begins an audit over a snapshot of the database, or joins the one that runs; it takes seconds per million rows and holds nobody up. `audit.isRunning` of GET /api/operations tells when it is done.',
        tag,
        answers: { 202: operationsSchema },
      },
      async () => {
        operations.watch
          .audit()
          .catch((error: unknown) => deps.report(error, { errorId: deps.newId(), request: 'audit' }))
        return { status: 202, body: await present(deps) }
      },
    ),
    route(
      {
        id: 'retrySetAside',
        method: 'post',
        path: '/api/operations/set-aside/retry',
        summary: 'Let contacts whose turn failed take it again, now',
        description: 'Without `contacts`, all of them (a thousand at a time).',
        tag,
        body: retrySetAsideSchema,
        isBodyOptional: true,
        answers: { 200: retriedSchema },
      },
      async ({ body: { contacts } }) => {
        const asked = contacts ?? (await store.operations.setAside(SET_ASIDE_MOST)).map(({ contactId }) => contactId)
        const handles = [...(await store.turns.handlesOf(asked)).values()]
        await store.turns.wake(handles, clock.now())
        deps.ring()
        return { status: 200, body: { retried: handles.length } }
      },
    ),
  ]
}

async function present({ store, operations }: HttpDeps): Promise<Operations> {
  const [report, setAside] = await Promise.all([operations.watch.report(), store.operations.setAside(SET_ASIDE_SHOWN)])
  const contacts = await store.contacts.getMany(setAside.map(({ contactId }) => contactId))
  const { pulse, violations, audit, isAuditing } = report
  return {
    at: instantText(pulse.at),
    status: statusOf(report),
    violations: [...violations],
    invariants: invariantStates(report).map(({ checkedAt, ...state }) => ({
      ...state,
      checkedAt: instantTextOrNull(checkedAt),
    })),
    stuck: pulse.stuck,
    due: { count: pulse.due.count, oldestSeconds: oldestDueSeconds(report) },
    inboxDepth: pulse.inboxDepth,
    setAside: {
      retrying: pulse.setAside.retrying,
      abandoned: pulse.setAside.abandoned,
      contacts: setAside.flatMap(({ contactId, code, message, since, faults, retryAt }) => {
        const row = contacts.get(contactId)
        if (!row) return []
        return [
          {
            contact: contactRef(row.contact),
            ...{ code, message, faults },
            since: instantText(since),
            retryAt: instantTextOrNull(retryAt),
          },
        ]
      }),
    },
    outbox: pulse.outbox.map(({ oldestAt, ...depth }) => ({ ...depth, oldestAt: instantText(oldestAt) })),
    queue: pulse.isQueueWell ? 'ok' : 'failing',
    audit: {
      isRunning: isAuditing,
      at: instantTextOrNull(audit?.at ?? null),
      tookSeconds: audit === undefined ? null : audit.tookMs / 1000,
      violations: audit?.violations.length ?? null,
    },
  }
}
