import { closestWord } from '../message/closest-word.ts'
import { durationProblem } from '../time/duration.ts'
import type { ValueType } from './fields.ts'
import { readBoolean } from './operators/boolean.ts'
import { compareDates, readDate } from './operators/date.ts'
import type { PositiveOperator } from './operators/names.ts'
import { readNumber } from './operators/number.ts'
import { compareCodePoints, readText } from './operators/text.ts'

/** A finding about a value; `at` = path below the value, such as `[1]` or `.within`. */
export interface ValueFinding {
  readonly code: string
  readonly at: string
  readonly message: string
  readonly fix: string
}

/** What is known of the field whose value is checked. `type` absent = by the data, so much is taken on trust. */
export interface Operand {
  readonly type: ValueType | undefined
  readonly words?: readonly string[] | undefined
}

const NO_FINDING: readonly ValueFinding[] = []
const found = (code: string, at: string, message: string, fix: string): readonly ValueFinding[] => [
  { code, at, message, fix },
]

/** Has the value the shape its operator takes, and can its field's type read it (fine print 70, 74)? */
export function checkValue(operator: PositiveOperator, value: unknown, operand: Operand): readonly ValueFinding[] {
  switch (operator) {
    case 'null':
      if (value === undefined || value === null || value === '') return NO_FINDING
      return found('unexpected_value', '', 'null and notNull take no value', 'Remove the value.')
    case 'in':
      return checkList(value, operand)
    case 'between':
      return checkPair(value, operand)
    case 'withinLast':
    case 'withinNext':
    case 'olderThan':
      return checkDuration(value, '')
    case 'before':
    case 'after':
      return checkSingle(value, { type: 'date' }, '')
    default:
      return checkSingle(value, operand, '')
  }
}

export function checkDuration(value: unknown, at: string): readonly ValueFinding[] {
  if (isEmpty(value)) return found('empty_value', at, 'a duration is missing', 'Write a duration such as P30D.')
  const wrong =
    typeof value === 'string'
      ? durationProblem(value, { allow: 'positive' })
      : `${shown(value)} is not an ISO 8601 duration`
  return wrong === undefined ? NO_FINDING : found('bad_duration', at, wrong, 'Write a duration such as P30D or PT4H.')
}

function checkList(value: unknown, operand: Operand): readonly ValueFinding[] {
  if (!Array.isArray(value)) {
    return found(
      'bad_value',
      '',
      `in and notIn take a list, not ${shown(value)}`,
      'Write the values as a list: ["a", "b"].',
    )
  }
  if (value.length === 0) return found('empty_value', '', 'the list is empty', 'Add at least one value.')
  return value.flatMap((member, index) => checkSingle(member, operand, `[${index}]`))
}

function checkPair(value: unknown, operand: Operand): readonly ValueFinding[] {
  if (!Array.isArray(value) || value.length !== 2) {
    const message = `between and notBetween take two values, the low and the high one, not ${shown(value)}`
    return found('bad_value', '', message, 'Write both ends: [10, 20].')
  }
  const ends = value.flatMap((end, index) => checkSingle(end, operand, `[${index}]`))
  if (ends.length > 0 || !isReversed(value[0], value[1], operand.type)) return ends
  const message = `the low end ${shown(value[0])} is above the high end ${shown(value[1])}, so it never holds`
  return found('low_above_high', '', message, 'Swap the two ends.')
}

function isReversed(low: unknown, high: unknown, type: ValueType | undefined): boolean {
  if (type === 'date') {
    const [from, to] = [readDate(low), readDate(high)]
    // Any zone will do: days compare as dates, and a local time and an instant are not of one kind.
    return from !== undefined && to !== undefined && compareDates(from, to, 'UTC') > 0
  }
  const [least, most] = [readNumber(low), readNumber(high)]
  const areNumbers = least !== undefined && most !== undefined
  if (type === 'number' || (typeof low === 'number' && typeof high === 'number')) return areNumbers && least > most
  const [first, last] = [readText(low), readText(high)]
  if (first === undefined || last === undefined || compareCodePoints(first, last) <= 0) return false
  // Without a known type, "9" to "10" may be numbers.
  return type !== undefined || !areNumbers || least > most
}

function checkSingle(value: unknown, { type, words }: Operand, at: string): readonly ValueFinding[] {
  if (isEmpty(value)) {
    return found(
      'empty_value',
      at,
      'a value is missing',
      'Fill it in, or use null and notNull to find what is missing.',
    )
  }
  switch (type) {
    case 'number':
      if (readNumber(value) !== undefined) return NO_FINDING
      return found(
        'bad_value',
        at,
        `${shown(value)} is not a number`,
        'Write it in digits, with a point: 1000 or 12.5.',
      )
    case 'boolean':
      if (readBoolean(value) !== undefined) return NO_FINDING
      return found(
        'bad_value',
        at,
        `${shown(value)} is neither true nor false`,
        'Choose true or false, or use null for what is not known.',
      )
    case 'date':
      if (readDate(value) !== undefined) return NO_FINDING
      return found('bad_date', at, `${shown(value)} is not a date`, 'Write it like 2026-12-31 or 2026-12-31T09:00.')
    case 'word':
      return checkWord(value, words ?? [], at)
    case 'text':
    case 'set':
      if (readText(value) !== undefined) return NO_FINDING
      return found('bad_value', at, `${shown(value)} is not a text`, 'Write a text.')
    case undefined:
      if (typeof value !== 'object') return NO_FINDING
      return found('bad_value', at, `${shown(value)} is not a single value`, 'Write a text, a number, true or false.')
  }
}

function checkWord(value: unknown, words: readonly string[], at: string): readonly ValueFinding[] {
  const text = readText(value)
  if (text !== undefined && words.includes(text)) return NO_FINDING
  const meant = text && closestWord(text, words)
  const fix = meant ? `Did you mean "${meant}"?` : `Choose one of ${words.join(', ')}.`
  return found('unknown_word', at, `${shown(value)} is none of ${words.join(', ')}`, fix)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
