import type { StepView } from '../step-view.ts'
import { EmailCard } from './Card.tsx'
import { EmailInspector } from './Inspector.tsx'

export const emailView: StepView<'email'> = {
  kind: 'email',
  create: () => ({ kind: 'email', message: '' }),
  Card: EmailCard,
  Inspector: EmailInspector,
  outletName: (_, outlet, t) => (outlet === 'blocked' ? t('kind.email.blocked') : t('kind.email.sent')),
  outletTone: (outlet) => (outlet === 'blocked' ? 'bad' : 'neutral'),
}
