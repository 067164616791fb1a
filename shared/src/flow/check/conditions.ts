import type { Condition } from '../../conditions/schema.ts'
import type { Problem } from '../../contract/problem.ts'
import type { CheckContext } from './context.ts'

/** What is wrong with a condition of the flow, its place being `place`. */
export function conditionProblems(
  _context: CheckContext,
  _condition: Condition,
  _place: { readonly step?: string; readonly field: string },
  _on: 'contact' | 'event',
): Problem[] {
  return []
}
