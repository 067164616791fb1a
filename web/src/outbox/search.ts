import { MESSAGE_STATES, OUTBOX_CHANNELS } from '@couveuse/shared/api/messages'
import { z } from 'zod'

/** What may stand after the `?` of this page; wrong values fall back instead of failing. */
export const outboxSearch = z.object({
  channel: z.enum(OUTBOX_CHANNELS).optional().catch(undefined),
  state: z.enum(MESSAGE_STATES).optional().catch(undefined),
  flow: z.coerce.string().max(64).optional().catch(undefined),
  /** id of the contact whose messages are shown */
  contact: z.coerce.string().max(100).optional().catch(undefined),
  /** where the page on screen begins, as the API said; absent on the first */
  cursor: z.string().min(1).max(500).optional().catch(undefined),
  /** id of the message that is open */
  message: z.coerce.string().max(200).optional().catch(undefined),
})
export type OutboxSearch = z.infer<typeof outboxSearch>
