import type { StepView } from '../step-view.ts'
import { WaitCard } from './Card.tsx'
import { WaitInspector } from './Inspector.tsx'

export const waitView: StepView<'wait'> = {
  kind: 'wait',
  create: () => ({ kind: 'wait', for: 'P3D' }),
  Card: WaitCard,
  Inspector: WaitInspector,
  outletName: (_, outlet, t) => (outlet === 'missing' ? t('kind.wait.missing') : t('kind.wait.done')),
  outletTone: (outlet) => (outlet === 'missing' ? 'warn' : 'neutral'),
}
