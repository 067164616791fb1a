import { defineMessages } from '../../app/i18n/define-messages.ts'

export const endTexts = defineMessages({
  en: {
    name: 'End',
    hint: 'Leave the flow',
    section: 'How the trip ends',
    outcome: 'Outcome',
    outcomes: { converted: 'Converted: the flow did its job', neutral: 'Neutral', lost: 'Lost' },
    reason: 'Reason',
    reasonHint: 'A word for journals and reports.',
    reasonPlaceholder: 'not_ripe',
  },
  fr: {
    name: 'Fin',
    hint: 'Quitter le scénario',
    section: 'Comment le parcours se termine',
    outcome: 'Issue',
    outcomes: { converted: 'Converti : le scénario a rempli son rôle', neutral: 'Neutre', lost: 'Perdu' },
    reason: 'Motif',
    reasonHint: 'Un mot pour les journaux et les rapports.',
    reasonPlaceholder: 'pas_mûr',
  },
})
