import { defineMessages } from '../app/i18n/define-messages.ts'

export const outboxMessages = defineMessages({
  en: {
    title: 'Outbox',
    description: 'Every message, as it was sent or will be.',
    emptyTitle: 'Nothing sent yet',
    emptyText: 'Messages appear here as soon as a published flow sends one.',
  },
  fr: {
    title: 'Envois',
    description: 'Tous les messages, tels qu’ils sont partis ou partiront.',
    emptyTitle: 'Aucun envoi',
    emptyText: 'Les messages apparaissent ici dès qu’un scénario publié en envoie un.',
  },
})
