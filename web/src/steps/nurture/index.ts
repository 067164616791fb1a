import type { StepView } from '../step-view.ts'
import { NurtureCard } from './Card.tsx'
import { NurtureInspector } from './Inspector.tsx'

export const nurtureView: StepView<'nurture'> = {
  kind: 'nurture',
  create: () => ({ kind: 'nurture', step: '', stage: 'recycled', cooldown: 'P14D' }),
  Card: NurtureCard,
  Inspector: NurtureInspector,
  // It has none: where it goes is one of its parameters.
  outletName: (_, outlet) => outlet,
  outletTone: () => 'neutral',
}
