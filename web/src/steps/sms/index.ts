import type { StepView } from '../step-view.ts'
import { SmsCard } from './Card.tsx'
import { SmsInspector } from './Inspector.tsx'

export const smsView: StepView<'sms'> = {
  kind: 'sms',
  create: () => ({ kind: 'sms', inline: { body: '' } }),
  Card: SmsCard,
  Inspector: SmsInspector,
  outletName: (_, outlet, t) => (outlet === 'blocked' ? t('kind.sms.blocked') : t('kind.sms.sent')),
  outletTone: (outlet) => (outlet === 'blocked' ? 'bad' : 'neutral'),
}
