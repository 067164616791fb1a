import { z } from 'zod'
import { workspaceSettingsSchema } from '../flow/settings.ts'
import { scoringModelSchema } from '../scoring/schema.ts'
import { problemSchema } from './errors.ts'
import { instantSchema } from './instant.ts'

/** What people edit under Settings; messages, segments and scoring have resources of their own. */
export const editableSettingsSchema = workspaceSettingsSchema
  .omit({ messages: true, segments: true, scoring: true })
  .meta({ id: 'EditableSettings' })
export type EditableSettings = z.infer<typeof editableSettingsSchema>

/** How messages leave, as configured by the operator; read-only here, and never a secret. */
export const deliverySchema = z
  .object({
    email: z.object({ mode: z.enum(['smtp', 'captured']), host: z.string().nullable(), from: z.string().nullable() }),
    sms: z.object({ mode: z.enum(['provider', 'captured']), host: z.string().nullable(), from: z.string().nullable() }),
    publicUrl: z.string(),
    /** what becomes of interrupted sends where the settings do not say */
    interruptedSends: z.enum(['hold', 'resend']),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof deliverySchema>

export const settingsSchema = z
  .object({
    revision: z.int(),
    updatedAt: instantSchema.nullable(),
    settings: editableSettingsSchema,
    delivery: deliverySchema,
  })
  .meta({ id: 'Settings' })
export type Settings = z.infer<typeof settingsSchema>

/** 409 `settings_conflict` when `revision` is not the stored one. */
export const putSettingsSchema = z
  .strictObject({ revision: z.int().min(0), settings: editableSettingsSchema })
  .meta({ id: 'PutSettings' })

export const scoringSchema = z
  .object({ revision: z.int(), scoring: scoringModelSchema, problems: z.array(problemSchema) })
  .meta({ id: 'Scoring' })
export type Scoring = z.infer<typeof scoringSchema>
export const putScoringSchema = z
  .strictObject({ revision: z.int().min(0), scoring: scoringModelSchema })
  .meta({ id: 'PutScoring' })
export type PutScoring = z.input<typeof putScoringSchema>
