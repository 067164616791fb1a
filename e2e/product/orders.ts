import { z } from 'zod'

/** What the test tells the product it has started; one answer comes back for each. Instants are epoch ms. */
export const orderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('pass_time'), until: z.number() }),
  z.object({ type: z.literal('stop') }),
])
export type Order = z.infer<typeof orderSchema>

/** What the product says: once that it serves, then one `done` per order. */
export const wordSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('serves'), url: z.string() }),
  z.object({ type: z.literal('done'), now: z.number() }),
])
export type Word = z.infer<typeof wordSchema>
