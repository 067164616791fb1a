import { defineMessages } from '../app/i18n/define-messages.ts'
import { canvasTexts } from './texts/canvas.ts'
import { headTexts } from './texts/head.ts'
import { inspectorTexts } from './texts/inspector.ts'

export const designerMessages = defineMessages({
  en: { ...canvasTexts.en, ...inspectorTexts.en, ...headTexts.en },
  fr: { ...canvasTexts.fr, ...inspectorTexts.fr, ...headTexts.fr },
})
