import { z } from 'zod'
import { BLOCK_REASONS } from '../contract/words.ts'
import { contactRefSchema } from './contacts.ts'
import { instantSchema } from './instant.ts'
import { pageOf, pageQuerySchema } from './page.ts'

export const OUTBOX_CHANNELS = ['email', 'sms', 'notify'] as const

/**
 * `queued` waits for dispatch · `sending` was handed to the provider · `sent` the provider took it · `captured` kept here
 * because no provider is set · `failed` after the last try · `unknown` a crash hid the answer · `held` waits for a person ·
 * `blocked` never left, `blocked` says why.
 */
export const MESSAGE_STATES = ['queued', 'sending', 'sent', 'captured', 'failed', 'unknown', 'held', 'blocked'] as const
export const messageStateSchema = z.enum(MESSAGE_STATES)
export type MessageState = z.infer<typeof messageStateSchema>

export const messageSummarySchema = z
  .object({
    /** idempotency key `<enrollment>:<seq>:<n>`, or `<enrollment>:<seq>` of a blocked one; percent-encode it in a path */
    id: z.string(),
    at: instantSchema,
    channel: z.enum(OUTBOX_CHANNELS),
    to: z.string(),
    subject: z.string(),
    state: messageStateSchema,
    blocked: z.enum(BLOCK_REASONS).nullable(),
    contact: contactRefSchema,
    enrollmentId: z.string(),
    flow: z.string(),
    flowName: z.string(),
    step: z.string(),
    attempts: z.int(),
    sentAt: instantSchema.nullable(),
  })
  .meta({ id: 'MessageSummary' })
export type MessageSummary = z.infer<typeof messageSummarySchema>

export const messageListQuerySchema = pageQuerySchema.extend({
  channel: z.enum(OUTBOX_CHANNELS).optional(),
  state: messageStateSchema.optional(),
  flow: z.string().optional(),
  contact: z.string().optional(),
})
export type MessageListQuery = z.infer<typeof messageListQuerySchema>
export const messageListSchema = pageOf(messageSummarySchema).meta({ id: 'MessageList' })
export type MessageList = z.infer<typeof messageListSchema>

/** As it left (or will leave): rendered, with the headers a reader would get. */
export const messageDetailSchema = messageSummarySchema
  .extend({
    from: z.string().nullable(),
    text: z.string(),
    html: z.string().nullable(),
    /** false = the workspace keeps what messages say for a while only, and that is over */
    isBodyKept: z.boolean(),
    headers: z.record(z.string(), z.string()),
    nextAttemptAt: instantSchema.nullable(),
    error: z.string().nullable(),
    /** what the contact did with it: opened, clicked, bounced … */
    events: z.array(z.object({ at: instantSchema, event: z.string(), isMachine: z.boolean() })),
  })
  .meta({ id: 'MessageDetail' })
export type MessageDetail = z.infer<typeof messageDetailSchema>

/**
 * What people decide about messages that failed, are `held` or `unknown`: `resend` sends them again under their old key,
 * `mark_sent` takes them as arrived, `give_up` ends them as failed, `hold` keeps them for later.
 */
export const MESSAGE_DECISIONS = ['resend', 'mark_sent', 'give_up', 'hold'] as const
export type MessageDecision = (typeof MESSAGE_DECISIONS)[number]
/** States in which a decision is asked for, or may be taken. */
export const DECIDABLE_STATES = ['held', 'unknown', 'failed'] as const
export type DecidableState = (typeof DECIDABLE_STATES)[number]

/** `POST /api/messages/decisions`: about these messages, or about all of a state (narrowed by channel, flow, contact). */
export const decideMessagesSchema = z
  .strictObject({
    decision: z.enum(MESSAGE_DECISIONS),
    ids: z.array(z.string().min(1).max(200)).min(1).max(500).optional(),
    all: z
      .strictObject({
        state: z.enum(DECIDABLE_STATES),
        channel: z.enum(OUTBOX_CHANNELS).optional(),
        flow: z.string().optional(),
        contact: z.string().optional(),
      })
      .optional(),
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    error: 'names either `ids` or `all`',
  })
  .meta({ id: 'DecideMessages' })
export type DecideMessages = z.input<typeof decideMessagesSchema>

/** `applied`: to how many; the others are in a state that the decision does not apply to, or were emptied by retention. */
export const decidedMessagesSchema = z.object({ applied: z.int(), asked: z.int() }).meta({ id: 'DecidedMessages' })
