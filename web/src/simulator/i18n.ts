import { defineMessages } from '../app/i18n/define-messages.ts'
import { dialogTexts } from './texts/dialogs.ts'
import { panelTexts } from './texts/panel.ts'
import { timelineTexts } from './texts/timeline.ts'

export const simulatorMessages = defineMessages({
  en: { title: 'Replay', ...panelTexts.en, ...dialogTexts.en, timeline: timelineTexts.en },
  fr: { title: 'Simulation', ...panelTexts.fr, ...dialogTexts.fr, timeline: timelineTexts.fr },
})
