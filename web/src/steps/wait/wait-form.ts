import { patch } from '../patch.ts'
import type { StepOf } from '../step-view.ts'

type Wait = StepOf<'wait'>

/** The ways to wait, of which a step has one (FLOW-DSL §4). */
export const waitForms = ['for', 'until', 'untilAttribute', 'window'] as const
export type WaitForm = (typeof waitForms)[number]

export function formOf(step: Wait): WaitForm {
  if (step.for !== undefined) return 'for'
  if (step.until !== undefined) return 'until'
  return step.untilAttribute === undefined ? 'window' : 'untilAttribute'
}

/** The step waiting in another way; what goes only with the old one is gone, the window stays. */
export function withForm(step: Wait, form: WaitForm): Wait {
  const bare = patch(step, {
    for: undefined,
    until: undefined,
    untilAttribute: undefined,
    offset: undefined,
    at: undefined,
  })
  switch (form) {
    case 'for':
      return { ...bare, for: 'P3D' }
    case 'until':
      return { ...bare, until: '' }
    case 'untilAttribute':
      return { ...bare, untilAttribute: '' }
    case 'window':
      return {
        ...bare,
        window: bare.window ?? { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
      }
  }
}
