import { z } from 'zod'
import { BANT, CONSENT_STATES, MESSAGE_CHANNELS, STAGES, TEMPERATURES } from '../contract/words.ts'
import { instantSchema } from './instant.ts'
import { attributeValueSchema, becauseSchema } from './json.ts'
import { pageOf, pageQuerySchema } from './page.ts'

const text = z.string().max(10_000)
const attributeInput = z.union([text, z.number(), z.boolean(), z.array(text).max(1000)])
const fieldsPatch = z.record(z.string().min(1).max(100), attributeInput.nullable())
const labels = z.array(z.string().trim().min(1).max(200)).max(1000)
const bantSchema = z.partialRecord(z.enum(BANT), z.boolean())

/** A person in a list, and wherever another resource names one. */
export const contactSummarySchema = z
  .object({
    id: z.string(),
    /** first and last name, else e-mail, else phone, else the id */
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    title: z.string().nullable(),
    accountName: z.string().nullable(),
    owner: z.string().nullable(),
    stage: z.enum(STAGES),
    tags: z.array(z.string()),
    score: z.object({ fit: z.number(), engagement: z.number(), total: z.number() }),
    temperature: z.enum(TEMPERATURES),
    createdAt: instantSchema,
    lastActivityAt: instantSchema.nullable(),
  })
  .meta({ id: 'ContactSummary' })
export type ContactSummary = z.infer<typeof contactSummarySchema>

export const contactRefSchema = contactSummarySchema
  .pick({ id: true, name: true, email: true, accountName: true })
  .meta({ id: 'ContactRef' })
export type ContactRef = z.infer<typeof contactRefSchema>

export const CONTACT_SORTS = ['newest', 'oldest', 'name', 'score', 'activity'] as const
export const contactListQuerySchema = pageQuerySchema.extend({
  /** in name, e-mail, phone and account */
  search: z.string().trim().max(200).optional(),
  stage: z.enum(STAGES).optional(),
  temperature: z.enum(TEMPERATURES).optional(),
  sort: z.enum(CONTACT_SORTS).default('newest'),
})
export type ContactListQuery = z.infer<typeof contactListQuerySchema>
export const contactListSchema = pageOf(contactSummarySchema)
  .extend({ /** all contacts that fit the filters */ total: z.int() })
  .meta({ id: 'ContactList' })
export type ContactList = z.infer<typeof contactListSchema>

/** A row of the score ledger, or a fit rule that holds: what it gave and what is left of it now. They add up to the score. */
const scoreRowSchema = z
  .object({
    axis: z.enum(['fit', 'engagement']),
    /** null for a fit rule: it counts while it holds */
    at: instantSchema.nullable(),
    points: z.number(),
    /** after half-life and expiry, at the instant of asking */
    now: z.number(),
    /** id of the scoring rule; `opening`, `step` and `inactivity` for rows that no rule made */
    source: z.string(),
    reason: z.string().nullable(),
    /** from when on it counts nothing, for a row that expires */
    endsAt: instantSchema.nullable(),
    /** why a fit rule holds */
    because: becauseSchema.nullable(),
  })
  .meta({ id: 'ScoreRow' })

export const contactDetailSchema = contactSummarySchema
  .extend({
    /** built-in and custom attributes side by side */
    fields: z.record(z.string(), attributeValueSchema),
    account: z.record(z.string(), attributeValueSchema),
    lists: z.array(z.string()),
    bant: bantSchema,
    consent: z.record(z.string(), z.enum(CONSENT_STATES)),
    suppressed: z.array(z.enum(MESSAGE_CHANNELS)),
    /** effective zone (FLOW-DSL §5) */
    timezone: z.string(),
    scoreRows: z.array(scoreRowSchema),
    /** keys of the segments the contact is in now */
    segments: z.array(z.string()),
    /** raised by every change */
    revision: z.int(),
  })
  .meta({ id: 'ContactDetail' })
export type ContactDetail = z.infer<typeof contactDetailSchema>

/** Values are converted by the declared type of their attribute; 400 `invalid_value` when they do not fit. */
export const createContactSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, 'an id has only letters, digits, _ and -, at most 64')
      .optional(),
    fields: z.record(z.string().min(1).max(100), attributeInput).default({}),
    account: z.record(z.string().min(1).max(100), attributeInput).default({}),
    tags: labels.default([]),
    lists: labels.default([]),
    stage: z.enum(STAGES).default('suspect'),
    bant: bantSchema.default({}),
    consent: z.record(z.string(), z.enum(CONSENT_STATES)).default({}),
    suppressed: z.array(z.enum(MESSAGE_CHANNELS)).default([]),
  })
  .meta({ id: 'CreateContact' })
export type CreateContact = z.input<typeof createContactSchema>

/** A change set: maps merge and null clears; `tags`, `lists`, `bant`, `suppressed` replace (fine print 4). */
export const patchContactSchema = z
  .strictObject({
    fields: fieldsPatch.optional(),
    account: fieldsPatch.optional(),
    tags: labels.optional(),
    addTags: labels.optional(),
    removeTags: labels.optional(),
    lists: labels.optional(),
    addLists: labels.optional(),
    removeLists: labels.optional(),
    stage: z.enum(STAGES).optional(),
    bant: bantSchema.optional(),
    consent: z.record(z.string(), z.enum(CONSENT_STATES).nullable()).optional(),
    suppressed: z.array(z.enum(MESSAGE_CHANNELS)).optional(),
  })
  .meta({ id: 'PatchContact' })
export type PatchContact = z.infer<typeof patchContactSchema>

/** `GET /api/contacts/{id}/export`: all that is kept about one person, for that person. */
export const contactFileSchema = z
  .object({ exportedAt: z.string(), product: z.literal('couveuse'), record: z.record(z.string(), z.unknown()) })
  .meta({ id: 'ContactFile' })
