import { defineMessages } from '../app/i18n/define-messages.ts'

export const simulatorMessages = defineMessages({
  en: { title: 'Replay' },
  fr: { title: 'Simulation' },
})
