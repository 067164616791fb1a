import type { StepView } from '../step-view.ts'
import { GoalCard } from './Card.tsx'
import { GoalInspector } from './Inspector.tsx'

export const goalView: StepView<'goal'> = {
  kind: 'goal',
  create: () => ({ kind: 'goal', name: '' }),
  Card: GoalCard,
  Inspector: GoalInspector,
  outletName: (_step, _outlet, t) => t('kind.goal.done'),
  outletTone: () => 'neutral',
}
