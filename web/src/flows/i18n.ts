import { defineMessages } from '../app/i18n/define-messages.ts'

export const flowsMessages = defineMessages({
  en: {
    title: 'Flows',
    description: 'Every nurturing flow, with its status and who is in it.',
    emptyTitle: 'No flow yet',
    emptyText: 'Draw the first one: who comes in, what they receive, and when sales takes over.',
  },
  fr: {
    title: 'Scénarios',
    description: 'Tous les scénarios de nurturing, avec leur statut et leurs inscrits.',
    emptyTitle: 'Aucun scénario',
    emptyText: 'Dessinez le premier : qui entre, ce qui est envoyé, et quand les ventes prennent le relais.',
  },
})
