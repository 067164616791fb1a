import type { StepView } from '../step-view.ts'
import { ListenCard } from './Card.tsx'
import { ListenInspector } from './Inspector.tsx'

export const listenView: StepView<'listen'> = {
  kind: 'listen',
  create: () => ({ kind: 'listen', for: [{ outlet: 'clicked', event: 'email_clicked' }], timeout: 'P7D' }),
  Card: ListenCard,
  Inspector: ListenInspector,
  outletName: (_, outlet, t) => (outlet === 'timeout' ? t('kind.listen.timeout') : outlet),
  outletTone: (outlet) => (outlet === 'timeout' ? 'warn' : 'good'),
}
