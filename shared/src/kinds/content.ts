import type { Environment } from '../contract/environment.ts'
import type { Problem } from '../contract/problem.ts'
import { type Duration, duration, durationProblem } from '../time/duration.ts'
import { remember } from '../time/remember.ts'

/** A finding of a kind's `check`: the place inside the step is known, the step is not. */
export type Finding = Omit<Problem, 'step'>

/** Content that `check` refuses but a replay may still meet (fine print 32): the step fails with a code. */
export interface Failure {
  readonly type: 'fail'
  readonly code: string
  readonly message: string
}

export function failure(code: string, message: string): Failure {
  return { type: 'fail', code, message }
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'fail'
}

/** A duration as `check` allows it, or the failure that names the parameter; never clamped (FLOW-DSL §5). */
export function readDuration(
  field: string,
  text: string,
  allow: 'positive' | 'signed' = 'positive',
): Duration | Failure {
  const problem = problemOf[allow](text)
  return problem === null ? duration(text) : failure('bad_duration', `${field}: ${problem}`)
}

const problemOf = {
  positive: remember<string | null>(1000, (text) => durationProblem(text, { allow: 'positive' }) ?? null),
  signed: remember<string | null>(1000, (text) => durationProblem(text, { allow: 'signed' }) ?? null),
}

/** A template of the step rendered, or the failure that names the parameter. */
export function renderText(env: Environment, field: string, template: string): string | Failure {
  const rendered = env.renderText(template)
  return rendered.ok ? rendered.value : failure('template_error', `${field}: ${rendered.message}`)
}
