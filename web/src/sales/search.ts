import { HANDOFF_STATES } from '@couveuse/shared/api/handoffs'
import { TASK_STATES } from '@couveuse/shared/api/tasks'
import { z } from 'zod'

/** What may stand after the `?` of this page; wrong values fall back instead of failing. */
export const salesSearch = z.object({
  view: z.enum(['leads', 'tasks']).optional().catch(undefined),
  state: z.enum(HANDOFF_STATES).optional().catch(undefined),
  team: z.coerce.string().max(200).optional().catch(undefined),
  owner: z.coerce.string().max(200).optional().catch(undefined),
  /** id of the lead whose story is open */
  lead: z.coerce.string().max(200).optional().catch(undefined),
  tasks: z.enum(TASK_STATES).optional().catch(undefined),
  assignee: z.coerce.string().max(200).optional().catch(undefined),
})
export type SalesSearch = z.infer<typeof salesSearch>
