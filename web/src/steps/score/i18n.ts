import { defineMessages } from '../../app/i18n/define-messages.ts'

export const scoreTexts = defineMessages({
  en: {
    name: 'Score',
    hint: 'Give or take points',
    done: 'Then',
    section: 'Points',
    engagement: 'Engagement points',
    engagementHint: 'For what the contact does. Negative numbers take points away.',
    fit: 'Fit points',
    fitHint: 'For who the contact is.',
    reason: 'Reason',
    reasonHint: 'Stands in the score’s own account, for everybody to read.',
    reasonPlaceholder: 'Clicked in the welcome e-mail',
  },
  fr: {
    name: 'Score',
    hint: 'Donner ou retirer des points',
    done: 'Ensuite',
    section: 'Points',
    engagement: 'Points d’engagement',
    engagementHint: 'Pour ce que fait le contact. Un nombre négatif retire des points.',
    fit: 'Points de profil',
    fitHint: 'Pour ce qu’est le contact.',
    reason: 'Motif',
    reasonHint: 'Figure dans le détail du score, lisible par tous.',
    reasonPlaceholder: 'A cliqué dans l’e-mail de bienvenue',
  },
})
