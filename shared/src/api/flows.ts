import { z } from 'zod'
import { migrationPlanSchema } from '../flow/publish.ts'
import { messageTemplateSchema } from '../message/schema.ts'
import { problemSchema } from './errors.ts'
import { instantSchema } from './instant.ts'
import { flowJsonSchema } from './json.ts'
import { pageQuerySchema } from './page.ts'

export const FLOW_STATUSES = ['draft', 'published', 'paused'] as const
export const flowStatusSchema = z.enum(FLOW_STATUSES)
export type FlowStatus = z.infer<typeof flowStatusSchema>

export const flowKeySchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'a key starts with a letter and has only a-z, 0-9 and -, at most 64 characters')

/** How many enrollments of a flow there are, over all versions. `open` = active + waiting + failed. */
export const flowCountsSchema = z
  .object({
    open: z.int(),
    waiting: z.int(),
    failed: z.int(),
    converted: z.int(),
    ended: z.int(),
    left: z.int(),
    /** all that ever entered */
    entered: z.int(),
  })
  .meta({ id: 'FlowCounts' })
export type FlowCounts = z.infer<typeof flowCountsSchema>

export const flowSummarySchema = z
  .object({
    key: flowKeySchema,
    name: z.string(),
    description: z.string().nullable(),
    status: flowStatusSchema,
    /** published version, null while it was never published */
    version: z.int().nullable(),
    hasUnpublishedChanges: z.boolean(),
    counts: flowCountsSchema,
    /** what `check` says about the draft */
    problems: z.object({ errors: z.int(), warnings: z.int() }),
    updatedAt: instantSchema,
    publishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'FlowSummary' })
export type FlowSummary = z.infer<typeof flowSummarySchema>

export const flowListQuerySchema = pageQuerySchema.extend({
  search: z.string().max(200).optional(),
  status: flowStatusSchema.optional(),
})
export const flowListSchema = z.object({ items: z.array(flowSummarySchema), nextCursor: z.string().nullable() })
export type FlowList = z.infer<typeof flowListSchema>

/** `key` absent = made from the name (or kept from the JSON); taken = 409 `flow_key_taken`. */
export const createFlowSchema = z
  .discriminatedUnion('from', [
    z.strictObject({
      from: z.literal('empty'),
      name: z.string().trim().min(1).max(200),
      key: flowKeySchema.optional(),
    }),
    z.strictObject({ from: z.literal('json'), flow: flowJsonSchema, key: flowKeySchema.optional() }),
    z.strictObject({
      from: z.literal('flow'),
      /** key of the flow to duplicate; its draft is copied */
      flow: flowKeySchema,
      name: z.string().trim().min(1).max(200).optional(),
      key: flowKeySchema.optional(),
    }),
  ])
  .meta({ id: 'CreateFlow' })
export type CreateFlow = z.infer<typeof createFlowSchema>

/** The draft with all the designer needs to open it. */
export const flowDetailSchema = flowSummarySchema
  .omit({ problems: true })
  .extend({
    flow: flowJsonSchema,
    /** raised by every save; send it back with the next one */
    draftRevision: z.int(),
    problems: z.array(problemSchema),
    /** of a paused flow: enrollments whose wake-up has passed meanwhile */
    overdue: z.int(),
  })
  .meta({ id: 'FlowDetail' })
export type FlowDetail = z.infer<typeof flowDetailSchema>

/** 409 `draft_conflict` when `revision` is not the stored one; 400 `wrong_shape` when the JSON is no flow at all. */
export const saveDraftSchema = z
  .strictObject({ flow: flowJsonSchema, revision: z.int().min(0) })
  .meta({ id: 'SaveDraft' })
export const draftSavedSchema = z
  .object({
    draftRevision: z.int(),
    hasUnpublishedChanges: z.boolean(),
    problems: z.array(problemSchema),
    updatedAt: instantSchema,
  })
  .meta({ id: 'DraftSaved' })
export type DraftSaved = z.infer<typeof draftSavedSchema>

export const checkFlowSchema = z.strictObject({ flow: flowJsonSchema }).meta({ id: 'CheckFlow' })
export const checkResultSchema = z.object({ problems: z.array(problemSchema) }).meta({ id: 'CheckResult' })

/**
 * What a publication does with those on the way: by version they are in, then by the step they wait at. `{"to": step}` moves
 * them, `{"end": reason}` ends their trip; whoever is at a place that is not named stays on their version.
 */
export const migrationSchema = migrationPlanSchema.meta({ id: 'Migration' })
export type Migration = z.infer<typeof migrationSchema>

/** Publishes the draft of that revision; 422 `flow_has_errors` with `problems`, 409 `draft_conflict`. */
export const publishFlowSchema = z
  .strictObject({
    revision: z.int().min(0),
    migration: migrationSchema.optional(),
    /** the version that ran when this was decided, null = none: 409 `version_superseded` when another runs by now */
    current: z.int().min(1).nullable().optional(),
  })
  .meta({ id: 'PublishFlow' })
export type PublishFlow = z.infer<typeof publishFlowSchema>
export const flowPublishedSchema = z
  .object({
    key: flowKeySchema,
    version: z.int(),
    publishedAt: instantSchema,
    problems: z.array(problemSchema),
    /** contacts on the way whom the migration concerns; each takes their turn within moments */
    told: z.int(),
  })
  .meta({ id: 'FlowPublished' })

/** What to do with what became overdue while paused (FLOW-DSL §7); `over` is an ISO duration and goes with `spread`. */
export const resumeFlowSchema = z
  .strictObject({ missed: z.enum(['now', 'spread', 'skip']), over: z.string().optional() })
  .refine((body) => (body.missed === 'spread') === (body.over !== undefined), {
    error: '`over` goes with `missed: "spread"`, and only with it',
    path: ['over'],
  })
  .meta({ id: 'ResumeFlow' })
export type ResumeFlow = z.infer<typeof resumeFlowSchema>

export const flowStateSchema = z
  .object({ key: flowKeySchema, status: flowStatusSchema, version: z.int().nullable(), overdue: z.int() })
  .meta({ id: 'FlowState' })
export type FlowState = z.infer<typeof flowStateSchema>

const flowVersionSummarySchema = z
  .object({
    version: z.int(),
    publishedAt: instantSchema,
    open: z.int(),
    entered: z.int(),
    /** the earlier version that was published again by it */
    restores: z.int().nullable(),
  })
  .meta({ id: 'FlowVersionSummary' })
export const flowVersionListSchema = z
  .object({ items: z.array(flowVersionSummarySchema) })
  .meta({ id: 'FlowVersionList' })

/** An immutable version with the messages it was published with. */
export const flowVersionSchema = flowVersionSummarySchema
  .extend({ flow: flowJsonSchema, messages: z.record(z.string(), messageTemplateSchema) })
  .meta({ id: 'FlowVersion' })

/** Enrolls by hand; audience and re-entry are tested as for every trigger, and answers stand in each contact's entries. */
export const enrollContactsSchema = z
  .strictObject({
    contacts: z.array(z.string()).min(1).max(1000).optional(),
    segment: z.string().optional(),
  })
  .refine((body) => (body.contacts === undefined) !== (body.segment === undefined), {
    error: 'give either `contacts` (ids) or `segment` (a key)',
  })
  .meta({ id: 'EnrollContacts' })
export type EnrollContacts = z.infer<typeof enrollContactsSchema>
export const enrollAcceptedSchema = z
  .object({ accepted: z.int(), unknown: z.array(z.string()) })
  .meta({ id: 'EnrollAccepted' })
export type EnrollAccepted = z.infer<typeof enrollAcceptedSchema>
