import { z } from 'zod'
import { conditionSchema } from '../conditions/schema.ts'
import { STAGES } from '../contract/words.ts'

/** What enrolls a contact (FLOW-DSL §2, fine print 62-66, 153). Manual and API enrollment always exist beside these. */
export const triggerSchema = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('event'), event: z.string().min(1).max(100), where: conditionSchema.optional() }),
  z.strictObject({ on: z.literal('segment'), segment: z.string(), change: z.enum(['entered', 'left']) }),
  z.strictObject({
    on: z.literal('schedule'),
    cron: z.string().optional(),
    rrule: z.string().optional(),
    segment: z.string(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    on: z.literal('date'),
    attribute: z.string(),
    offset: z.string().optional(),
    at: z.string().optional(),
  }),
  z.strictObject({
    on: z.literal('score'),
    of: z.enum(['engagement', 'fit', 'total']),
    crosses: z.number(),
    direction: z.enum(['up', 'down']).optional(),
  }),
  z.strictObject({ on: z.literal('stage'), becomes: z.enum(STAGES) }),
  z.strictObject({ on: z.literal('returned'), reasons: z.array(z.string()).optional() }),
])
export type Trigger = z.infer<typeof triggerSchema>

/** A goal or leave rule: an event that arrives, or a condition (fine print 56). Exactly one of the two; `check` says so. */
export const exitRuleSchema = z.union([
  z.strictObject({ event: z.string().min(1).max(100), where: conditionSchema.optional(), of: z.string().optional() }),
  z.strictObject({ when: conditionSchema }),
])
export type ExitRule = z.infer<typeof exitRuleSchema>

export const reentrySchema = z.strictObject({
  mode: z.enum(['never', 'after_exit', 'after']),
  wait: z.string().optional(),
})
