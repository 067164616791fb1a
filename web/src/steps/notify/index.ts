import type { StepView } from '../step-view.ts'
import { NotifyCard } from './Card.tsx'
import { NotifyInspector } from './Inspector.tsx'

export const notifyView: StepView<'notify'> = {
  kind: 'notify',
  create: () => ({ kind: 'notify', to: 'owner', subject: '', body: '' }),
  Card: NotifyCard,
  Inspector: NotifyInspector,
  outletName: (_step, _outlet, t) => t('kind.notify.done'),
  outletTone: () => 'neutral',
}
