import type { Problem } from '../contract/problem.ts'

/**
 * What a flow may weigh. Far above anything drawn by hand, low enough that one file can neither stop the runtime nor
 * overflow the stack of a recursive reader.
 */
export const FLOW_LIMITS = {
  /** characters of the flow as JSON */
  characters: 4_000_000,
  steps: 10_000,
  /** objects and lists inside one another; a group of rules inside a group costs two */
  depth: 100,
} as const

/**
 * Walks raw JSON without recursion and says why it cannot be read as a flow: too large, too deep, or with a key that
 * would reach the prototype of objects. Undefined where it can.
 */
export function limitProblem(json: unknown): Problem | undefined {
  const stack: { readonly value: unknown; readonly path: Path | undefined; readonly depth: number }[] = [
    { value: json, path: undefined, depth: 0 },
  ]
  let characters = 0
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, path, depth } = next
    characters += ownCharacters(value)
    if (characters > FLOW_LIMITS.characters) return tooLarge()
    if (typeof value !== 'object' || value === null) continue
    if (depth >= FLOW_LIMITS.depth) return tooDeep(path)
    for (const [key, member] of Object.entries(value)) {
      if (!Array.isArray(value)) characters += key.length + 3
      if (key === '__proto__') return forbiddenKey({ parent: path, key })
      stack.push({ value: member, path: { parent: path, key }, depth: depth + 1 })
    }
  }
  return undefined
}

interface Path {
  readonly parent: Path | undefined
  readonly key: string
}

/** About what the value itself takes as JSON, members excluded. */
function ownCharacters(value: unknown): number {
  if (typeof value === 'string') return value.length + 3
  return typeof value === 'number' ? String(value).length + 1 : 5
}

function textOf(path: Path | undefined): string {
  const keys: string[] = []
  for (let at = path; at; at = at.parent) keys.push(at.key)
  return keys.reverse().join('.')
}

/** The one clear answer to a flow beyond the limit. */
export function tooLarge(): Problem {
  return {
    code: 'flow_too_large',
    level: 'error',
    message: `the flow is larger than ${FLOW_LIMITS.characters / 1_000_000} MB`,
    fix: 'Move long texts into the message library, or divide the flow.',
  }
}

function tooDeep(path: Path | undefined): Problem {
  const field = `${textOf(path).slice(0, 200)}…`
  const message = `objects and lists stand inside one another more than ${FLOW_LIMITS.depth} deep`
  return { code: 'flow_too_deep', level: 'error', field, message, fix: 'Use fewer groups of rules inside groups.' }
}

function forbiddenKey(path: Path): Problem {
  const message = '"__proto__" cannot name anything in a flow'
  return { code: 'unknown_key', level: 'error', field: textOf(path), message, fix: 'Remove this key.' }
}
