import { z } from 'zod'
import { conditionSchema } from '../conditions/schema.ts'
import { ATTRIBUTE_TYPES, MESSAGE_CHANNELS, STAGES } from '../contract/words.ts'
import { messageTemplateSchema } from '../message/schema.ts'
import { scoringModelSchema } from '../scoring/schema.ts'
import { businessHoursSchema } from '../time/business-hours.ts'
import { quietHoursSchema } from '../time/window.ts'
import { isZone } from '../time/zone.ts'

export const pressureCapSchema = z.strictObject({
  max: z.int().min(1),
  /** ISO duration (rolling) or `day`, `week`, `month` (calendar, contact's zone) */
  per: z.string(),
  channel: z.enum(MESSAGE_CHANNELS).optional(),
})
export type PressureCap = z.infer<typeof pressureCapSchema>

const keptForDays = (least: number) =>
  z
    .int({ error: `a whole number of days from ${least}, or null to keep it for ever` })
    .min(least, { error: `a whole number of days from ${least}, or null to keep it for ever` })
    .max(36_500)
    .nullable()
    .default(null)

/**
 * How long a workspace keeps what turns no longer read; null = for ever. The counts of flows and everything that a turn
 * reads stay, whatever stands here.
 */
export const retentionSchema = z.strictObject({
  /** journals of enrollments, counted from their end; refused entries, changed fields, problems */
  historyDays: keptForDays(7),
  /** events that no flow, segment or score reads; as long as one is kept, its id is known and not counted twice */
  eventDays: keptForDays(30),
  /** what messages said, counted from the day they were written; that they were sent stays */
  bodyDays: keptForDays(1),
})
export type Retention = z.infer<typeof retentionSchema>

const handoffStage = z.enum(STAGES).nullable()

/**
 * The settings of a workspace: what flows refer to by name and what the engine obeys everywhere. The `workspace` of a
 * scenario (FLOW-DSL §8) is this plus `flows`. Durations, conditions and references are judged by `check`.
 */
export const workspaceSettingsSchema = z
  .strictObject({
    timezone: z.string().refine(isZone, { error: 'is not an IANA time zone name such as Europe/Paris' }).default('UTC'),
    attributes: z.record(z.string(), z.enum(ATTRIBUTE_TYPES)).default({}),
    messages: z.record(z.string(), messageTemplateSchema).default({}),
    segments: z.record(z.string(), conditionSchema).default({}),
    scoring: scoringModelSchema.default(scoringModelSchema.parse({})),
    pressure: z
      .union([pressureCapSchema, z.array(pressureCapSchema)])
      .transform((caps) => (Array.isArray(caps) ? caps : [caps]))
      .default([]),
    quietHours: quietHoursSchema.optional(),
    businessHours: businessHoursSchema.default({
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      to: '18:00',
    }),
    topics: z.record(z.string(), z.strictObject({ transactional: z.boolean().default(false) })).default({}),
    /** what becomes of a message whose sending was interrupted; absent = as the operator has set it (`RESEND_POLICY`) */
    interruptedSends: z.enum(['hold', 'resend']).optional(),
    retention: retentionSchema.default({ historyDays: null, eventDays: null, bodyDays: null }),
    acceptUnknownConsent: z.boolean().default(false),
    teams: z.record(z.string(), z.strictObject({ members: z.array(z.string()) })).default({}),
    handoffStages: z
      .strictObject({
        opened: handoffStage.default('mql'),
        accepted: handoffStage.default('sal'),
        returned: handoffStage.default('recycled'),
        won: handoffStage.default('customer'),
        lost: handoffStage.default(null),
      })
      .default({ opened: 'mql', accepted: 'sal', returned: 'recycled', won: 'customer', lost: null }),
  })
  .meta({ id: 'WorkspaceSettings' })
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>
