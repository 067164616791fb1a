import { defineMessages } from '../app/i18n/define-messages.ts'

export const settingsMessages = defineMessages({
  en: {
    title: 'Settings',
    description: 'What all flows share.',
    emptyTitle: 'Nothing to set yet',
    emptyText: 'Time zone, caps, quiet hours and scoring will stand here.',
  },
  fr: {
    title: 'Réglages',
    description: 'Ce que tous les scénarios partagent.',
    emptyTitle: 'Rien à régler',
    emptyText: 'Fuseau horaire, plafonds, heures calmes et scoring prendront place ici.',
  },
})
