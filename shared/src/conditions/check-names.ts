import type { Problem } from '../contract/problem.ts'
import type { AttributeType } from '../contract/words.ts'
import { BANT, CONTACT_FIELDS } from '../contract/words.ts'
import { closestWord } from '../message/closest-word.ts'
import { FIELD_PREFIXES, type Field, resolveField, SCORE_FIELDS } from './fields.ts'
import { rulesOf } from './mentions.ts'
import type { Condition } from './schema.ts'

/** `field` is the path inside the condition: `rules[0].operator`; `rules` for the group itself. */
export type ConditionProblem = Omit<Problem, 'step'> & { readonly field: string }

/** What names are looked up in. What is absent is taken on trust (fine print 34). */
export interface ConditionCheckContext {
  /**
   * Declared attributes as in `workspace.attributes`: bare names for the contact's, `account.<name>` for the account's.
   * Empty = the workspace declares none, so undeclared ones are no mistake (fine print 1).
   */
  readonly attributes?: Readonly<Record<string, AttributeType>> | undefined
  readonly segments?: Readonly<Record<string, Condition>> | undefined
  /** the steps of the flow, by id; `{}` where there is no flow */
  readonly steps?: Readonly<Record<string, unknown>> | undefined
}

export function error(code: string, field: string, message: string, fix: string): ConditionProblem {
  return { code, level: 'error', field, message, fix }
}

/** Names that the workspace or the flow would have to know. */
export function checkName(
  field: Field,
  text: string,
  path: string,
  { attributes = {}, segments, steps }: ConditionCheckContext,
): readonly ConditionProblem[] {
  const { prefix, name } = field
  if (prefix === 'segment' && segments) return checkSegmentName(name, path, segments)
  if (prefix === 'visits' && steps && !Object.hasOwn(steps, name)) return [unknownStep(name, path, steps)]
  const isDeclarable = prefix === 'contact' && field.type === undefined
  if (!isDeclarable || Object.keys(attributes).length === 0 || Object.hasOwn(attributes, name)) return []
  const meant = closestWord(name, [...Object.keys(attributes), ...CONTACT_FIELDS, 'tags', 'lists'])
  const fix = meant ? `Did you mean contact.${meant}?` : 'Declare the attribute in the workspace, or choose another.'
  return [error('unknown_attribute', path, `the workspace declares no attribute "${text}"`, fix)]
}

function checkSegmentName(
  key: string,
  path: string,
  segments: Readonly<Record<string, Condition>>,
): readonly ConditionProblem[] {
  if (!Object.hasOwn(segments, key)) {
    const meant = closestWord(key, Object.keys(segments))
    const fix = meant ? `Did you mean segment.${meant}?` : 'Choose or create the segment.'
    return [error('unknown_segment', path, `there is no segment "${key}" in the workspace`, fix)]
  }
  const circle = findCircle(key, segments)
  if (!circle) return []
  const message = `segment "${key}" goes round in a circle: ${circle.join(' → ')}`
  return [error('segment_cycle', path, message, 'Take one of these segments out of the other.')]
}

/** The way from a segment back to one already passed, or undefined where there is none. `clear` = proven to lead to none. */
function findCircle(
  key: string,
  segments: Readonly<Record<string, Condition>>,
  passed: readonly string[] = [],
  clear: Set<string> = new Set(),
): readonly string[] | undefined {
  const way = [...passed, key]
  if (passed.includes(key)) return way.slice(passed.indexOf(key))
  const condition = Object.hasOwn(segments, key) ? segments[key] : undefined
  if (!condition || clear.has(key)) return undefined
  for (const rule of rulesOf(condition)) {
    const field = resolveField(rule.field)
    const circle = field?.kind === 'segment' ? findCircle(field.name, segments, way, clear) : undefined
    if (circle) return circle
  }
  clear.add(key)
  return undefined
}

export function unknownStep(step: string, path: string, steps: Readonly<Record<string, unknown>>): ConditionProblem {
  const meant = closestWord(step, Object.keys(steps))
  const fix = meant ? `Did you mean "${meant}"?` : 'Choose a step of this flow.'
  return error('unknown_step', path, `"${step}" is not a step of this flow`, fix)
}

const CLOSED: Readonly<Record<string, readonly string[]>> = { score: SCORE_FIELDS, bant: BANT }

export function unknownField(text: string, path: string): ConditionProblem {
  const message = text === '' ? 'no field is chosen' : `"${text}" is not a field`
  return error('unknown_field', path, message, fieldFix(text))
}

function fieldFix(text: string): string {
  const [prefix = '', ...rest] = text.split('.')
  const closed = Object.hasOwn(CLOSED, prefix) ? CLOSED[prefix] : undefined
  if (closed) {
    const meant = closestWord(rest.join('.'), closed)
    return meant
      ? `Did you mean ${prefix}.${meant}?`
      : `Choose one of ${closed.map((name) => `${prefix}.${name}`).join(', ')}.`
  }
  if (FIELD_PREFIXES.some((known) => known === prefix))
    return `Write a name after "${prefix}.": a letter first, then letters, digits and _.`
  const meant = closestWord(prefix, rest.length > 0 ? FIELD_PREFIXES : ['stage'])
  if (meant) return `Did you mean ${[meant, ...rest].join('.')}?`
  return `Choose one of stage, ${FIELD_PREFIXES.map((known) => `${known}.…`).join(', ')}.`
}
