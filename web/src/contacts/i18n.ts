import { defineMessages } from '../app/i18n/define-messages.ts'
import { cardTexts } from './texts/card.ts'
import { importTexts } from './texts/import.ts'
import { journeyTexts } from './texts/journey.ts'
import { listTexts } from './texts/list.ts'

export const contactsMessages = defineMessages({
  en: { ...listTexts.en, import: importTexts.en, card: cardTexts.en, journey: journeyTexts.en },
  fr: { ...listTexts.fr, import: importTexts.fr, card: cardTexts.fr, journey: journeyTexts.fr },
})
