import {
  type EnrollmentAction,
  type EnrollmentDetail,
  enrollmentActionSchema,
  enrollmentDetailSchema,
  enrollmentListQuerySchema,
  enrollmentListSchema,
} from '@couveuse/shared/api/enrollments'
import { OPEN_STATUSES } from '@couveuse/shared/contract/words'
import type { Cause } from '@couveuse/shared/engine/cause'
import type { Enrollment } from '@couveuse/shared/engine/state'
import { z } from 'zod'
import type { EnrollmentRow } from '../../store/enrollments.ts'
import type { HttpDeps } from '../deps.ts'
import { given } from '../given.ts'
import { enrollmentSummary, visits } from '../present/enrollment.ts'
import { loadFlowWords } from '../present/flow-words.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { receiveAndSettle } from '../settled.ts'

const id = z.string().min(1).max(200)
const tag = 'Enrollments'

export function enrollmentRoutes(deps: HttpDeps): Route[] {
  const { store } = deps
  return [
    route(
      {
        id: 'listEnrollments',
        method: 'get',
        path: '/api/enrollments',
        summary: 'Enrollments by flow, version, step, contact and status; open ones first',
        tag,
        query: enrollmentListQuerySchema,
        answers: { 200: enrollmentListSchema },
      },
      async ({ query }) => {
        const { contact, ...rest } = given(query)
        const page = await store.enrollments.list({ ...rest, ...(contact === undefined ? {} : { contactId: contact }) })
        const words = await loadFlowWords(
          store,
          page.items.map((row) => row.enrollment),
        )
        return {
          status: 200,
          body: { items: page.items.map((row) => enrollmentSummary(row, words)), nextCursor: page.nextCursor },
        }
      },
    ),
    route(
      {
        id: 'getEnrollment',
        method: 'get',
        path: '/api/enrollments/{id}',
        summary: 'An enrollment with its journal: every visit, and why it left as it did',
        tag,
        params: z.object({ id }),
        answers: { 200: enrollmentDetailSchema },
        errors: ['enrollment_not_found'],
      },
      async ({ params }) => ({ status: 200, body: await detail(deps, await find(deps, params.id)) }),
    ),
    route(
      {
        id: 'actOnEnrollment',
        method: 'post',
        path: '/api/enrollments/{id}/{action}',
        summary: 'Remove an open enrollment; retry, skip past or end a failed one',
        description:
          '`remove` takes the contact out by hand, whatever it waits for. The others are the ways out of `failed`.',
        tag,
        params: z.object({ id, action: enrollmentActionSchema }),
        answers: { 200: enrollmentDetailSchema, 202: enrollmentDetailSchema },
        errors: ['enrollment_not_found', 'enrollment_not_open', 'enrollment_not_failed'],
      },
      async ({ params }) => {
        const { enrollment, contact } = await find(deps, params.id)
        const isSettled = await receiveAndSettle(deps, contact.id, causeOf(enrollment, params.action))
        return { status: isSettled ? 200 : 202, body: await detail(deps, await find(deps, params.id)) }
      },
    ),
  ]
}

async function find({ store }: HttpDeps, enrollmentId: string): Promise<EnrollmentRow> {
  const row = await store.enrollments.get(enrollmentId)
  if (!row) throw refuse('enrollment_not_found', `There is no enrollment "${enrollmentId}".`)
  return row
}

async function detail({ store }: HttpDeps, row: EnrollmentRow): Promise<EnrollmentDetail> {
  const { enrollment } = row
  const { flow, moves = [] } = enrollment
  const words = await loadFlowWords(store, [enrollment, ...moves.map(({ version }) => ({ flow, version }))])
  const journal = await store.enrollments.journal(enrollment.id)
  return {
    ...enrollmentSummary(row, words),
    entry: {
      trigger: enrollment.entry.trigger,
      event: enrollment.entry.event ?? null,
      properties: enrollment.entry.properties,
    },
    vars: enrollment.vars,
    journal: visits(enrollment, journal, words),
    because: enrollment.because ?? null,
  }
}

function causeOf(enrollment: Enrollment, action: EnrollmentAction): Cause {
  const isOpen = OPEN_STATUSES.some((status) => status === enrollment.status)
  if (!isOpen) {
    throw refuse('enrollment_not_open', `Enrollment "${enrollment.id}" has already ended (${enrollment.status}).`)
  }
  if (action === 'remove') return { type: 'remove', flow: enrollment.flow }
  if (enrollment.status !== 'failed') {
    throw refuse(
      'enrollment_not_failed',
      `Enrollment "${enrollment.id}" is ${enrollment.status}: only a failed one can be ${PARTICIPLE[action]}.`,
    )
  }
  return { type: CAUSE[action], enrollmentId: enrollment.id }
}

const CAUSE = { retry: 'retry', skip: 'skip_step', end: 'end' } as const
const PARTICIPLE = { retry: 'retried', skip: 'made to skip its step', end: 'ended' } as const
