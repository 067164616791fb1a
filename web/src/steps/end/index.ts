import type { StepView } from '../step-view.ts'
import { EndCard } from './Card.tsx'
import { EndInspector } from './Inspector.tsx'

export const endView: StepView<'end'> = {
  kind: 'end',
  create: () => ({ kind: 'end', reason: '', outcome: 'neutral' }),
  Card: EndCard,
  Inspector: EndInspector,
  // It has none: here the trip is over.
  outletName: (_, outlet) => outlet,
  outletTone: () => 'neutral',
}
