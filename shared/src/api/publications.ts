import { z } from 'zod'
import { BLOCK_REASONS, ENROLLMENT_STATUSES } from '../contract/words.ts'
import { flowKeySchema, migrationSchema } from './flows.ts'
import { instantSchema } from './instant.ts'

export const STEP_CHANGES = ['unchanged', 'changed', 'removed'] as const

/** A step of a version at which contacts are now, and what the version to be published makes of it. */
export const migrationPlaceSchema = z
  .object({
    version: z.int(),
    step: z.string(),
    label: z.string(),
    kind: z.string(),
    change: z.enum(STEP_CHANGES),
    /** waiting there, or held by a pause */
    waiting: z.int(),
    failed: z.int(),
    /** the step of the same id in the new version, where there is one of the same kind: a visit can go on there */
    goesOn: z.boolean(),
  })
  .meta({ id: 'MigrationPlace' })
export type MigrationPlace = z.infer<typeof migrationPlaceSchema>

/** What would be published, and whom it finds where. */
export const migrationOfferSchema = z
  .object({
    key: flowKeySchema,
    /** number of the version to be */
    next: z.int(),
    /** the earlier version it would publish again; null = the draft */
    restores: z.int().nullable(),
    /** of the draft; send it back with the publication */
    revision: z.int(),
    isPaused: z.boolean(),
    /** oldest version first, changed and removed steps before unchanged ones */
    places: z.array(migrationPlaceSchema),
    /** steps of the version to be, in order of the flow: where somebody can be moved to */
    steps: z.array(z.object({ id: z.string(), label: z.string(), kind: z.string() })),
  })
  .meta({ id: 'MigrationOffer' })
export type MigrationOffer = z.infer<typeof migrationOfferSchema>

/** `version` absent = the draft. */
export const migrationQuerySchema = z.object({ version: z.coerce.number().int().min(1).optional() })

const MOST_DAYS = 90
export const previewMigrationSchema = z
  .strictObject({
    version: z.int().min(1).optional(),
    migration: migrationSchema,
    /** how far to look */
    days: z.int().min(1).max(MOST_DAYS).default(7),
  })
  .meta({ id: 'PreviewMigration' })

const count = z.int()
const atStep = { step: z.string(), label: z.string(), count }

/** What really came of the contacts tried; numbers are of those tried, not of all. */
export const placeOutlookSchema = z
  .object({
    version: z.int(),
    step: z.string(),
    /** how many are there */
    here: count,
    /** for how many of them time was let pass */
    tried: count,
    sent: z.array(z.object({ ...atStep, channel: z.string() })),
    blocked: z.array(z.object({ ...atStep, reason: z.enum(BLOCK_REASONS) })),
    /** how many times a step was left, by outlet */
    ways: z.array(z.object({ ...atStep, outlet: z.string() })),
    waiting: z.array(z.object(atStep)),
    ended: z.array(z.object({ status: z.enum(ENROLLMENT_STATUSES), reason: z.string(), count })),
    failed: z.array(z.object({ ...atStep, code: z.string(), message: z.string() })),
  })
  .meta({ id: 'PlaceOutlook' })
export type PlaceOutlook = z.infer<typeof placeOutlookSchema>

export const migrationPreviewSchema = z
  .object({
    at: instantSchema,
    until: instantSchema,
    /** all who are on the way, and for how many of them time was let pass */
    here: count,
    tried: count,
    isPaused: z.boolean(),
    places: z.array(placeOutlookSchema),
  })
  .meta({ id: 'MigrationPreview' })
export type MigrationPreview = z.infer<typeof migrationPreviewSchema>

/** Publishes an earlier version again, as the next one. */
export const rollBackSchema = z
  .strictObject({
    /** of the draft */
    revision: z.int().min(0),
    migration: migrationSchema.optional(),
    /** the version that ran when this was decided: 409 `version_superseded` when another runs by now */
    current: z.int().min(1).optional(),
    /** `keep` leaves the draft, which then differs from what runs; `replace` makes the version the draft */
    draft: z.enum(['keep', 'replace']).default('keep'),
  })
  .meta({ id: 'RollBack' })
export type RollBack = z.input<typeof rollBackSchema>
