import { defineMessages } from '../app/i18n/define-messages.ts'
import { canvasTexts } from './texts/canvas.ts'
import { dialogTexts } from './texts/dialogs.ts'
import { entryTexts } from './texts/entry.ts'
import { headTexts } from './texts/head.ts'
import { inspectorTexts } from './texts/inspector.ts'
import { migrationTexts } from './texts/migration.ts'
import { panelTexts } from './texts/panels.ts'

export const designerMessages = defineMessages({
  en: {
    ...canvasTexts.en,
    ...inspectorTexts.en,
    ...entryTexts.en,
    ...headTexts.en,
    ...panelTexts.en,
    ...dialogTexts.en,
    ...migrationTexts.en,
  },
  fr: {
    ...canvasTexts.fr,
    ...inspectorTexts.fr,
    ...entryTexts.fr,
    ...headTexts.fr,
    ...panelTexts.fr,
    ...dialogTexts.fr,
    ...migrationTexts.fr,
  },
})
