import { z } from 'zod'
import { TASK_CHANNELS } from '../contract/words.ts'
import { HANDOFF_STATES } from './handoffs.ts'
import { instantSchema } from './instant.ts'
import { attributeValueSchema, jsonObjectSchema } from './json.ts'
import { messageSummarySchema } from './messages.ts'
import { pageOf, pageQuerySchema } from './page.ts'

const at = instantSchema
const ofStep = { flow: z.string(), flowName: z.string(), step: z.string(), enrollmentId: z.string() }

/** Everything that happened to a contact, newest first, each item by its `type`. Journeys are under enrollments. */
export const timelineItemSchema = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('event'),
      at,
      id: z.string(),
      event: z.string(),
      occurredAt: instantSchema,
      properties: jsonObjectSchema,
      isMachine: z.boolean(),
    }),
    z.object({
      type: z.literal('change'),
      at,
      field: z.string(),
      from: attributeValueSchema.nullable(),
      to: attributeValueSchema.nullable(),
      /** absent when the change came by the API, an import or a person */
      step: z.string().nullable(),
      enrollmentId: z.string().nullable(),
    }),
    z.object({
      type: z.literal('message'),
      at,
      ...ofStep,
      ...messageSummarySchema.pick({ id: true, channel: true, subject: true, state: true, blocked: true }).shape,
    }),
    /** a trigger that enrolled, or did not and why */
    z.object({
      type: z.literal('entry'),
      at,
      flow: z.string(),
      flowName: z.string(),
      trigger: z.string(),
      enrolled: z.boolean(),
      enrollmentId: z.string().nullable(),
      reason: z.enum(['audience', 'reentry', 'already_in', 'removed']).nullable(),
    }),
    z.object({
      type: z.literal('task'),
      at,
      ...ofStep,
      id: z.string(),
      channel: z.enum(TASK_CHANNELS),
      title: z.string(),
      doneAt: instantSchema.nullable(),
    }),
    z.object({
      type: z.literal('handoff'),
      at,
      ...ofStep,
      id: z.string(),
      team: z.string(),
      owner: z.string().nullable(),
      state: z.enum(HANDOFF_STATES),
      reason: z.string().nullable(),
    }),
  ])
  .meta({ id: 'TimelineItem' })
export type TimelineItem = z.infer<typeof timelineItemSchema>

export const TIMELINE_TYPES = ['event', 'change', 'message', 'entry', 'task', 'handoff'] as const
export const timelineQuerySchema = pageQuerySchema.extend({ type: z.enum(TIMELINE_TYPES).optional() })
export const timelineSchema = pageOf(timelineItemSchema).meta({ id: 'Timeline' })
export type Timeline = z.infer<typeof timelineSchema>
