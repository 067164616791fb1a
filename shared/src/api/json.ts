import { z } from 'zod'
import type { Because } from '../conditions/because.ts'
import type { JsonObject } from '../contract/json.ts'

/** Event properties, variables, webhook bodies. */
export const jsonObjectSchema: z.ZodType<JsonObject, JsonObject> = z
  .record(z.string(), z.json())
  .meta({ id: 'JsonObject' })

/**
 * A flow as its DSL JSON (FLOW-DSL §1). Kept as JSON here: what is wrong with it is told by the flow's own schema and by
 * `check`, with paths, and a draft may carry check errors.
 */
export const flowJsonSchema: z.ZodType<JsonObject, JsonObject> = z
  .record(z.string(), z.json())
  .meta({ id: 'FlowJson', description: 'A flow in DSL 1; its full JSON Schema is printed by `couveuse schema`.' })

/** Value of a contact or account field. */
export const attributeValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

/** The tree that says why a condition held or not (FLOW-DSL §3, fine print 47). */
export const becauseSchema: z.ZodType<Because> = z
  .object({
    holds: z.boolean(),
    combinator: z.enum(['and', 'or']),
    not: z.literal(true).exactOptional(),
    get rules() {
      return z.array(z.union([becauseSchema, ruleBecauseSchema]))
    },
  })
  .meta({ id: 'Because' })

const ruleBecauseSchema = z
  .object({
    field: z.string(),
    operator: z.string(),
    value: z.json().exactOptional(),
    seen: z.json(),
    holds: z.boolean(),
  })
  .meta({ id: 'RuleBecause' })
