import { z } from 'zod'
import { RETURN_REASONS } from '../contract/words.ts'
import { contactSummarySchema } from './contacts.ts'
import { visitSchema } from './enrollments.ts'
import { instantSchema } from './instant.ts'
import { pageOf, pageQuerySchema } from './page.ts'

/** `open` = nobody has accepted yet; `accepted` = being worked; the others close it. */
export const HANDOFF_STATES = ['open', 'accepted', 'returned', 'won', 'lost'] as const
export type HandoffState = (typeof HANDOFF_STATES)[number]

export const handoffSchema = z
  .object({
    /** `<enrollment>:<seq>`; percent-encode it in a path */
    id: z.string(),
    enrollmentId: z.string(),
    contact: contactSummarySchema,
    flow: z.string(),
    flowName: z.string(),
    step: z.string(),
    state: z.enum(HANDOFF_STATES),
    team: z.string(),
    owner: z.string().nullable(),
    priority: z.enum(['low', 'normal', 'high']),
    brief: z.string(),
    openedAt: instantSchema,
    /** the clock: accept before this, in business hours already counted */
    acceptBy: instantSchema,
    contactBy: instantSchema.nullable(),
    /** not accepted, and `acceptBy` has passed */
    isOverdue: z.boolean(),
    acceptedAt: instantSchema.nullable(),
    closedAt: instantSchema.nullable(),
    reason: z.string().nullable(),
    amount: z.number().nullable(),
  })
  .meta({ id: 'Handoff' })
export type Handoff = z.infer<typeof handoffSchema>

export const handoffListQuerySchema = pageQuerySchema.extend({
  state: z.enum(HANDOFF_STATES).optional(),
  team: z.string().optional(),
  owner: z.string().optional(),
})
/** Open ones by their deadline, closed ones newest first. */
export const handoffListSchema = pageOf(handoffSchema)
  .extend({ counts: z.record(z.enum(HANDOFF_STATES), z.int()) })
  .meta({ id: 'HandoffList' })
export type HandoffList = z.infer<typeof handoffListSchema>

/** The story of the lead: what a rep reads before calling. */
export const handoffStorySchema = handoffSchema
  .extend({
    /** the trip that led here, visits in order */
    journey: z.array(visitSchema),
    /** latest first: what they opened, clicked, filled in */
    activity: z.array(
      z.object({ at: instantSchema, event: z.string(), summary: z.string().nullable(), isMachine: z.boolean() }),
    ),
    /** what sales said when giving it back, latest first */
    comments: z.array(z.object({ at: instantSchema, text: z.string() })),
  })
  .meta({ id: 'HandoffStory' })
export type HandoffStory = z.infer<typeof handoffStorySchema>

/** `owner` becomes the owner of the contact; absent = as assigned. */
export const acceptHandoffSchema = z
  .strictObject({ owner: z.string().min(1).max(200).optional() })
  .meta({ id: 'AcceptHandoff' })
export type AcceptHandoff = z.infer<typeof acceptHandoffSchema>
export const returnHandoffSchema = z
  .strictObject({ reason: z.enum(RETURN_REASONS), comment: z.string().trim().max(2000).optional() })
  .meta({ id: 'ReturnHandoff' })
export type ReturnHandoff = z.infer<typeof returnHandoffSchema>
export const wonHandoffSchema = z.strictObject({ amount: z.number().min(0).optional() }).meta({ id: 'WonHandoff' })
export type WonHandoff = z.infer<typeof wonHandoffSchema>
export const lostHandoffSchema = z
  .strictObject({ reason: z.string().trim().max(500).optional() })
  .meta({ id: 'LostHandoff' })
export type LostHandoff = z.infer<typeof lostHandoffSchema>
