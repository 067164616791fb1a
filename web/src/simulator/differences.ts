import { parseInstant } from '@couveuse/shared/time/local-time'

/** One place where what was found is not what was expected. */
export interface Difference {
  /** inside the value: `fit`, `[2]`, `[1].at`; empty for the value as a whole */
  readonly place: string
  readonly expected: unknown
  readonly actual: unknown
}

/**
 * Where two values differ, as expectations compare them: objects by the keys expected, lists element by element, instants
 * as instants. Only what a reader needs: the deepest places that differ.
 */
export function differences(expected: unknown, actual: unknown, place = ''): readonly Difference[] {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length)
    return Array.from({ length }, (_, i) => differences(expected[i], actual[i], `${place}[${i + 1}]`)).flat()
  }
  if (isRecord(expected) && isRecord(actual)) {
    return Object.keys(expected).flatMap((key) =>
      differences(expected[key], actual[key], place === '' ? key : `${place}.${key}`),
    )
  }
  return isSame(expected, actual, place) ? [] : [{ place, expected, actual }]
}

/** Texts of messages are compared by containment (fine print 116). */
const IS_TEXT = /(?:^|\.)(?:text|html)$/

function isSame(expected: unknown, actual: unknown, place: string): boolean {
  if (expected === null || expected === undefined) return actual === null || actual === undefined
  if (typeof expected === 'number' && typeof actual === 'number') return Math.abs(expected - actual) < 0.005
  if (typeof expected === 'string' && typeof actual === 'string' && expected !== actual) {
    if (IS_TEXT.test(place)) return actual.includes(expected)
    const at = parseInstant(expected)
    return at !== undefined && at === parseInstant(actual)
  }
  return expected === actual
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
