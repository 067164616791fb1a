import { type OperandType, operatorsFor } from '@couveuse/shared/conditions/operators/by-type'
import { isRecord } from '@couveuse/shared/conditions/operators/event'
import { OPERATORS } from '@couveuse/shared/conditions/operators/names'
import type { TFunction } from 'i18next'
import { oneOf } from '../one-of.ts'

/** Operators that are signs, by the names their texts have. */
const signs: Readonly<Record<string, string>> = { '=': 'eq', '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' }

const compared = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const
const ofText = [...compared, 'contains', 'doesNotContain'] as const
const ofSet = ['contains', 'doesNotContain', 'in', 'notIn'] as const
const ofAny = [
  ...compared,
  'between',
  'notBetween',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'beginsWith',
  'doesNotBeginWith',
  'endsWith',
  'doesNotEndWith',
  'null',
  'notNull',
  'before',
  'after',
  'withinLast',
  'withinNext',
  'olderThan',
  'happened',
  'notHappened',
] as const

/** The operators to offer for a field; where only the data knows its type, all but those of events. */
export function offeredOperators(type: OperandType | undefined): readonly string[] {
  // On dates `before` and `after` say the same in better words.
  if (type === 'date') return operatorsFor(type).filter((name) => name !== '<' && name !== '>')
  if (type) return operatorsFor(type)
  return OPERATORS.filter((name) => name !== 'happened' && name !== 'notHappened')
}

/** The operator a new rule about a field begins with. */
export function firstOperator(type: OperandType | undefined): string {
  if (type === 'event') return 'happened'
  if (type === 'number') return '>='
  if (type === 'set') return 'contains'
  if (type === 'date') return 'withinLast'
  return '='
}

/** An operator as a marketer says it, in the words of its field's type. */
export function operatorWords(operator: string, type: OperandType | undefined, t: TFunction<'steps'>): string {
  const name = signs[operator] ?? operator
  return ownWords(name, type, t) ?? anyWords(name, t) ?? operator
}

function ownWords(name: string, type: OperandType | undefined, t: TFunction<'steps'>): string | undefined {
  if (type === 'text') {
    const known = oneOf(ofText, name)
    return known && t(`condition.operators.text.${known}`)
  }
  if (type === 'set') {
    const known = oneOf(ofSet, name)
    return known && t(`condition.operators.set.${known}`)
  }
  if (type !== 'number' && type !== 'date') return undefined
  const known = oneOf(compared, name)
  return known && t(`condition.operators.${type}.${known}`)
}

function anyWords(name: string, t: TFunction<'steps'>): string | undefined {
  const known = oneOf(ofAny, name)
  return known && t(`condition.operators.any.${known}`)
}

/** What an operator's value looks like in JSON (fine print 70). */
export type ValueShape = 'none' | 'single' | 'list' | 'pair' | 'duration' | 'count'

export function valueShape(operator: string): ValueShape {
  switch (operator) {
    case 'null':
    case 'notNull':
      return 'none'
    case 'in':
    case 'notIn':
      return 'list'
    case 'between':
    case 'notBetween':
      return 'pair'
    case 'withinLast':
    case 'withinNext':
    case 'olderThan':
      return 'duration'
    case 'happened':
    case 'notHappened':
      return 'count'
    default:
      return 'single'
  }
}

/** A value carried over to the shape another operator takes, as far as it says the same there. */
export function reshape(value: unknown, shape: ValueShape): unknown {
  const single = Array.isArray(value) ? value[0] : isRecord(value) ? undefined : value
  switch (shape) {
    case 'none':
      return undefined
    case 'list':
      return Array.isArray(value) ? value : single === undefined || single === '' ? [] : [single]
    case 'pair':
      return Array.isArray(value) && value.length === 2 ? value : [single ?? '', '']
    case 'duration':
      return typeof single === 'string' && single.startsWith('P') ? single : 'P30D'
    case 'count':
      return isRecord(value) ? value : undefined
    case 'single':
      return single ?? ''
  }
}

/** The value a rule begins with, once field and operator are chosen. */
export function firstValue(operator: string, type: OperandType | undefined): unknown {
  if (type === 'segment' || type === 'boolean') return true
  return reshape(undefined, valueShape(operator))
}
