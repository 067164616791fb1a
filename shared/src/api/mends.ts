import { z } from 'zod'
import { contactRefSchema } from './contacts.ts'
import { instantSchema } from './instant.ts'

/** Failed enrollments that failed alike: one step of one version, one code. */
export const failedGroupSchema = z
  .object({
    flow: z.string(),
    flowName: z.string(),
    version: z.int(),
    step: z.string(),
    stepLabel: z.string(),
    stepKind: z.string(),
    /** code of the failure */
    code: z.string(),
    count: z.int(),
    /** the one that came into the flow last, and its problem in words */
    newest: z.object({
      enrollmentId: z.string(),
      contact: contactRefSchema,
      message: z.string(),
      enteredAt: instantSchema,
    }),
    /** outlets a skip can take, the usual one first, and the step each leads to */
    outlets: z.array(z.object({ outlet: z.string(), to: z.string().nullable(), toLabel: z.string().nullable() })),
  })
  .meta({ id: 'FailedGroup' })
export type FailedGroup = z.infer<typeof failedGroupSchema>

export const failedListQuerySchema = z.object({ flow: z.string().optional() })
/** Most of them first. */
export const failedListSchema = z
  .object({ total: z.int(), groups: z.array(failedGroupSchema) })
  .meta({ id: 'FailedList' })

const mendActionSchema = z.enum(['retry', 'skip', 'end'])

/** All failed ones that fit; an empty filter is all there are. */
export const failedFilterSchema = z
  .strictObject({
    flow: z.string().optional(),
    version: z.int().optional(),
    step: z.string().optional(),
    code: z.string().optional(),
  })
  .meta({ id: 'FailedFilter' })
export type FailedFilter = z.infer<typeof failedFilterSchema>

const MOST_IDS = 1000
/** Some by id, or all that fit a filter. `outlet` goes with `skip`; a step without that outlet takes its usual one. */
export const mendFailedSchema = z
  .strictObject({
    action: mendActionSchema,
    outlet: z.string().optional(),
    ids: z.array(z.string().min(1).max(200)).min(1).max(MOST_IDS).optional(),
    filter: failedFilterSchema.optional(),
  })
  .refine((body) => (body.ids === undefined) !== (body.filter === undefined), {
    error: 'give either `ids` or `filter`',
  })
  .refine((body) => body.outlet === undefined || body.action === 'skip', {
    error: '`outlet` goes with `action: "skip"`',
    path: ['outlet'],
  })
  .meta({ id: 'MendFailed' })
export type MendFailed = z.infer<typeof mendFailedSchema>

/** How far it has come. `done` = each of them has had its turn, or had no need of one any more. */
export const mendProgressSchema = z
  .object({
    id: z.string(),
    action: mendActionSchema,
    state: z.enum(['running', 'done', 'stopped']),
    /** how many there were when it began */
    total: z.int(),
    /** told so far, and what came of it */
    told: z.int(),
    mended: z.int(),
    failedAgain: z.int(),
    /** not failed any more when their turn came: somebody was faster, or it was clicked twice */
    unneeded: z.int(),
    /** told, and their turn is still to come */
    pending: z.int(),
  })
  .meta({ id: 'MendProgress' })
export type MendProgress = z.infer<typeof mendProgressSchema>
