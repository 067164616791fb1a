import { FLOW_STATUSES } from '@couveuse/shared/api/flows'
import { z } from 'zod'

/** Ways to make a flow; the dialog that is open stands in the address, so that a link can open it. */
export const FLOW_SOURCES = ['empty', 'copy', 'file'] as const
export type FlowSource = (typeof FLOW_SOURCES)[number]

/** What may stand after the `?` of this page; wrong values fall back instead of failing. */
export const flowsSearch = z.object({
  q: z.coerce.string().max(200).optional().catch(undefined),
  status: z.enum(FLOW_STATUSES).optional().catch(undefined),
  create: z.enum(FLOW_SOURCES).optional().catch(undefined),
  /** key of the flow that a new one copies */
  of: z.coerce.string().max(64).optional().catch(undefined),
})
export type FlowsSearch = z.infer<typeof flowsSearch>
