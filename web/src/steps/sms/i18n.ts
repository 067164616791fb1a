import { defineMessages } from '../../app/i18n/define-messages.ts'

export const smsTexts = defineMessages({
  en: {
    name: 'SMS',
    hint: 'Send a text message',
    sent: 'Sent',
    blocked: 'Not permitted',
    section: 'Message',
    permission: 'Permission and sender',
    from: 'Sender',
    fromHint: 'A number or a name of up to 11 letters; empty = the workspace’s own',
  },
  fr: {
    name: 'SMS',
    hint: 'Envoyer un texto',
    sent: 'Envoyé',
    blocked: 'Non autorisé',
    section: 'Message',
    permission: 'Autorisation et expéditeur',
    from: 'Expéditeur',
    fromHint: 'Un numéro, ou un nom de 11 lettres au plus ; vide = celui de l’espace de travail',
  },
})
