import type { StepOf } from '../step-view.ts'

type Routing = StepOf<'handoff'>['routing']

/** Ways to find the person; `rules` fall back to one of the others (fine print 158). */
export const routingWords = ['round_robin', 'owner', 'least_loaded'] as const
export const routingForms = [...routingWords, 'rules'] as const
export type RoutingForm = (typeof routingForms)[number]

export function routingForm(routing: Routing): RoutingForm {
  return typeof routing === 'string' ? routing : 'rules'
}

export function withRoutingForm(routing: Routing, form: RoutingForm): Routing {
  if (form !== 'rules') return form
  return typeof routing === 'string' ? { rules: [newRoutingRule()], else: routing } : routing
}

type Target = Exclude<Routing, string>['rules'][number]['to']

/** The name a rule hands over to, whichever way the flow writes it (fine print 158). */
export function routingTargetText(to: Target): string {
  if (typeof to === 'string') return to
  return 'team' in to ? to.team : to.user
}

export function newRoutingRule(): Exclude<Routing, string>['rules'][number] {
  return { when: { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] }, to: '' }
}
