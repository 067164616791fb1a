import type { Variable } from 'liquidjs'
import type { Problem } from '../contract/problem.ts'
import { type AttributeType, CONTACT_FIELDS } from '../contract/words.ts'
import { closestWord } from './closest-word.ts'
import { analyseTemplate, compileTemplate, TEMPLATE_ROOTS } from './liquid.ts'

export type TemplateProblem = Omit<Problem, 'step'>

export interface TemplateCheckContext {
  /**
   * Declared attributes, as in `workspace.attributes`: bare names of the contact's, `account.<name>` for the account's.
   * Absent or empty = names are taken on trust (fine print 34).
   */
  readonly attributes?: Readonly<Record<string, AttributeType>> | undefined
}

/**
 * What is wrong with a template: a broken one is an error, for it would quarantine every contact that reaches it; a
 * variable nobody fills is a warning, for it prints nothing (FLOW-DSL §4 "Templates"). Lines count from 1.
 */
export function checkTemplate(template: string, context: TemplateCheckContext): readonly TemplateProblem[] {
  const compiled = compileTemplate(template, 'text')
  if (!compiled.ok) {
    const { reason, line } = compiled.fault
    return [
      {
        code: 'template_error',
        level: 'error',
        message: line === undefined ? `the template is broken: ${reason}` : `line ${line} is broken: ${reason}`,
        fix: 'Check that every {{ and {% is closed, every block is ended, and names of tags and filters are spelt right.',
      },
    ]
  }
  const problems = Object.values(analyseTemplate(compiled.parts).globals)
    .flat()
    .flatMap((variable) => checkVariable(variable, context) ?? [])
  const seen = new Set<string>()
  return problems.filter(({ message }) => !seen.has(message) && seen.add(message))
}

/** The variables a template reads, dotted (`contact.firstName`), each once; none where it is broken. */
export function mentionedVariables(template: string): readonly string[] {
  const compiled = compileTemplate(template, 'text')
  if (!compiled.ok) return []
  const variables = Object.values(analyseTemplate(compiled.parts).globals).flat()
  return [...new Set(variables.map((variable) => namesOf(variable).join('.')))]
}

/** The path as far as it is fixed: `contact[key]` is `contact`. */
function namesOf({ segments }: Variable): string[] {
  const names: string[] = []
  for (const segment of segments) {
    if (typeof segment === 'object') break
    names.push(String(segment))
  }
  return names
}

function checkVariable(variable: Variable, context: TemplateCheckContext): TemplateProblem | undefined {
  const names = namesOf(variable)
  const [root = '', name] = names
  const path = names.join('.')
  const { row } = variable.location
  if (!TEMPLATE_ROOTS.some((known) => known === root)) {
    const meant = closestWord(root, TEMPLATE_ROOTS)
    return unknownVariable(path, row, meant && [meant, ...names.slice(1)].join('.'))
  }
  if (name === undefined || name === 'size') return undefined
  const known = knownNames(root, context)
  if (!known || known.has(name)) return undefined
  if (root === 'event') return unknownVariable(path, row, ['event.properties', ...names.slice(1)].join('.'))
  const meant = closestWord(name, [...known])
  return unknownVariable(path, row, meant && [root, meant, ...names.slice(2)].join('.'))
}

function unknownVariable(path: string, line: number, meant: string | undefined): TemplateProblem {
  return {
    code: 'unknown_variable',
    level: 'warning',
    message: `line ${line}: nothing fills {{ ${path} }}, so it prints nothing`,
    fix: meant
      ? `Did you mean {{ ${meant} }}?`
      : `Templates may read ${TEMPLATE_ROOTS.slice(0, -1).join(', ')} and ${TEMPLATE_ROOTS.at(-1)}.`,
  }
}

const SCORE = new Set(['fit', 'engagement', 'total', 'temperature'])
const FLOW = new Set(['key', 'name'])
const EVENT = new Set(['name', 'properties'])
const CONTACT = [...CONTACT_FIELDS, 'id', 'tags', 'lists']

/** The names under a root where they are a closed list; undefined = any name may be there. */
function knownNames(root: string, { attributes }: TemplateCheckContext): ReadonlySet<string> | undefined {
  switch (root) {
    case 'score':
      return SCORE
    case 'flow':
      return FLOW
    case 'event':
      return EVENT
    case 'contact': {
      const declared = Object.keys(attributes ?? {})
      return declared.length === 0 ? undefined : new Set([...CONTACT, ...declared])
    }
    default:
      return undefined
  }
}
