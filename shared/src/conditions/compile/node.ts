import type { Json } from '../../contract/json.ts'
import type { Because, RuleBecause } from '../because.ts'
import type { Condition, Rule } from '../schema.ts'
import { isGroup } from '../schema.ts'

/** The segments being judged, innermost first: a segment inside itself is never true instead of never ending. */
export interface Trail {
  readonly segment: string
  readonly parent: Trail | undefined
}

/**
 * A rule or group prepared once and judged many times. `Source` is what its fields read: a subject, or an event.
 * `now` and `zone` come beside it, so that one source can be judged at several instants.
 */
export interface Node<Source> {
  holds(source: Source, now: number, zone: string, trail?: Trail): boolean
  because(source: Source, now: number, zone: string, trail?: Trail): RuleBecause | Because
  /** An instant after `now` before which time alone cannot change the verdict; Infinity where it never can. */
  nextChange(source: Source, now: number, zone: string, trail?: Trail): number
}

export interface GroupNode<Source> extends Node<Source> {
  because(source: Source, now: number, zone: string, trail?: Trail): Because
}

/** Time alone never changes it. */
export const never = (): number => Number.POSITIVE_INFINITY

/** A group of FLOW-DSL §3: an empty `and` is true, an empty `or` false, `not` turns the whole round. */
export function compileGroup<Source>(
  { combinator, not, rules }: Condition,
  compileRule: (rule: Rule) => Node<Source>,
): GroupNode<Source> {
  const nodes = rules.map((rule) => (isGroup(rule) ? compileGroup(rule, compileRule) : compileRule(rule)))
  const isAnd = combinator === 'and'
  const isNegated = not === true
  return {
    holds(source, now, zone, trail) {
      for (const node of nodes) {
        // `and` is settled by the first false, `or` by the first true.
        if (node.holds(source, now, zone, trail) !== isAnd) return isAnd === isNegated
      }
      return isAnd !== isNegated
    },
    because(source, now, zone, trail) {
      const told = nodes.map((node) => node.because(source, now, zone, trail))
      const holds = (isAnd ? told.every((one) => one.holds) : told.some((one) => one.holds)) !== isNegated
      return { holds, combinator, ...(isNegated && { not: true as const }), rules: told }
    },
    nextChange(source, now, zone, trail) {
      let next = Number.POSITIVE_INFINITY
      for (const node of nodes) next = Math.min(next, node.nextChange(source, now, zone, trail))
      return next
    },
  }
}

/** Makes what a rule says of itself in a because, its constant part prepared once. */
export function teller({ field, operator, value }: Rule): (seen: Json, holds: boolean) => RuleBecause {
  const said = { field, operator, ...(isJson(value) && { value }) }
  return (seen, holds) => ({ ...said, seen, holds })
}

/** A rule outside the contract - unknown field or operator - is false, whatever the operator (fine print 72). */
export function neverHolds(rule: Rule): Node<unknown> {
  const because = teller(rule)(null, false)
  return { holds: () => false, because: () => because, nextChange: never }
}

function isJson(value: unknown): value is Json {
  if (value === null) return true
  if (typeof value === 'object') return Object.values(value).every(isJson)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
