import type { ValueType } from '../fields.ts'
import { booleanOperators } from './boolean.ts'
import { dateOperators } from './date.ts'
import { OPERATORS, type PositiveOperator, readOperator } from './names.ts'
import { numberOperators } from './number.ts'
import { setOperators } from './set.ts'
import { textOperators } from './text.ts'
import { wordOperators } from './word.ts'

/** What a rule's field can be, as far as its operators go. */
export type OperandType = ValueType | 'event' | 'segment'

const TABLES: Readonly<Record<ValueType, Readonly<Partial<Record<PositiveOperator, unknown>>>>> = {
  text: textOperators,
  number: numberOperators,
  boolean: booleanOperators,
  date: dateOperators,
  set: setOperators,
  word: wordOperators,
}

/** Is the (positive) operator one of the type's own (fine print 71, 88)? A mismatch is an error of `check`. */
export function takesOperator(type: OperandType, operator: PositiveOperator): boolean {
  if (type === 'event') return operator === 'happened'
  if (type === 'segment') return operator === '='
  return operator === 'null' || TABLES[type][operator] !== undefined
}

/** The operators to offer for a type, negated ones included, in the order of FLOW-DSL §3. */
export function operatorsFor(type: OperandType): readonly string[] {
  return OPERATORS.filter((name) => {
    const read = readOperator(name)
    return read !== undefined && takesOperator(type, read.positive)
  })
}
