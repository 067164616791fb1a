import { z } from 'zod'

/** `GET /health`: the process answers. Says nothing about its surroundings. */
export const healthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' })

/** `GET /ready`: may traffic come? 503 with the same shape when not; `draining` = told to stop, ending what is at work. */
export const readinessSchema = z
  .object({
    status: z.enum(['ready', 'not_ready', 'draining']),
    checks: z.record(z.string(), z.enum(['ok', 'failing'])),
  })
  .meta({ id: 'Readiness' })
export type Readiness = z.infer<typeof readinessSchema>

/** `GET /api/health`: the badge in the corner of the app. */
export const healthBadgeSchema = z
  .object({
    /** `alert`: an invariant does not hold (`GET /api/operations` says which) */
    status: z.enum(['ok', 'attention', 'alert']),
    /** failed enrollments, waiting for somebody to retry, skip or end them */
    stuck: z.int(),
    /** visits made or messages accepted twice, as far as the last audit found any */
    duplicate: z.int(),
    /** how long the oldest due contact has been waiting for its turn, in tenths; 0 when nobody is late */
    oldestDueSeconds: z.number(),
    /** effects written and not yet sent */
    outboxDepth: z.int(),
    /** facts received and not yet worked in */
    inboxDepth: z.int(),
    /** messages that wait for somebody to decide about them */
    undecided: z.int(),
    /** invariants that do not hold */
    violations: z.int(),
    queue: z.enum(['ok', 'failing']),
  })
  .meta({ id: 'HealthBadge' })
export type HealthBadge = z.infer<typeof healthBadgeSchema>

export const versionSchema = z
  .object({ name: z.string(), version: z.string(), dsl: z.literal(1), node: z.string() })
  .meta({ id: 'Version' })
