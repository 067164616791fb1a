import { defineMessages } from '../app/i18n/define-messages.ts'
import { actTexts } from './texts/act.ts'
import { dialogTexts } from './texts/dialogs.ts'
import { panelTexts } from './texts/panel.ts'
import { scenarioTexts } from './texts/scenario.ts'
import { timelineTexts } from './texts/timeline.ts'
import { tripTexts } from './texts/trip.ts'

export const simulatorMessages = defineMessages({
  en: {
    title: 'Replay',
    ...panelTexts.en,
    ...dialogTexts.en,
    ...actTexts.en,
    ...scenarioTexts.en,
    timeline: { ...timelineTexts.en, ...tripTexts.en },
  },
  fr: {
    title: 'Simulation',
    ...panelTexts.fr,
    ...dialogTexts.fr,
    ...actTexts.fr,
    ...scenarioTexts.fr,
    timeline: { ...timelineTexts.fr, ...tripTexts.fr },
  },
})
