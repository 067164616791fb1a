import { closestWord } from '../message/closest-word.ts'
import {
  type ConditionCheckContext,
  type ConditionProblem,
  checkName,
  error,
  unknownField,
  unknownStep,
} from './check-names.ts'
import { checkDuration, checkValue, type Operand, shown, type ValueFinding } from './check-value.ts'
import { builtInAccountType, type Field, resolveField } from './fields.ts'
import { takesOperator } from './operators/by-type.ts'
import { EVENT_KEYS, isRecord } from './operators/event.ts'
import { isDateWord, OPERATORS, type PositiveOperator, readOperator } from './operators/names.ts'
import { type Condition, conditionSchema, isGroup, type Rule } from './schema.ts'
import { MACHINE_FIELD } from './where.ts'

/**
 * Everything wrong with a condition on a contact (FLOW-DSL §3, fine print 34, 70-74, 88). Whatever it finds is harmless at
 * run time - the rule is then false, or true where negated - but never what was meant.
 */
export function checkCondition(condition: Condition, context: ConditionCheckContext = {}): readonly ConditionProblem[] {
  return checkGroup(condition, '', (rule, path) => checkRule(rule, path, context))
}

/** The same for a `where`: bare names of an event's properties, whose types only the data knows (fine print 69). */
export function checkWhere(condition: Condition): readonly ConditionProblem[] {
  return checkGroup(condition, '', checkPropertyRule)
}

/** All segments of a workspace, circles among them included; the path begins with the segment's key. */
export function checkSegments(
  segments: Readonly<Record<string, Condition>>,
  context: Pick<ConditionCheckContext, 'attributes'> = {},
): readonly ConditionProblem[] {
  return Object.entries(segments).flatMap(([key, condition]) =>
    checkCondition(condition, { ...context, segments, steps: {} }).map((problem) => ({
      ...problem,
      field: `${key}.${problem.field}`,
    })),
  )
}

type CheckRule = (rule: Rule, path: string) => readonly ConditionProblem[]

function checkGroup(group: Condition, path: string, checkRule: CheckRule): readonly ConditionProblem[] {
  if (group.rules.length === 0) {
    const message = `an empty group is always ${group.combinator === 'and'}`
    return [error('empty_group', `${path}rules`, message, 'Add a rule, or remove the group.')]
  }
  return group.rules.flatMap((node, index) => {
    const place = `${path}rules[${index}].`
    return isGroup(node) ? checkGroup(node, place, checkRule) : checkRule(node, place)
  })
}

function checkRule(rule: Rule, path: string, context: ConditionCheckContext): readonly ConditionProblem[] {
  const field = resolveField(rule.field)
  if (!field) return [unknownField(rule.field, `${path}field`), ...checkOperator(rule, path)]
  const unknown = checkName(field, rule.field, `${path}field`, context)
  const operator = readOperator(rule.operator)
  if (!operator) return [...unknown, ...checkOperator(rule, path)]
  if (field.kind === 'event') {
    if (operator.positive !== 'happened') return [...unknown, mismatch(rule, path, 'an event')]
    return [...unknown, ...checkEventValue(rule.value, `${path}value`, context)]
  }
  if (field.kind === 'segment') {
    if (operator.positive !== '=') return [...unknown, mismatch(rule, path, 'a segment')]
    return [...unknown, ...valueProblems(checkValue('=', rule.value, { type: 'boolean' }), `${path}value`)]
  }
  const operand: Operand = { type: knownType(field, rule.field, context), words: field.words }
  return [...unknown, ...checkComparison(rule, operator.positive, operand, path, field)]
}

function checkPropertyRule(rule: Rule, path: string): readonly ConditionProblem[] {
  const nameless =
    rule.field === ''
      ? [error('unknown_field', `${path}field`, 'no property is chosen', 'Write the name of a property of the event.')]
      : []
  const operator = readOperator(rule.operator)
  if (!operator) return [...nameless, ...checkOperator(rule, path)]
  const type = rule.field === MACHINE_FIELD ? 'boolean' : undefined
  return [...nameless, ...checkComparison(rule, operator.positive, { type }, path)]
}

function checkOperator(rule: Rule, path: string): readonly ConditionProblem[] {
  if (readOperator(rule.operator)) return []
  const meant = closestWord(rule.operator, OPERATORS)
  const fix = meant ? `Did you mean "${meant}"?` : `Choose one of ${OPERATORS.join(' ')}.`
  return [error('unknown_operator', `${path}operator`, `"${rule.operator}" is not an operator`, fix)]
}

function checkComparison(
  rule: Rule,
  operator: PositiveOperator,
  operand: Operand,
  path: string,
  field?: Field,
): readonly ConditionProblem[] {
  if (operator === 'happened') return [mismatch(rule, path, 'a value')]
  if (operand.type && !takesOperator(operand.type, operator) && !readsTextAsDate(operator, operand, field)) {
    return [mismatch(rule, path, TYPE_WORDS[operand.type])]
  }
  return valueProblems(checkValue(operator, rule.value, operand), `${path}value`)
}

/** Date words read text as a date (fine print 1), so a declared text may hold one; a city or an e-mail address does not. */
function readsTextAsDate(operator: PositiveOperator, { type }: Operand, field: Field | undefined): boolean {
  return type === 'text' && isDateWord(operator) && field?.kind === 'value' && field.type === undefined
}

const TYPE_WORDS = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  set: 'a set',
  word: 'one word of a list',
} as const

function mismatch({ field, operator }: Rule, path: string, kind: string): ConditionProblem {
  const message = `"${operator}" cannot be asked of ${field}, which is ${kind}`
  return error('operator_mismatch', `${path}operator`, message, 'Choose another operator.')
}

function valueProblems(findings: readonly ValueFinding[], path: string): readonly ConditionProblem[] {
  return findings.map(({ code, at, message, fix }) => error(code, path + at, message, fix))
}

/** The type, where something fixes or declares it. */
function knownType(field: Field, text: string, { attributes = {} }: ConditionCheckContext): Operand['type'] {
  if (field.kind !== 'value') return undefined
  if (field.type) return field.type
  if (field.prefix !== 'contact' && field.prefix !== 'account') return undefined
  const key = field.prefix === 'contact' ? field.name : text
  if (Object.hasOwn(attributes, key)) return attributes[key]
  return field.prefix === 'account' ? builtInAccountType(field.name) : undefined
}

/** The value of `happened` and `notHappened`: every key is known, and every part can be met (fine print 70, 82-84). */
function checkEventValue(value: unknown, path: string, context: ConditionCheckContext): readonly ConditionProblem[] {
  if (value === undefined) return []
  if (!isRecord(value)) {
    const message = `happened and notHappened take an object, not ${shown(value)}`
    return [error('bad_value', path, message, 'Write it like { "atLeast": 2, "within": "P7D" }, or leave it out.')]
  }
  return [
    ...Object.keys(value).flatMap((key) => checkEventKey(key, path)),
    ...checkCounts(value, path),
    ...(value.within !== undefined ? valueProblems(checkDuration(value.within, '.within'), path) : []),
    ...checkSince(value.since, path),
    ...checkOf(value.of, path, context),
    ...checkEventWhere(value.where, `${path}.where`),
  ]
}

function checkEventKey(key: string, path: string): readonly ConditionProblem[] {
  if (EVENT_KEYS.some((known) => known === key)) return []
  const meant = closestWord(key, EVENT_KEYS)
  const fix = meant ? `Did you mean "${meant}"?` : `Choose from ${EVENT_KEYS.join(', ')}.`
  return [error('unknown_key', `${path}.${key}`, `"${key}" says nothing about an event`, fix)]
}

function checkCounts(value: Readonly<Record<string, unknown>>, path: string): readonly ConditionProblem[] {
  const problems = (['atLeast', 'atMost'] as const).flatMap((key) => {
    const count = value[key]
    if (count === undefined || (typeof count === 'number' && Number.isInteger(count) && count >= 0)) return []
    const message = `${key} takes a whole number from 0, not ${shown(count)}`
    return [error('bad_value', `${path}.${key}`, message, 'Write a whole number.')]
  })
  const { atLeast, atMost } = value
  if (problems.length > 0 || typeof atLeast !== 'number' || typeof atMost !== 'number' || atLeast <= atMost) {
    return problems
  }
  const message = `at least ${atLeast} and at most ${atMost} times: that never holds`
  return [{ ...error('low_above_high', path, message, 'Make atMost at least as large as atLeast.'), level: 'warning' }]
}

function checkSince(since: unknown, path: string): readonly ConditionProblem[] {
  if (since === undefined || since === 'entry') return []
  return [
    error('bad_value', `${path}.since`, `since takes "entry", not ${shown(since)}`, 'Write "entry", or use within.'),
  ]
}

function checkOf(of: unknown, path: string, { steps }: ConditionCheckContext): readonly ConditionProblem[] {
  if (of === undefined) return []
  if (typeof of !== 'string') {
    return [error('bad_value', `${path}.of`, `of takes the id of a step, not ${shown(of)}`, 'Choose a step.')]
  }
  return steps && !Object.hasOwn(steps, of) ? [unknownStep(of, `${path}.of`, steps)] : []
}

function checkEventWhere(where: unknown, path: string): readonly ConditionProblem[] {
  if (where === undefined) return []
  const parsed = conditionSchema.safeParse(where)
  if (!parsed.success) {
    const message = 'where takes a condition: a combinator and rules'
    return [error('bad_value', path, message, 'Write it like { "combinator": "and", "rules": […] }.')]
  }
  return checkWhere(parsed.data).map((problem) => ({ ...problem, field: `${path}.${problem.field}` }))
}
