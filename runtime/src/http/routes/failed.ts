import { instantText } from '@couveuse/shared/api/instant'
import {
  type FailedGroup,
  failedListQuerySchema,
  failedListSchema,
  mendFailedSchema,
  mendProgressSchema,
} from '@couveuse/shared/api/mends'
import type { Flow } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import { z } from 'zod'
import type { FailedGroup as StoredGroup } from '../../store/enrollments.ts'
import type { HttpDeps } from '../deps.ts'
import { labelOf, plannedVersion } from '../migration-offer.ts'
import { contactRef } from '../present/contact.ts'
import { type FlowWords, loadFlowWords } from '../present/flow-words.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'

const tag = 'Enrollments'

/** Failed enrollments, all together: where they stand and why, and the ways out for many at once. One at a time: `enrollments.ts`. */
export function failedRoutes(deps: HttpDeps): Route[] {
  const { store, mends } = deps
  return [
    route(
      {
        id: 'listFailed',
        method: 'get',
        path: '/api/failed-enrollments',
        summary: 'Failed enrollments by flow, version, step and code, with the last problem in words',
        description: 'One by one: `GET /api/enrollments?status=failed`.',
        tag,
        query: failedListQuerySchema,
        answers: { 200: failedListSchema },
      },
      async ({ query }) => {
        const stored = await store.enrollments.failedGroups(query.flow)
        const words = await loadFlowWords(store, stored)
        const groups = await Promise.all(stored.map((group) => presentGroup(deps, group, words)))
        return {
          status: 200,
          body: {
            total: stored.reduce((sum, { count }) => sum + count, 0),
            groups: groups.flatMap((one) => one ?? []),
          },
        }
      },
    ),
    route(
      {
        id: 'mendFailed',
        method: 'post',
        path: '/api/failed-enrollments/mends',
        summary: 'Retry, skip the step of, or end failed enrollments: some by id, or all that fit a filter',
        description:
          'Goes on in the background, a few hundred at a time; 200 = done already, 202 = ask again under `/api/failed-enrollments/mends/{id}`. The same wish while it is being carried out is the same work. Nobody is mended twice.',
        tag,
        body: mendFailedSchema,
        answers: { 200: mendProgressSchema, 202: mendProgressSchema },
        errors: ['wrong_shape'],
      },
      async ({ body }) => {
        const progress = await mends.begin(body, deps.settleWithinMs)
        return { status: progress.state === 'running' ? 202 : 200, body: progress }
      },
    ),
    route(
      {
        id: 'getMend',
        method: 'get',
        path: '/api/failed-enrollments/mends/{id}',
        summary: 'How far a repair has come, and what came of it',
        tag,
        params: z.object({ id: z.string().min(1).max(200) }),
        answers: { 200: mendProgressSchema },
        errors: ['mend_not_found'],
      },
      async ({ params: { id } }) => {
        const progress = mends.find(id)
        if (!progress) {
          throw refuse(
            'mend_not_found',
            `There is no repair "${id}": it is long done, or the product was started again since. What is still failed is in the list.`,
          )
        }
        return { status: 200, body: progress }
      },
    ),
  ]
}

/** Undefined where the newest one was mended while we looked. */
async function presentGroup(
  { store }: HttpDeps,
  { flow, version, step, reason, count, newest }: StoredGroup,
  words: FlowWords,
): Promise<FailedGroup | undefined> {
  const [row, drawn] = await Promise.all([store.enrollments.get(newest), plannedVersion(store, flow, version)])
  if (!row) return undefined
  const { label, kind } = words.step(flow, version, step)
  return {
    ...{ flow, flowName: words.flowName(flow), version, step, stepLabel: label, stepKind: kind, code: reason, count },
    newest: {
      enrollmentId: newest,
      contact: contactRef(row.contact),
      message: row.enrollment.failure ?? '',
      enteredAt: instantText(row.enrollment.enteredAt),
    },
    outlets: drawn ? outletsOf(drawn.flow, step) : [],
  }
}

/** The one that a skip takes where nobody says otherwise comes first, as in the engine. */
function outletsOf(flow: Flow, id: string): FailedGroup['outlets'] {
  const step = Object.hasOwn(flow.steps, id) ? flow.steps[id] : undefined
  if (!step) return []
  const outlets: readonly string[] = kindOf(step).outlets(step)
  const usual = outlets.includes('else') ? 'else' : outlets[0]
  const ordered = usual === undefined ? [] : [usual, ...outlets.filter((outlet) => outlet !== usual)]
  return ordered.map((outlet) => {
    const to = step.next?.[outlet] ?? null
    return { outlet, to, toLabel: to === null ? null : labelOf(flow, to) }
  })
}
