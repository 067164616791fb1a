import { defineMessages } from '../app/i18n/define-messages.ts'

export const salesMessages = defineMessages({
  en: {
    title: 'Sales',
    description: 'Leads handed over, and how long there is to accept them.',
    emptyTitle: 'No lead waits',
    emptyText: 'Leads appear here when a flow hands them over.',
  },
  fr: {
    title: 'Ventes',
    description: 'Les leads transmis, et le temps qu’il reste pour les accepter.',
    emptyTitle: 'Aucun lead en attente',
    emptyText: 'Les leads arrivent ici quand un scénario les transmet.',
  },
})
