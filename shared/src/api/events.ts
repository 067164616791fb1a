import { z } from 'zod'
import { instantInputSchema } from './instant.ts'
import { jsonObjectSchema } from './json.ts'

const EVENT_BATCH_MOST = 1000

/** By id or by e-mail, exactly one. */
const contactKeySchema = z
  .union([
    z.strictObject({ id: z.string().min(1).max(64) }),
    z.strictObject({ email: z.string().trim().min(3).max(320) }),
  ])
  .meta({ id: 'ContactKey' })

/**
 * Something a contact did. `id` is the caller's own: sent again it changes nothing (fine print 7).
 * `occurredAt` absent = now; in the future it counts from its time on (fine print 85).
 */
export const eventInputSchema = z
  .strictObject({
    id: z.string().min(1).max(200),
    event: z.string().regex(/^[^\p{Cc}]{1,100}$/u, 'an event name is 1 to 100 characters without control characters'),
    contact: contactKeySchema,
    occurredAt: instantInputSchema.optional(),
    properties: jsonObjectSchema.default({}),
    /** made by a machine: kept, counted nowhere unless asked for (fine print 155) */
    machine: z.boolean().optional(),
    /** id of the message it belongs to, where there is one */
    messageId: z.string().max(200).optional(),
    /** an unknown e-mail address becomes a contact instead of an error */
    createContact: z.boolean().optional(),
  })
  .meta({ id: 'EventInput' })
export type EventInput = z.input<typeof eventInputSchema>

/** `duplicate`: this id was recorded before; nothing was done again. */
export const eventReceiptSchema = z
  .object({ id: z.string(), status: z.enum(['accepted', 'duplicate']), contactId: z.string() })
  .meta({ id: 'EventReceipt' })

export const eventBatchSchema = z
  .strictObject({ events: z.array(z.json()).min(1).max(EVENT_BATCH_MOST) })
  .meta({ id: 'EventBatch', description: 'Each item is an EventInput; a wrong one is refused alone.' })

/** One answer per item, in order; a refused item says why and leaves the others alone. */
export const eventBatchResultSchema = z
  .object({
    accepted: z.int(),
    duplicates: z.int(),
    refused: z.int(),
    items: z.array(
      z.object({
        index: z.int(),
        id: z.string().nullable(),
        status: z.enum(['accepted', 'duplicate', 'refused']),
        contactId: z.string().nullable(),
        error: z.object({ code: z.string(), message: z.string(), path: z.string().optional() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'EventBatchResult' })
export type EventBatchResult = z.infer<typeof eventBatchResultSchema>
