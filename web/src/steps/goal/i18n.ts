import { defineMessages } from '../../app/i18n/define-messages.ts'

export const goalTexts = defineMessages({
  en: {
    name: 'Goal',
    hint: 'Mark a milestone for reports',
    done: 'Then',
    section: 'Milestone',
    goalName: 'Name in reports',
    goalNamePlaceholder: 'Meeting booked',
    value: 'Value',
    valueHint: 'An amount, for reports to add up. May stay empty.',
  },
  fr: {
    name: 'Objectif',
    hint: 'Marquer un jalon pour les rapports',
    done: 'Ensuite',
    section: 'Jalon',
    goalName: 'Nom dans les rapports',
    goalNamePlaceholder: 'Rendez-vous pris',
    value: 'Valeur',
    valueHint: 'Un montant, que les rapports additionnent. Peut rester vide.',
  },
})
