import type { Json } from '../../contract/json.ts'
import type { ValueField, ValueType } from '../fields.ts'
import { booleanOperators, readBoolean } from '../operators/boolean.ts'
import { dateOperators, readDate } from '../operators/date.ts'
import { isDateWord, type PositiveOperator, type ReadOperator } from '../operators/names.ts'
import { numberOperators, readNumber } from '../operators/number.ts'
import { isEmptySet, setOperators } from '../operators/set.ts'
import { readText, textOperators } from '../operators/text.ts'
import { wordOperators } from '../operators/word.ts'
import type { Rule } from '../schema.ts'
import { type Node, never, teller } from './node.ts'

/** `other` = a value no operator but `null` says anything about: an object, or true in a text field. */
type DataType = ValueType | 'other'

/**
 * How a value is read (fine print 1): by the field's type where that is fixed or declared, else by its own JSON type.
 * A list in a text field stays a list: membership, never substring.
 */
function typeOfValue(raw: Json, fixed: ValueType | undefined): DataType {
  if (fixed !== undefined && fixed !== 'text') return fixed
  if (typeof raw === 'string') return 'text'
  if (Array.isArray(raw)) return 'set'
  if (typeof raw === 'number') return fixed ?? 'number'
  return typeof raw === 'boolean' && fixed === undefined ? 'boolean' : 'other'
}

/** Missing = absent, null, empty after trim, an empty set, or unreadable as its type (FLOW-DSL §3, fine print 73). */
function isMissing(raw: Json | undefined, fixed: ValueType | undefined): boolean {
  return raw === undefined || raw === null || seenValue(raw, typeOfValue(raw, fixed)) === null
}

/** The value as compared, for the because: null when missing. */
function seenValue(raw: Json, type: DataType): Json {
  switch (type) {
    case 'text':
      return typeof raw === 'string' ? (raw.trim() === '' ? null : raw) : (readText(raw) ?? null)
    case 'number':
      return readNumber(raw) ?? null
    case 'boolean':
      return readBoolean(raw) ?? null
    case 'date':
      return readDate(raw) === undefined ? null : raw
    case 'set':
      return isEmptySet(membersOf(raw)) ? null : raw
    case 'word':
    case 'other':
      return raw
  }
}

function membersOf(raw: Json): readonly unknown[] {
  return Array.isArray(raw) ? raw : [raw]
}

/** Judges a present value by the positive operator; false when missing, mismatched, or the rule's value is of no use. */
type Judge = (raw: Json, fixed: ValueType | undefined, now: number, zone: string) => boolean

function prepareJudge(positive: PositiveOperator, value: unknown): Judge {
  if (positive === 'null') return (raw, fixed) => isMissing(raw, fixed)
  const text = textOperators[positive]?.(value)
  const number = numberOperators[positive]?.(value)
  const boolean = booleanOperators[positive]?.(value)
  const date = dateOperators[positive]?.(value)
  const set = setOperators[positive]?.(value)
  const word = wordOperators[positive]?.(value)
  const asDate = isDateWord(positive)
  return (raw, fixed, now, zone) => {
    switch (asDate ? 'date' : typeOfValue(raw, fixed)) {
      case 'text': {
        const seen = text && readText(raw)
        return seen !== undefined && text?.(seen) === true
      }
      case 'number': {
        const seen = number && readNumber(raw)
        return seen !== undefined && number?.(seen) === true
      }
      case 'boolean': {
        const seen = boolean && readBoolean(raw)
        return seen !== undefined && boolean?.(seen) === true
      }
      case 'date': {
        const seen = date && readDate(raw)
        return seen !== undefined && date?.holds(seen, now, zone) === true
      }
      case 'set':
        return set?.(membersOf(raw)) === true
      case 'word':
        return typeof raw === 'string' && word?.(raw) === true
      case 'other':
        return false
    }
  }
}

/** A rule on anything but events and segments: one value read from the source, compared by its type. */
export function compileValueRule<Source>(
  rule: Rule,
  { positive, negated }: ReadOperator,
  field: ValueField<Source>,
): Node<Source> {
  const judge = prepareJudge(positive, rule.value)
  const ifMissing = (positive === 'null') !== negated
  const tell = teller(rule)
  const asDate = isDateWord(positive)

  const date = dateOperators[positive]?.(rule.value)
  const { readInstant } = field

  const holds: Node<Source>['holds'] = (source, now, zone, trail) => {
    if (readInstant && date) return date.holds({ kind: 'instant', at: readInstant(source) }, now, zone) !== negated
    if (field.isKnown && !field.isKnown(source, trail)) return false
    const raw = field.read(source, trail)
    if (raw === undefined || raw === null) return ifMissing
    return judge(raw, field.type ?? field.declaredType?.(source), now, zone) !== negated
  }

  const seen = (source: Source, trail: Parameters<typeof field.read>[1]): Json => {
    if (field.isKnown && !field.isKnown(source, trail)) return null
    const raw = field.read(source, trail)
    if (raw === undefined || raw === null) return null
    return seenValue(raw, asDate ? 'date' : typeOfValue(raw, field.type ?? field.declaredType?.(source)))
  }

  return {
    holds,
    because: (source, now, zone, trail) => tell(seen(source, trail), holds(source, now, zone, trail)),
    nextChange: date?.changes
      ? (source, now, zone, trail) => {
          const seenDate = readDate(field.read(source, trail))
          return seenDate && date.changes ? firstAfter(now, date.changes(seenDate, zone)) : Number.POSITIVE_INFINITY
        }
      : never,
  }
}

function firstAfter(now: number, instants: readonly number[]): number {
  return instants.reduce((next, at) => (at > now && at < next ? at : next), Number.POSITIVE_INFINITY)
}
