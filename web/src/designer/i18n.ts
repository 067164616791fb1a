import { defineMessages } from '../app/i18n/define-messages.ts'

export const designerMessages = defineMessages({
  en: { title: 'Flow', emptyTitle: 'An empty canvas', emptyText: 'The steps of this flow will stand here.' },
  fr: {
    title: 'Scénario',
    emptyTitle: 'Une page blanche',
    emptyText: 'Les étapes de ce scénario prendront place ici.',
  },
})
