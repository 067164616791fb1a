import { z } from 'zod'
import { conditionSchema } from '../conditions/schema.ts'

const ruleId = z.string().min(1).max(64)

/** Points for an event (FLOW-DSL §9, fine print 139-141, 144, 145, 170). Durations are ISO 8601 texts. */
export const engagementRuleSchema = z.strictObject({
  id: ruleId,
  event: z.string().min(1),
  where: conditionSchema.optional(),
  points: z.number(),
  cap: z.strictObject({ points: z.number().positive(), per: z.string() }).optional(),
  halfLife: z.string().optional(),
  expires: z.string().optional(),
  oncePer: z.enum(['message', 'contact']).optional(),
})

/** Points while a condition holds; re-evaluated, never accumulated. */
const fitRuleSchema = z.strictObject({ id: ruleId, when: conditionSchema, points: z.number() })

export const scoringModelSchema = z
  .strictObject({
    engagement: z.array(engagementRuleSchema).default([]),
    fit: z.array(fitRuleSchema).default([]),
    inactivity: z
      .strictObject({ after: z.string(), every: z.string(), points: z.number(), floor: z.number().default(0) })
      .optional(),
    temperature: z.strictObject({ warm: z.number(), hot: z.number() }).default({ warm: 30, hot: 60 }),
    /** lifecycle stages reached by condition (fine print 143) */
    stages: z.record(z.string(), conditionSchema).default({}),
  })
  .meta({ id: 'ScoringModel' })

export type ScoringModel = z.infer<typeof scoringModelSchema>
export type EngagementRule = z.infer<typeof engagementRuleSchema>

/** One row of the score ledger: every point has one, and the score always equals what the ledger explains. */
export interface LedgerRow {
  readonly axis: 'fit' | 'engagement'
  /** the instant the points count from, epoch ms */
  readonly at: number
  readonly points: number
  /** id of the scoring rule; `opening`, `step` and `inactivity` for rows that no rule made */
  readonly source: string
  readonly reason?: string
  /** ISO durations, copied from the rule when the row was written */
  readonly halfLife?: string
  readonly expires?: string
  readonly eventId?: string
  readonly messageKey?: string
}
