import type { StepView } from '../step-view.ts'
import { UpdateCard } from './Card.tsx'
import { UpdateInspector } from './Inspector.tsx'

export const updateView: StepView<'update'> = {
  kind: 'update',
  create: () => ({ kind: 'update' }),
  Card: UpdateCard,
  Inspector: UpdateInspector,
  outletName: (_step, _outlet, t) => t('kind.update.done'),
  outletTone: () => 'neutral',
}
