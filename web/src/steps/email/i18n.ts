import { defineMessages } from '../../app/i18n/define-messages.ts'

export const emailTexts = defineMessages({
  en: {
    name: 'E-mail',
    hint: 'Send a message',
    sent: 'Sent',
    blocked: 'Not permitted',
    section: 'Message',
    permission: 'Permission and sender',
    from: 'Sender',
    fromDefault: 'The workspace’s own',
    fromOwner: 'The contact’s owner',
    fromOther: 'Another address',
    address: 'Sender’s address',
  },
  fr: {
    name: 'E-mail',
    hint: 'Envoyer un message',
    sent: 'Envoyé',
    blocked: 'Non autorisé',
    section: 'Message',
    permission: 'Autorisation et expéditeur',
    from: 'Expéditeur',
    fromDefault: 'Celui de l’espace de travail',
    fromOwner: 'Le responsable du contact',
    fromOther: 'Une autre adresse',
    address: 'Adresse de l’expéditeur',
  },
})
