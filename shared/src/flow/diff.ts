import { kindOf } from '../kinds/registry.ts'
import type { Flow, Step } from './schema.ts'
import { valueDifferences } from './value-diff.ts'

/**
 * One difference in what two flows do. Canvas, notes, labels and descriptions never count (FLOW-DSL §1). `field` is the
 * path inside the step, or inside the flow where no step is named; `before` and `after` are absent where nothing was.
 */
export interface FlowDifference {
  readonly type: 'step_added' | 'step_removed' | 'step_changed' | 'connection_changed' | 'flow_changed'
  readonly step?: string
  readonly field?: string
  readonly before?: unknown
  readonly after?: unknown
  /** the difference in one sentence */
  readonly message: string
}

/** What changes from flow `a` to flow `b`, in order of the flow; empty where they do the same. */
export function diffFlows(a: Flow, b: Flow): readonly FlowDifference[] {
  const removed = Object.entries(a.steps).filter(([id]) => !Object.hasOwn(b.steps, id))
  return [
    ...flowDifferences(a, b),
    ...Object.entries(b.steps).flatMap(([id, step]) => {
      const before = Object.hasOwn(a.steps, id) ? a.steps[id] : undefined
      return before ? stepDifferences(id, before, step) : [added(id, step)]
    }),
    ...removed.map(([step, { kind }]): FlowDifference => {
      return { type: 'step_removed', step, message: `Step "${step}" (${kind}) was removed.` }
    }),
  ]
}

function flowDifferences(a: Flow, b: Flow): FlowDifference[] {
  return valueDifferences(logicOf(a), logicOf(b)).map(({ path: field, before, after }) => ({
    type: 'flow_changed',
    field,
    ...sides(before, after),
    message: `The flow's ${field} ${change(before, after)}.`,
  }))
}

/** What of the flow itself counts. The name does: templates may print it. */
function logicOf({ key, name, timezone, entry, audience, reentry, goal, leaveWhen, start }: Flow): object {
  return { key, name, timezone, start, entry, audience, reentry, goal, leaveWhen }
}

function added(id: string, step: Step): FlowDifference {
  const message = `Step "${id}" (${step.kind}) was added: ${kindOf(step).describe(step, 'en')}.`
  return { type: 'step_added', step: id, message }
}

function stepDifferences(id: string, a: Step, b: Step): FlowDifference[] {
  return [
    ...valueDifferences(paramsOf(a), paramsOf(b)).map(
      ({ path: field, before, after }): FlowDifference => ({
        type: 'step_changed',
        step: id,
        field,
        ...sides(before, after),
        message: `Step "${id}": ${field} ${change(before, after)}.`,
      }),
    ),
    ...connectionDifferences(id, a.next ?? {}, b.next ?? {}),
  ]
}

function paramsOf({ label: _label, note: _note, next: _next, ...params }: Step): object {
  return params
}

function connectionDifferences(step: string, a: Record<string, string>, b: Record<string, string>): FlowDifference[] {
  return valueDifferences(a, b).map(({ path, before, after }) => {
    const message =
      after === undefined
        ? `Step "${step}": "${path}" leads nowhere any more (it led to "${String(before)}").`
        : before === undefined
          ? `Step "${step}": "${path}" now leads to "${String(after)}".`
          : `Step "${step}": "${path}" leads to "${String(after)}" instead of "${String(before)}".`
    return { type: 'connection_changed', step, field: `next.${path}`, ...sides(before, after), message }
  })
}

function sides(before: unknown, after: unknown): Pick<FlowDifference, 'before' | 'after'> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
}

function change(before: unknown, after: unknown): string {
  if (before === undefined) return `is now ${shown(after)}`
  return after === undefined
    ? `was removed (it was ${shown(before)})`
    : `changed from ${shown(before)} to ${shown(after)}`
}

const SHOWN = 80

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text
}
