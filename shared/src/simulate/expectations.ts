import { parseInstant } from '../time/local-time.ts'
import type { Transcript } from './transcript.ts'

/** One of a list: holds if any of them matches. */
const ONE_OF: ReadonlyMap<string, string> = new Map([
  ['message', 'messages'],
  ['visit', 'timeline'],
  ['change', 'changes'],
  ['entry', 'entries'],
  ['enrollment', 'enrollments'],
  ['task', 'tasks'],
  ['handoff', 'handoffs'],
  ['problem', 'problems'],
])

/** Parts of a transcript that a scenario may speak of, one member of a list, and a message that must not be there. */
export const EXPECTATION_KEYS: ReadonlySet<string> = new Set([
  ...ONE_OF.keys(),
  'path',
  'status',
  'reason',
  'step',
  'stage',
  'score',
  'vars',
  'noMessage',
  'messages',
  'timeline',
  'changes',
  'entries',
  'enrollments',
  'tasks',
  'handoffs',
  'contact',
  'problems',
])

/** An expectation that did not hold: which, what was asked, what was found. */
export interface ExpectationFailure {
  /** position in `expect` */
  readonly expect: number
  readonly key: string
  readonly expected: unknown
  readonly actual: unknown
  readonly message: string
}

/**
 * Compares a transcript with the `expect` of a scenario. Every key names a part of the transcript and must match it:
 * objects by the keys given, `path` and other arrays element by element, instants as instants, `text` and `html` by
 * containment (fine print 116). `message` asks for one message that matches (so do `entry`, `task` and the other names
 * of one), `noMessage` for none.
 */
export function judge(
  expectations: readonly Readonly<Record<string, unknown>>[],
  transcript: Transcript,
): ExpectationFailure[] {
  return expectations.flatMap((expectation, index) =>
    Object.entries(expectation).flatMap(([key, expected]) => {
      const actual = partOf(transcript, key === 'noMessage' ? 'messages' : (ONE_OF.get(key) ?? key))
      if (isMet(key, expected, actual)) return []
      return {
        expect: index,
        key,
        expected,
        actual,
        message: `${key}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`,
      }
    }),
  )
}

function isMet(key: string, expected: unknown, actual: unknown): boolean {
  if (ONE_OF.has(key)) return Array.isArray(actual) && actual.some((one) => matches(expected, one))
  if (key === 'path' && Array.isArray(expected) && Array.isArray(actual)) {
    return expected.length === actual.length && expected.every((element, i) => isOnPath(element, actual[i]))
  }
  if (key === 'noMessage') return Array.isArray(actual) && !actual.some((message) => matches(expected, message))
  return matches(expected, actual)
}

/** A task that goes on at once may be written with its outlet or, as a step that does not wait, without (fine print 36, 101). */
function isOnPath(expected: unknown, actual: unknown): boolean {
  return matches(expected, actual) || (typeof expected === 'string' && `${expected}:opened` === actual)
}

function partOf(transcript: Transcript, key: string): unknown {
  return new Map<string, unknown>(Object.entries(transcript)).get(key)
}

function matches(expected: unknown, actual: unknown, key = ''): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      expected.length === actual.length &&
      expected.every((item, i) => matches(item, actual[i]))
    )
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return false
    const found = new Map<string, unknown>(Object.entries(actual))
    return Object.entries(expected).every(([name, value]) => matches(value, found.get(name), name))
  }
  if (expected === null) return actual === null || actual === undefined
  if (typeof expected === 'string' && typeof actual === 'string') {
    if (key === 'text' || key === 'html') return actual.includes(expected)
    return expected === actual || isSameInstant(expected, actual)
  }
  if (typeof expected === 'number' && typeof actual === 'number') return Math.abs(expected - actual) < 0.005
  return expected === actual
}

function isSameInstant(expected: string, actual: string): boolean {
  const at = parseInstant(expected)
  return at !== undefined && at === parseInstant(actual)
}
