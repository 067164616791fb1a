import { defineMessages } from '../app/i18n/define-messages.ts'

export const stepsMessages = defineMessages({
  en: { title: 'Steps' },
  fr: { title: 'Étapes' },
})
