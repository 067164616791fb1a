import { defineMessages } from '../../app/i18n/define-messages.ts'

export const notifyTexts = defineMessages({
  en: {
    name: 'Notify',
    hint: 'Tell a colleague',
    done: 'Then',
    section: 'Who is told',
    to: 'Recipient',
    words: 'Notice',
    subject: 'Subject',
    body: 'Text',
  },
  fr: {
    name: 'Notification',
    hint: 'Prévenir un collègue',
    done: 'Ensuite',
    section: 'Qui est prévenu',
    to: 'Destinataire',
    words: 'Message',
    subject: 'Objet',
    body: 'Texte',
  },
})
