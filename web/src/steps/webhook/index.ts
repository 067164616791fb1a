import type { StepView } from '../step-view.ts'
import { WebhookCard } from './Card.tsx'
import { WebhookInspector } from './Inspector.tsx'

export const webhookView: StepView<'webhook'> = {
  kind: 'webhook',
  create: () => ({ kind: 'webhook', url: '', method: 'POST' }),
  Card: WebhookCard,
  Inspector: WebhookInspector,
  outletName: (_, outlet, t) => (outlet === 'failed' ? t('kind.webhook.failed') : t('kind.webhook.ok')),
  outletTone: (outlet) => (outlet === 'failed' ? 'bad' : 'good'),
}
