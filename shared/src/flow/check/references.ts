import type { Problem } from '../../contract/problem.ts'
import { kindOf } from '../../kinds/registry.ts'
import type { Flow, Step } from '../schema.ts'
import { type CheckContext, hasStep, problem, suggest } from './context.ts'

/**
 * Where the flow points to steps it does not have. These alone keep a flow from running at all: a replay refuses them as
 * bad input (fine print 32).
 */
export function targetProblems(flow: Flow): Problem[] {
  const ids = Object.keys(flow.steps)
  return [
    ...startProblems(flow),
    ...Object.entries(flow.steps).flatMap(([id, step]) => nextProblems(flow, ids, id, step)),
  ]
}

function startProblems(flow: Flow): Problem[] {
  const { start } = flow
  if (hasStep(flow, start)) return []
  if (Object.keys(flow.steps).length === 0) {
    return [
      problem(
        'error',
        'no_steps',
        { field: 'steps' },
        'the flow has no steps yet',
        'Drag a first step onto the canvas.',
      ),
    ]
  }
  const message =
    start === '' ? 'nothing says where the flow starts' : `the flow starts at "${start}", a step that does not exist`
  return [problem('error', 'unknown_start', { field: 'start' }, message, 'Choose the step at which contacts start.')]
}

function nextProblems(flow: Flow, ids: readonly string[], id: string, step: Step): Problem[] {
  return Object.entries(step.next ?? {}).flatMap(([outlet, target]) => {
    if (hasStep(flow, target)) return []
    const message = `"${outlet}" leads to "${target}", a step that does not exist`
    return [
      problem(
        'error',
        'unknown_step',
        { step: id, field: `next.${outlet}` },
        message,
        suggest(target, ids, CHOOSE_STEP),
      ),
    ]
  })
}

/** Outlets that the kind does not have, and ways out of a step that has none. */
export function outletProblems(flow: Flow): Problem[] {
  return Object.entries(flow.steps).flatMap(([id, step]) => {
    const outlets = kindOf(step).outlets(step)
    return Object.keys(step.next ?? {}).flatMap((outlet) => {
      if (outlets.includes(outlet)) return []
      const place = { step: id, field: `next.${outlet}` }
      if (outlets.length === 0) {
        const message = `a step of kind ${step.kind} has no way out, yet "${outlet}" is drawn`
        return [
          problem('error', 'next_not_allowed', place, message, 'Remove the connection: `next` must be empty here.'),
        ]
      }
      const message = `the step has no outlet "${outlet}"; its outlets are ${outlets.join(', ')}`
      return [problem('error', 'unknown_outlet', place, message, suggest(outlet, outlets, 'Draw one of its outlets.'))]
    })
  })
}

/** Steps that parameters speak of: the message an event belongs to, the step to return to. */
export function mentionedStepProblems({ flow, ids }: CheckContext): Problem[] {
  return Object.entries(flow.steps).flatMap(([id, step]) =>
    (kindOf(step).mentions(step).steps ?? []).flatMap(({ field, step: target }) => {
      if (hasStep(flow, target)) return []
      const message = `"${target}" is not a step of this flow`
      return [problem('error', 'unknown_step', { step: id, field }, message, suggest(target, ids, CHOOSE_STEP))]
    }),
  )
}

const CHOOSE_STEP = 'Choose a step of this flow.'
