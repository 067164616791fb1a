import { z } from 'zod'

/**
 * Conditions in the react-querybuilder JSON form (FLOW-DSL §3). The schema checks shape only: an unknown field,
 * operator or value is a finding of `check` and false at run time (fine print 32, 72), so it must still parse.
 */
export interface Rule {
  readonly field: string
  readonly operator: string
  readonly value?: unknown
}
export interface Condition {
  readonly combinator: 'and' | 'or'
  readonly not?: boolean | undefined
  readonly rules: readonly (Rule | Condition)[]
}

const ruleSchema = z
  .strictObject({ field: z.string(), operator: z.string(), value: z.json().optional() })
  .meta({ id: 'Rule', description: 'One comparison: a field, an operator and a value (FLOW-DSL §3).' })

export const conditionSchema: z.ZodType<Condition> = z
  .strictObject({
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    get rules() {
      return z.array(z.union([conditionSchema, ruleSchema]))
    },
  })
  .meta({ id: 'Condition', description: 'A group of rules joined by and / or, optionally negated (FLOW-DSL §3).' })

export function isGroup(node: Rule | Condition): node is Condition {
  return 'rules' in node
}
