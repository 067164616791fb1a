import type { Problem } from '@couveuse/shared/contract/problem'
import { shapeProblems } from '@couveuse/shared/flow/shape-problems'
import type { z } from 'zod'
import { RequestProblems } from './refuse.ts'

const MOST_PROBLEMS = 20

/**
 * Parses a value from outside; what does not fit becomes one `wrong_shape` error with the path of the first wrong value.
 * `what` names the thing in the message: "The body", "The query", "Event 3".
 */
export function parseShape<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RequestProblems('wrong_shape', `${what} must be a JSON object.`, [])
  }
  const problems = shapeProblems(parsed.error.issues, value, () => [])
  throw wrongShape(problems, what)
}

/** Several things wrong told as one error: the first in words, all of them in `problems`. */
function wrongShape(problems: readonly Problem[], what: string): RequestProblems {
  const [first, ...others] = problems
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  const path = first && placeOf(first)
  const at = path === undefined ? '' : ` at ${path}`
  const message = first?.message ?? 'it has the wrong shape'
  return new RequestProblems(
    'wrong_shape',
    `${what} does not fit${at}: ${message}${more}.`,
    problems.slice(0, MOST_PROBLEMS),
    path,
  )
}

/** `steps.welcome.kind`, `contacts[3].email`; undefined for the value as a whole. */
export function placeOf({ step, field }: Problem): string | undefined {
  if (step === undefined) return field
  return field === undefined ? `steps.${step}` : `steps.${step}.${field}`
}
