import { z } from 'zod'
import { flowCountsSchema, flowKeySchema, flowStatusSchema } from './flows.ts'
import { healthBadgeSchema } from './health.ts'
import { instantSchema } from './instant.ts'

/**
 * Server-sent events. Every message is a whole snapshot (`event: live`, JSON in `data`), sent at once and then whenever
 * something changed; a comment line every 15 s keeps the connection open. A client that lost some has lost nothing.
 */
export const LIVE_EVENT = 'live'

/** What stands at one step of one version now, and what has gone through it. */
export const liveStepSchema = z
  .object({
    /** enrollments waiting there now */
    resting: z.int(),
    failed: z.int(),
    /** visits so far */
    entered: z.int(),
    /** visits that left, by outlet; the bare `end` and `nurture` count under their empty outlet "" */
    outlets: z.record(z.string(), z.int()),
  })
  .meta({ id: 'LiveStep' })
export type LiveStep = z.infer<typeof liveStepSchema>

/** `GET /api/flows/{key}/live` */
export const flowLiveSchema = z
  .object({
    key: flowKeySchema,
    at: instantSchema,
    status: flowStatusSchema,
    version: z.int().nullable(),
    counts: flowCountsSchema,
    /** newest version first; steps nobody has reached are absent */
    versions: z.array(z.object({ version: z.int(), open: z.int(), steps: z.record(z.string(), liveStepSchema) })),
  })
  .meta({ id: 'FlowLive' })
export type FlowLive = z.infer<typeof flowLiveSchema>

/** `GET /api/live`: the flow list and the health badge. */
export const overviewLiveSchema = z
  .object({
    at: instantSchema,
    flows: z.array(
      z.object({ key: flowKeySchema, status: flowStatusSchema, version: z.int().nullable(), counts: flowCountsSchema }),
    ),
    health: healthBadgeSchema,
  })
  .meta({ id: 'OverviewLive' })
export type OverviewLive = z.infer<typeof overviewLiveSchema>
