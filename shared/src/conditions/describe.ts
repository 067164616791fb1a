import type { Json } from '../contract/json.ts'
import type { Language } from '../contract/words.ts'
import type { Because, RuleBecause } from './because.ts'
import { ENGLISH } from './describe/english.ts'
import { FRENCH } from './describe/french.ts'
import type { ComparingOperator, Phrases, Subjected } from './describe/phrases.ts'
import { type Field, resolveField } from './fields.ts'
import { readDate } from './operators/date.ts'
import { readEventCount } from './operators/event.ts'
import { isDateWord, type PositiveOperator, type ReadOperator, readOperator } from './operators/names.ts'
import { type Condition, isGroup, type Rule } from './schema.ts'

const PHRASES: Readonly<Record<Language, Phrases>> = { en: ENGLISH, fr: FRENCH }

/** A condition as a sentence: "score.total is at least 50 and country is one of FR, BE". */
export function describeCondition(condition: Condition, language: Language): string {
  return describeGroup(condition, PHRASES[language], false, (rule) => describeRule(rule, PHRASES[language]))
}

/** A `where` as a sentence: its fields are properties of one event. */
export function describeWhere(condition: Condition, language: Language): string {
  return describeGroup(condition, PHRASES[language], false, (rule) => describeProperty(rule, PHRASES[language]))
}

function describeGroup(
  { combinator, not, rules }: Condition,
  phrases: Phrases,
  isInner: boolean,
  describe: (rule: Rule) => string,
): string {
  const parts = rules.map((node) => (isGroup(node) ? describeGroup(node, phrases, true, describe) : describe(node)))
  const text =
    parts.length === 0 ? phrases[combinator === 'and' ? 'always' : 'never'] : parts.join(` ${phrases[combinator]} `)
  if (not) return phrases.not(text)
  return isInner && parts.length > 1 ? `(${text})` : text
}

function describeRule(rule: Rule, phrases: Phrases): string {
  const operator = readOperator(rule.operator)
  const field = resolveField(rule.field)
  if (!field) return phrases.unknownField(rule.field)
  if (!operator) return phrases.unknownOperator(rule.operator)
  const { positive, negated } = operator
  if (field.kind === 'event') {
    const count = positive === 'happened' ? readEventCount(rule.value) : undefined
    if (!count) return raw(rule, phrases)
    return phrases.event(
      field.name,
      count,
      !negated,
      count.where && describeGroup(count.where, phrases, true, (inner) => describeProperty(inner, phrases)),
    )
  }
  if (field.kind === 'segment') {
    const wanted = String(rule.value).trim().toLowerCase() !== 'false'
    return phrases.membership(field.name, wanted !== negated)
  }
  return `${phrases.label(field).text} ${predicateOf(rule, positive, !negated, field, phrases)}`
}

/** Names of properties are the sender's own; they are told as they are. */
function describeProperty(rule: Rule, phrases: Phrases): string {
  const operator = readOperator(rule.operator)
  if (!operator) return phrases.unknownOperator(rule.operator)
  return `${rule.field} ${predicateOf(rule, operator.positive, !operator.negated, undefined, phrases)}`
}

function predicateOf(
  rule: Pick<Rule, 'operator' | 'value'>,
  positive: PositiveOperator,
  holds: boolean,
  field: Field | undefined,
  phrases: Phrases,
): string {
  if (positive === 'null') return phrases.hasValue(!holds)
  if (positive === 'happened') return phrases.unreadable(rule.operator)
  return phrases.predicate(
    positive,
    holds,
    valueText(rule.value, positive, field, phrases),
    subjected(rule.value, positive, field, phrases),
  )
}

function subjected(value: unknown, positive: ComparingOperator, field: Field | undefined, phrases: Phrases): Subjected {
  const type = field?.kind === 'value' ? field.type : undefined
  const isDate = type === 'date' || isDateWord(positive) || (type === undefined && readDate(value) !== undefined)
  return { gender: (field && phrases.label(field).gender) ?? 'm', isDate, isSet: type === 'set' }
}

function valueText(value: unknown, positive: ComparingOperator, field: Field | undefined, phrases: Phrases): string {
  if (!isSaid(value)) return '…'
  if (positive === 'withinLast' || positive === 'withinNext' || positive === 'olderThan') {
    return typeof value === 'string' ? phrases.duration(value) : phrases.value(value, field)
  }
  if (positive === 'between' && Array.isArray(value)) {
    return value.map((end) => phrases.value(end, field)).join(` ${phrases.and} `)
  }
  return phrases.value(value, field)
}

function isSaid(value: unknown): value is Json {
  return value !== undefined && value !== null && value !== ''
}

function raw({ operator, value }: Rule, phrases: Phrases): string {
  return phrases.unreadable(isSaid(value) ? `${operator} ${JSON.stringify(value)}` : operator)
}

/**
 * Why a condition held or did not, in facts: "score.total 34 is below 50". Only the rules that settled it are told: those
 * that failed an `and`, those that met an `or`; all of them otherwise.
 */
export function describeBecause(because: Because, language: Language): string {
  return factsOf(because, PHRASES[language]).join(` ${PHRASES[language].and} `)
}

function factsOf(because: Because, phrases: Phrases): readonly string[] {
  const { combinator, rules } = because
  const verdict = because.holds !== (because.not === true)
  const decisive = rules.filter(({ holds }) => holds === verdict)
  if (rules.length === 0) return [phrases[(combinator === 'and') !== (because.not === true) ? 'always' : 'never']]
  return [...new Set(decisive.flatMap((node) => ('rules' in node ? factsOf(node, phrases) : [factOf(node, phrases)])))]
}

/** One rule as the fact that was found, whichever way round it was asked. */
function factOf(told: RuleBecause, phrases: Phrases): string {
  const operator = readOperator(told.operator)
  const field = resolveField(told.field)
  if (!field) return phrases.unknownField(told.field)
  if (!operator) return phrases.unknownOperator(told.operator)
  if (field.kind === 'event') return eventFact(told, operator, field.name, phrases)
  if (field.kind === 'segment') {
    return typeof told.seen === 'boolean'
      ? phrases.membership(field.name, told.seen)
      : phrases.unknownSegment(field.name)
  }
  const { positive, negated } = operator
  const label = phrases.label(field).text
  if (told.seen === null) return `${label} ${phrases.hasValue(false)}`
  const isTrue = told.holds !== negated
  const seen = seenText(told, field, phrases)
  if (positive === 'null')
    return `${label} ${phrases.predicate('=', true, seen, subjected(told.seen, '=', field, phrases))}`
  const predicate = predicateOf(told, positive, isTrue, field, phrases)
  const isSaidTwice = positive === '=' && isTrue
  return isSaidTwice ? `${label} ${predicate}` : `${label} ${seen} ${predicate}`
}

/** Two decimals are enough, unless they would hide why a score is not what was asked for. */
function seenText({ seen, value }: RuleBecause, field: Field, phrases: Phrases): string {
  if (typeof seen !== 'number') return phrases.value(seen, field)
  const rounded = Math.round(seen * 100) / 100
  return phrases.value(rounded === Number(value) ? seen : rounded, field)
}

function eventFact(told: RuleBecause, { positive }: ReadOperator, name: string, phrases: Phrases): string {
  const count = positive === 'happened' ? readEventCount(told.value) : undefined
  if (!count || typeof told.seen !== 'number') return raw(told, phrases)
  const where = count.where && describeGroup(count.where, phrases, true, (rule) => describeProperty(rule, phrases))
  return phrases.counted(name, count, told.seen, where)
}
