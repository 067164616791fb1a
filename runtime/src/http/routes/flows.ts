import {
  checkFlowSchema,
  checkResultSchema,
  createFlowSchema,
  draftSavedSchema,
  flowDetailSchema,
  flowKeySchema,
  flowListQuerySchema,
  flowListSchema,
  saveDraftSchema,
} from '@couveuse/shared/api/flows'
import { instantText } from '@couveuse/shared/api/instant'
import { flowJsonSchema } from '@couveuse/shared/api/json'
import { z } from 'zod'
import { createFlow } from '../create-flow.ts'
import type { HttpDeps } from '../deps.ts'
import { flowJson, readFlowBody } from '../flow-documents.ts'
import { flowDetail, flowSummary } from '../present/flow.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'

const tag = 'Flows'
const params = z.object({ key: flowKeySchema })
const noFlow = (key: string) => refuse('flow_not_found', `There is no flow "${key}".`)

/** Drawing: list, open, save, check, create, delete, export. Running: `flow-runs.ts`. */
export function flowRoutes(deps: HttpDeps): Route[] {
  const { store, clock, shelf } = deps
  return [
    route(
      {
        id: 'listFlows',
        method: 'get',
        path: '/api/flows',
        summary: 'All flows with status, counts and what is wrong with their drafts',
        tag,
        query: flowListQuerySchema,
        answers: { 200: flowListSchema },
      },
      async ({ query }) => {
        const drafts = await shelf.drafts()
        const all = (await store.flows.list()).map((record) => flowSummary(record, drafts.get(record.key)))
        const wanted = (query.search ?? '').trim().toLowerCase()
        const found = all.filter(
          (flow) =>
            (query.status === undefined || flow.status === query.status) &&
            (flow.name.toLowerCase().includes(wanted) || flow.key.includes(wanted)),
        )
        return { status: 200, body: pageByKey(found, query.cursor, query.limit) }
      },
    ),
    route(
      {
        id: 'createFlow',
        method: 'post',
        path: '/api/flows',
        summary: 'Make a flow: empty, from DSL JSON, or as a copy of another',
        tag,
        body: createFlowSchema,
        answers: { 201: flowDetailSchema },
        errors: ['flow_key_taken', 'flow_not_found', 'wrong_shape'],
      },
      async ({ body }) => {
        const key = await createFlow(store, body, clock.now())
        return {
          status: 201,
          body: await flowDetail(deps, key),
          headers: { location: `/api/flows/${key}` },
        }
      },
    ),
    route(
      {
        id: 'checkFlow',
        method: 'post',
        path: '/api/flows/check',
        summary: 'What is wrong with a flow, in this workspace; nothing is stored',
        tag,
        body: checkFlowSchema,
        answers: { 200: checkResultSchema },
        errors: ['wrong_shape'],
      },
      async ({ body }) => ({ status: 200, body: { problems: [...(await shelf.check(readFlowBody(body.flow)))] } }),
    ),
    route(
      {
        id: 'getFlow',
        method: 'get',
        path: '/api/flows/{key}',
        summary: 'The draft of a flow, its revision and problems',
        tag,
        params,
        answers: { 200: flowDetailSchema },
        errors: ['flow_not_found'],
      },
      async (call) => ({ status: 200, body: await flowDetail(deps, call.params.key) }),
    ),
    route(
      {
        id: 'saveDraft',
        method: 'put',
        path: '/api/flows/{key}/draft',
        summary: 'Save the draft',
        description:
          'Optimistic: `revision` is the one you opened. A draft may have check errors; JSON that is no flow is refused and nothing is written.',
        tag,
        params,
        body: saveDraftSchema,
        answers: { 200: draftSavedSchema },
        errors: ['flow_not_found', 'draft_conflict', 'flow_key_fixed', 'wrong_shape'],
      },
      async ({ params: { key }, body }) => {
        const flow = readFlowBody(body.flow)
        if (flow.key !== key) {
          throw refuse(
            'flow_key_fixed',
            `This is flow "${key}", the JSON says "${flow.key}": duplicate the flow to give it another key.`,
            'flow.key',
          )
        }
        const now = clock.now()
        const saved = await store.flows.saveDraft(
          { key, name: flow.name, draft: flowJson(flow), revision: body.revision },
          now,
        )
        if (saved.type === 'unknown_flow') throw noFlow(key)
        if (saved.type === 'conflict') throw draftConflict(key, saved.revision)
        const record = await store.flows.get(key)
        return {
          status: 200,
          body: {
            draftRevision: saved.revision,
            hasUnpublishedChanges: record?.publishedRevision !== saved.revision,
            problems: [...(await shelf.draftOf(key)).problems],
            updatedAt: instantText(now),
          },
        }
      },
    ),
    route(
      {
        id: 'deleteFlow',
        method: 'delete',
        path: '/api/flows/{key}',
        summary: 'Delete a flow nobody is in; past enrollments stay readable',
        tag,
        params,
        answers: { 204: null },
        errors: ['flow_not_found', 'flow_has_open_enrollments'],
      },
      async ({ params: { key } }) => {
        const outcome = await store.flows.delete(key, clock.now())
        if (outcome === 'unknown_flow') throw noFlow(key)
        if (outcome === 'has_open_enrollments') {
          throw refuse(
            'flow_has_open_enrollments',
            `Contacts are still in flow "${key}": pause it, and remove them or let them end first.`,
          )
        }
        return { status: 204, body: null }
      },
    ),
    route(
      {
        id: 'exportFlow',
        method: 'get',
        path: '/api/flows/{key}/export',
        summary: 'The draft as a DSL file',
        tag,
        params,
        answers: { 200: flowJsonSchema },
        errors: ['flow_not_found'],
      },
      async ({ params: { key } }) => {
        const record = await store.flows.get(key)
        if (!record) throw noFlow(key)
        return new Response(`${JSON.stringify(record.draft, null, 2)}\n`, {
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-disposition': `attachment; filename="${key}.json"`,
            'cache-control': 'no-store',
          },
        })
      },
    ),
  ]
}

export function draftConflict(key: string, revision: number) {
  return refuse(
    'draft_conflict',
    `The draft of "${key}" is at revision ${revision} now: load it again and repeat your change.`,
    'revision',
  )
}

/** There are few flows: the page is cut here, after the key of the last one. */
function pageByKey<Item extends { readonly key: string }>(
  items: readonly Item[],
  cursor: string | undefined,
  limit: number,
) {
  const from = cursor === undefined ? 0 : items.findIndex((item) => item.key === cursor) + 1
  if (cursor !== undefined && from === 0)
    throw refuse('invalid_cursor', 'This cursor does not belong to the list.', 'cursor')
  const page = items.slice(from, from + limit)
  return { items: page, nextCursor: from + limit < items.length ? (page.at(-1)?.key ?? null) : null }
}
