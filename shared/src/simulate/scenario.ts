import { z } from 'zod'
import { BANT, CONSENT_STATES, MESSAGE_CHANNELS, STAGES } from '../contract/words.ts'
import { type WorkspaceSettings, workspaceSettingsSchema } from '../flow/settings.ts'

/** A value of a field: text, number, boolean or a set of texts; objects are refused (fine print 29). null clears. */
const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
const consentSchema = z.record(z.string(), z.enum(CONSENT_STATES).nullable())
const suppressedSchema = z.union([z.boolean(), z.array(z.enum(MESSAGE_CHANNELS))])
const bantSchema = z.partialRecord(z.enum(BANT), z.boolean().nullable())
const instantText = z.string()

const contactParts = {
  email: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  firstName: z.string().nullable().optional(),
  lastName: z.string().nullable().optional(),
  title: z.string().nullable().optional(),
  language: z.string().nullable().optional(),
  timezone: z.string().nullable().optional(),
  country: z.string().nullable().optional(),
  city: z.string().nullable().optional(),
  source: z.string().nullable().optional(),
  owner: z.string().nullable().optional(),
  buyingRole: z.string().nullable().optional(),
  stage: z.enum(STAGES).optional(),
  consent: consentSchema.optional(),
  tags: z.array(z.string()).nullable().optional(),
  lists: z.array(z.string()).nullable().optional(),
  attributes: z.record(z.string(), fieldValue).optional(),
  account: z.record(z.string(), fieldValue).optional(),
  bant: bantSchema.nullable().optional(),
  suppressed: suppressedSchema.optional(),
}

const eventParts = {
  properties: z.record(z.string(), z.json()).optional(),
  id: z.string().min(1).optional(),
  machine: z.boolean().optional(),
  of: z.string().optional(),
}

export const scenarioContactSchema = z.strictObject({
  id: z.string().min(1).default('c1'),
  ...contactParts,
  createdAt: instantText.optional(),
  score: z.strictObject({ fit: z.number().optional(), engagement: z.number().optional() }).optional(),
  events: z
    .array(
      z.strictObject({ event: z.string().min(1), at: instantText, occurredAt: instantText.optional(), ...eventParts }),
    )
    .optional(),
})
export type ScenarioContact = z.infer<typeof scenarioContactSchema>

/** Any part of a contact but `score`, `events` and `id` (fine print 4, 176), and when it was created: that stays. */
export const contactSetSchema = z.strictObject(contactParts)
export type ContactSet = z.infer<typeof contactSetSchema>

const at = { at: z.string() }
const inFlow = { flow: z.string().optional() }

/** One schema per verb of a `do` entry; an entry has exactly one verb (fine print 4). */
export const doEntrySchemas = {
  event: z.strictObject({ ...at, event: z.string().min(1), occurredAt: instantText.optional(), ...eventParts }),
  set: z.strictObject({ ...at, set: contactSetSchema }),
  handoff: z.strictObject({
    ...at,
    handoff: z.enum(['accept', 'return', 'won', 'lost']),
    reason: z.string().optional(),
    amount: z.number().optional(),
  }),
  task: z.strictObject({ ...at, task: z.literal('done'), of: z.string().optional() }),
  remove: z.strictObject({ ...at, remove: z.literal(true), ...inFlow }),
  enroll: z.strictObject({ ...at, enroll: z.literal(true), ...inFlow }),
  pause: z.strictObject({ ...at, pause: z.literal(true), ...inFlow }),
  resume: z.strictObject({ ...at, resume: z.enum(['now', 'skip']), ...inFlow }),
}
export type EventEntry = z.infer<typeof doEntrySchemas.event>
export type DoEntry = z.infer<(typeof doEntrySchemas)[keyof typeof doEntrySchemas]>

export const webhookAnswerSchema = z.union([
  z.strictObject({ status: z.int().default(200), body: z.json().optional(), after: z.string().optional() }),
  z.strictObject({ error: z.string(), after: z.string().optional() }),
])
export type ScriptedAnswer = z.infer<typeof webhookAnswerSchema>

/** A flow in a scenario is checked by `readFlow`, which knows how to say what is wrong with it. */
export const scenarioSchema = z
  .strictObject({
    scenario: z.literal(1),
    name: z.string().optional(),
    description: z.string().optional(),
    flow: z.union([z.string(), z.record(z.string(), z.unknown())]),
    workspace: workspaceSettingsSchema.safeExtend({ flows: z.array(z.unknown()).default([]) }).prefault({}),
    contact: scenarioContactSchema.prefault({}),
    start: instantText,
    enroll: z.literal('by trigger').optional(),
    do: z.array(z.record(z.string(), z.unknown())).default([]),
    until: z.string().optional(),
    webhooks: z.record(z.string(), z.array(webhookAnswerSchema)).default({}),
    expect: z.array(z.record(z.string(), z.unknown())).default([]),
  })
  .meta({ id: 'Scenario' })
/** A `do` entry with its instant and its place in the file, which orders entries of one instant (fine print 15). */
export interface PlannedEntry {
  readonly at: number
  readonly index: number
  readonly entry: DoEntry
}

/** A scenario as read: every instant resolved to epoch ms, `do` sorted by instant and then file order. */
export interface Scenario {
  readonly name: string | undefined
  readonly flow: string | Readonly<Record<string, unknown>>
  readonly settings: WorkspaceSettings
  readonly otherFlows: readonly unknown[]
  readonly contact: ScenarioContact
  readonly startAt: number
  readonly isByTrigger: boolean
  readonly do: readonly PlannedEntry[]
  readonly untilAt: number
  readonly webhooks: Readonly<Record<string, readonly ScriptedAnswer[]>>
  readonly expect: readonly Readonly<Record<string, unknown>>[]
}
