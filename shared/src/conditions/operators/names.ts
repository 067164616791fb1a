/**
 * The operators of FLOW-DSL §3 by name. A negated operator is its positive one turned round, so that what is missing,
 * mismatched or unreadable makes the one false and the other true by construction (fine print 71, 72, 74, 82).
 */
export const POSITIVE_OPERATORS = [
  '=',
  '<',
  '<=',
  '>',
  '>=',
  'between',
  'in',
  'contains',
  'beginsWith',
  'endsWith',
  'null',
  'before',
  'after',
  'withinLast',
  'withinNext',
  'olderThan',
  'happened',
] as const
export type PositiveOperator = (typeof POSITIVE_OPERATORS)[number]

const POSITIVE_OF = {
  '!=': '=',
  notBetween: 'between',
  notIn: 'in',
  doesNotContain: 'contains',
  doesNotBeginWith: 'beginsWith',
  doesNotEndWith: 'endsWith',
  notNull: 'null',
  notHappened: 'happened',
} as const satisfies Record<string, PositiveOperator>
export type NegatedOperator = keyof typeof POSITIVE_OF

export const OPERATORS: readonly (PositiveOperator | NegatedOperator)[] = [
  ...POSITIVE_OPERATORS,
  '!=',
  'notBetween',
  'notIn',
  'doesNotContain',
  'doesNotBeginWith',
  'doesNotEndWith',
  'notNull',
  'notHappened',
]

/** An operator taken apart: what it asks, and whether the answer is turned round. */
export interface ReadOperator {
  readonly positive: PositiveOperator
  readonly negated: boolean
}

const byName = new Map<string, ReadOperator>([
  ...POSITIVE_OPERATORS.map((name) => [name, { positive: name, negated: false }] as const),
  ...Object.entries(POSITIVE_OF).map(([name, positive]) => [name, { positive, negated: true }] as const),
])

/** Undefined for an unknown operator: an error of `check`, and a rule that is false at run time (fine print 72). */
export function readOperator(name: string): ReadOperator | undefined {
  return byName.get(name)
}

const DATE_WORDS: ReadonlySet<string> = new Set(['before', 'after', 'withinLast', 'withinNext', 'olderThan'])

/** Operators that read text as a date whatever the field's type (fine print 1). */
export function isDateWord(operator: PositiveOperator): boolean {
  return DATE_WORDS.has(operator)
}
