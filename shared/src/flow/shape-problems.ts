import type { z } from 'zod'
import type { Problem } from '../contract/problem.ts'
import { closestWord } from '../message/closest-word.ts'

/** Turns what zod finds into problems that name the place exactly and speak to people. */

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** Keys that are known at a path, for "did you mean". */
export type KnownKeys = (path: Path) => readonly string[]

/** A broken generator can break every step: the first findings say what is wrong, the rest is counted. */
const MAX_PROBLEMS = 200

export function shapeProblems(issues: readonly Issue[], json: unknown, knownKeys: KnownKeys): Problem[] {
  const problems: Problem[] = []
  for (const issue of issues) problems.push(...problemsOf(issue, [], { json, knownKeys }))
  if (problems.length <= MAX_PROBLEMS) return problems
  const left = problems.length - MAX_PROBLEMS
  const more: Problem = { code: 'more_problems', level: 'error', message: `and ${left} more problems of this sort` }
  return [...problems.slice(0, MAX_PROBLEMS), more]
}

interface Source {
  readonly json: unknown
  readonly knownKeys: KnownKeys
}

function problemsOf(issue: Issue, parent: Path, source: Source): Problem[] {
  const path = [...parent, ...issue.path]
  const value = valueAt(source.json, path)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, source))
  if (value === undefined && issue.code !== 'invalid_key') return [missingKey(path)]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return closestBranch(issue, path, source)
  return [{ level: 'error', ...placeOf(path), ...explain(issue, path, value) }]
}

type Explanation = Pick<Problem, 'code' | 'message' | 'fix'>

function explain(issue: Issue, path: Path, value: unknown): Explanation {
  const name = nameOf(path)
  switch (issue.code) {
    case 'invalid_union':
      return unknownWord(path, value, 'options' in issue && Array.isArray(issue.options) ? issue.options : [])
    case 'invalid_value':
      if (name === 'dsl') {
        return {
          code: 'unsupported_dsl',
          message: `"dsl" is ${shown(value)}, but only version 1 exists`,
          fix: 'Write "dsl": 1.',
        }
      }
      return unknownWord(path, value, issue.values)
    case 'invalid_type':
      return {
        code: 'wrong_type',
        message: `${quote(name)} must be ${TYPES[issue.expected] ?? issue.expected}, not ${kindOfValue(value)}`,
        fix: `Write ${TYPES[issue.expected] ?? issue.expected} there.`,
      }
    case 'invalid_key':
      return { code: 'bad_id', message: `${quote(name)} cannot name a step: ${ID_RULE}`, fix: 'Rename the step.' }
    default:
      return { code: 'bad_value', message: `${quote(name)}: ${issue.message}` }
  }
}

const ID_RULE = 'a step id starts with a small letter and has only a-z, 0-9, _ and -, at most 40 characters'

function unknownWord(path: Path, value: unknown, options: readonly unknown[]): Explanation {
  const name = nameOf(path)
  const words = options.filter((option): option is string => typeof option === 'string')
  const code = name === 'kind' ? 'unknown_kind' : name === 'on' ? 'unknown_trigger' : 'bad_value'
  const guess = typeof value === 'string' ? closestWord(value, words) : undefined
  const list = options.map((option) => shown(option)).join(', ')
  return {
    code,
    message: `${quote(name)} is ${shown(value)}, but must be ${options.length === 1 ? '' : 'one of '}${list}`,
    fix: guess === undefined ? 'Choose one of these.' : `Did you mean "${guess}"?`,
  }
}

function unknownKey(path: Path, key: string, { knownKeys }: Source): Problem {
  const guess = closestWord(key, knownKeys(path))
  return {
    code: 'unknown_key',
    level: 'error',
    ...placeOf([...path, key]),
    message: `${quote(key)} is not known here`,
    fix: guess === undefined ? 'Remove it.' : `Did you mean "${guess}"?`,
  }
}

function missingKey(path: Path): Problem {
  const name = quote(nameOf(path))
  return { code: 'missing_key', level: 'error', ...placeOf(path), message: `${name} is missing`, fix: `Add ${name}.` }
}

/**
 * Of several shapes that were possible, the one that was meant: fewest findings, foreign keys counting most. Where none
 * comes near - a number instead of an object - the value itself is named.
 */
function closestBranch(issue: Issue & { code: 'invalid_union' }, path: Path, source: Source): Problem[] {
  const branches = issue.errors.filter((branch) => !branch.some((one) => one.path.length === 0 && isAboutWhole(one)))
  const [best] = [...branches].sort((a, b) => distance(a) - distance(b))
  if (best) return best.flatMap((one) => problemsOf(one, path, source))
  const value = valueAt(source.json, path)
  const words = issue.errors.flat().flatMap((one) => (one.code === 'invalid_value' ? one.values : []))
  const types = issue.errors
    .flat()
    .flatMap((one) => (one.code === 'invalid_type' ? [TYPES[one.expected] ?? one.expected] : []))
  const choices = [...words.map(shown), ...new Set(types)]
  return [
    {
      code: typeof value === 'string' && words.length > 0 ? 'bad_value' : 'wrong_type',
      level: 'error',
      ...placeOf(path),
      message: `${quote(nameOf(path))} is ${shown(value)}, but must be ${choices.join(' or ')}`,
      fix: 'Write one of these.',
    },
  ]
}

const isAboutWhole = (issue: Issue): boolean => issue.code === 'invalid_type' || issue.code === 'invalid_value'

function distance(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 2 * issue.keys.length : 1), 0)
}

/** Step and the path inside it, or the path inside the flow: `paths[1].when.rules[0].operator`. */
function placeOf(path: Path): { readonly step?: string; readonly field?: string } {
  const [first, step, ...rest] = path
  if (first === 'steps' && typeof step === 'string') {
    return rest.length === 0 ? { step } : { step, field: fieldPath(rest) }
  }
  return path.length === 0 ? {} : { field: fieldPath(path) }
}

function fieldPath(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('')
}

/** The innermost named part: the list for an entry of a list. */
function nameOf(path: Path): string {
  const name = path.at(-1)
  if (name === undefined) return 'the flow'
  return typeof name === 'number' ? fieldPath(path.slice(-2)) : String(name)
}

const quote = (name: string): string => (name === 'the flow' ? name : `"${name}"`)

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

function kindOfValue(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return TYPES[typeof value] ?? typeof value
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return kindOfValue(value)
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function valueAt(json: unknown, path: Path): unknown {
  let value: unknown = json
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
