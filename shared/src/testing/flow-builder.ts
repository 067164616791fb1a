import { type Flow, readFlow, type Step } from '../flow/schema.ts'

/** A flow from its steps and whatever else matters to the test; throws with the problems where it cannot be read. */
export function aFlow(steps: Readonly<Record<string, unknown>>, rest: object = {}): Flow {
  const read = readFlow({ dsl: 1, key: 'a-flow', start: Object.keys(steps)[0] ?? '', steps, ...rest })
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 2))
  return read.flow
}

/** A single step, read as a flow reads it. */
export function aStep(step: { readonly kind: string; readonly [key: string]: unknown }): Step {
  const read = aFlow({ s: step }).steps.s
  if (!read) throw new Error('unreachable: the flow has just this step')
  return read
}
