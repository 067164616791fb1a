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
    headers: z.record(z.string(), z.string()),
    nextAttemptAt: instantSchema.nullable(),
    error: z.string().nullable(),
    /** what the contact did with it: opened, clicked, bounced … */
    events: z.array(z.object({ at: instantSchema, event: z.string(), isMachine: z.boolean() })),
  })
  .meta({ id: 'MessageDetail' })
export type MessageDetail = z.infer<typeof messageDetailSchema>
