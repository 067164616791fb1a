import type { StepView } from '../step-view.ts'
import { ScoreCard } from './Card.tsx'
import { ScoreInspector } from './Inspector.tsx'

export const scoreView: StepView<'score'> = {
  kind: 'score',
  create: () => ({ kind: 'score', engagement: 10, reason: '' }),
  Card: ScoreCard,
  Inspector: ScoreInspector,
  outletName: (_step, _outlet, t) => t('kind.score.done'),
  outletTone: () => 'neutral',
}
