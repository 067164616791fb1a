import { z } from 'zod'

const PAGE_LIMIT = { usual: 50, most: 200 } as const

/** Query of every list: `cursor` is the `nextCursor` of the page before, opaque and only good for the same filters. */
export const pageQuerySchema = z.object({
  cursor: z.string().min(1).max(500).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT.most).default(PAGE_LIMIT.usual),
})

/** One page of a list; `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}
