import type { Step } from '@couveuse/shared/flow/schema'

/** What the keys in a step are called by people. */
export interface Names {
  message(key: string): string
  event(name: string): string
  step(id: string): string
  flow(key: string): string
}

/** A step with names in the place of keys, to be described; not to be run. */
export function withNames(step: Step, names: Names): Step {
  switch (step.kind) {
    case 'email':
    case 'sms':
      return step.message === undefined ? step : { ...step, message: names.message(step.message) }
    case 'listen':
      return {
        ...step,
        for: step.for.map((entry) => ({
          ...entry,
          ...(entry.event === undefined ? {} : { event: names.event(entry.event) }),
          ...(entry.of === undefined ? {} : { of: names.step(entry.of) }),
        })),
      }
    case 'nurture':
      return {
        ...step,
        ...(step.flow === undefined ? {} : { flow: names.flow(step.flow) }),
        ...(step.step === undefined ? {} : { step: names.step(step.step) }),
      }
    default:
      return step
  }
}
