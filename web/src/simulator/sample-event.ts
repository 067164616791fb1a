import { rulesOf } from '@couveuse/shared/conditions/mentions'
import type { Condition } from '@couveuse/shared/conditions/schema'
import type { Json } from '@couveuse/shared/contract/json'

/**
 * Properties that an event needs for a `where` to hold, as far as its rules say so plainly: what is asked to equal, begin
 * with or contain something. A beginning for the tester, not a solution: the engine judges.
 */
export function sampleProperties(where: Condition | undefined): Readonly<Record<string, Json>> {
  if (!where || where.not) return {}
  const properties: Record<string, Json> = {}
  for (const { field, operator, value } of rulesOf(where)) {
    const wanted = plainValue(operator, value)
    if (wanted !== undefined && field !== 'machine' && !Object.hasOwn(properties, field)) properties[field] = wanted
    // One rule of an `or` is enough.
    if (where.combinator === 'or' && Object.keys(properties).length > 0) break
  }
  return properties
}

function plainValue(operator: string, value: unknown): string | number | boolean | undefined {
  const [first] = operator === 'in' && Array.isArray(value) ? value : [value]
  if (!['=', 'contains', 'beginsWith', 'endsWith', 'in', '>=', '<='].includes(operator)) return undefined
  return typeof first === 'string' || typeof first === 'number' || typeof first === 'boolean' ? first : undefined
}
