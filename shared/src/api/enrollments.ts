import { z } from 'zod'
import { ENROLLMENT_STATUSES } from '../contract/words.ts'
import { contactRefSchema } from './contacts.ts'
import { instantSchema } from './instant.ts'
import { becauseSchema, jsonObjectSchema } from './json.ts'
import { pageOf, pageQuerySchema } from './page.ts'

/** A visit of a step: one line of the journal. The last one of an open enrollment may not have been left yet. */
export const visitSchema = z
  .object({
    seq: z.int(),
    step: z.string(),
    kind: z.string(),
    /** label of the step in that version, else its id */
    label: z.string(),
    enteredAt: instantSchema,
    /** null while it rests there */
    leftAt: instantSchema.nullable(),
    outlet: z.string().nullable(),
    due: instantSchema.nullable(),
    /** one tree per path tried (fine print 47) */
    because: z.array(becauseSchema),
    detail: jsonObjectSchema.nullable(),
    /** the version it was made in, where the enrollment has moved to another one since */
    version: z.int().exactOptional(),
  })
  .meta({ id: 'Visit' })
export type Visit = z.infer<typeof visitSchema>

export const enrollmentSummarySchema = z
  .object({
    id: z.string(),
    flow: z.string(),
    flowName: z.string(),
    version: z.int(),
    contact: contactRefSchema,
    status: z.enum(ENROLLMENT_STATUSES),
    reason: z.string().nullable(),
    /** for people, where `reason` is the code of a failure */
    failure: z.string().nullable(),
    step: z.string().nullable(),
    stepLabel: z.string().nullable(),
    stepKind: z.string().nullable(),
    wakeAt: instantSchema.nullable(),
    enteredAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'EnrollmentSummary' })
export type EnrollmentSummary = z.infer<typeof enrollmentSummarySchema>

export const enrollmentListQuerySchema = pageQuerySchema.extend({
  flow: z.string().optional(),
  version: z.coerce.number().int().optional(),
  step: z.string().optional(),
  contact: z.string().optional(),
  status: z.enum([...ENROLLMENT_STATUSES, 'open']).optional(),
  /** why it ended, or the code of its failure */
  reason: z.string().optional(),
})
export const enrollmentListSchema = pageOf(enrollmentSummarySchema).meta({ id: 'EnrollmentList' })

export const enrollmentDetailSchema = enrollmentSummarySchema
  .extend({
    entry: z.object({ trigger: z.string(), event: z.string().nullable(), properties: jsonObjectSchema }),
    vars: jsonObjectSchema,
    /** visits in order of entering */
    journal: z.array(visitSchema),
    /** why a goal or leave rule ended it */
    because: becauseSchema.nullable(),
  })
  .meta({ id: 'EnrollmentDetail' })
export type EnrollmentDetail = z.infer<typeof enrollmentDetailSchema>

/** `POST /api/enrollments/{id}/{action}`: `remove` any open one; `retry`, `skip`, `end` a failed one. */
const ENROLLMENT_ACTIONS = ['remove', 'retry', 'skip', 'end'] as const
export const enrollmentActionSchema = z.enum(ENROLLMENT_ACTIONS)
export type EnrollmentAction = z.infer<typeof enrollmentActionSchema>
