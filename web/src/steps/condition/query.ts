import { type Condition, isGroup, type Rule } from '@couveuse/shared/conditions/schema'
import type { RuleGroupType, RuleGroupTypeAny, RuleType } from 'react-querybuilder'

/*
 * A condition is the JSON of react-querybuilder without what only the editor needs: the ids by which it tells rules
 * apart while they are edited (FLOW-DSL §3).
 */

let last = 0
const nextId = (): string => {
  last += 1
  return `rule-${last}`
}

/** The condition as the editor wants it, every rule and group with an id. */
export function queryOf(condition: Condition): RuleGroupType {
  return {
    id: nextId(),
    combinator: condition.combinator,
    ...(condition.not === undefined ? {} : { not: condition.not }),
    rules: condition.rules.map((node) => (isGroup(node) ? queryOf(node) : { ...ruleOf(node), id: nextId() })),
  }
}

function ruleOf({ field, operator, value }: Rule): RuleType {
  return { field, operator, value }
}

/** The condition that an edited query stands for. */
export function conditionOf(query: RuleGroupType): Condition {
  return {
    combinator: query.combinator === 'or' ? 'or' : 'and',
    ...(query.not ? { not: true } : {}),
    rules: query.rules.map((node) => ('rules' in node ? conditionOf(node) : plainRule(node))),
  }
}

function plainRule({ field, operator, value }: RuleType): Rule {
  return value === undefined ? { field, operator } : { field, operator, value: strip(value) }
}

/** A `where` inside a value is a query of its own, and sheds its ids where it is edited; what is undefined goes too. */
function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, strip(one)]])),
  )
}

/** Do two conditions say the same, key for key? */
export function sameCondition(a: Condition | undefined, b: Condition | undefined): boolean {
  return a === b || JSON.stringify(a && conditionOf(queryOf(a))) === JSON.stringify(b && conditionOf(queryOf(b)))
}

/** "2.1" for the first rule of the second entry. */
export function placeOf(path: readonly number[]): string {
  return path.map((index) => index + 1).join('.')
}

/** The path as `check` writes it: `rules[1].rules[0]`. */
export function fieldOf(path: readonly number[]): string {
  return path.map((index) => `rules[${index}]`).join('.')
}

/** The query with one rule replaced. */
export function withRule<Group extends RuleGroupTypeAny>(query: Group, path: readonly number[], rule: RuleType): Group {
  const [index, ...rest] = path
  return {
    ...query,
    rules: query.rules.map((node, at) => {
      if (at !== index || typeof node === 'string') return node
      return 'rules' in node ? withRule(node, rest, rule) : rule
    }),
  }
}
