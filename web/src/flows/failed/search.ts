import { z } from 'zod'

/** What may stand after the `?` of the page of stuck contacts. */
export const failedSearch = z.object({
  /** key of the flow whose stuck contacts are shown */
  flow: z.coerce.string().max(64).optional().catch(undefined),
})
