import { defineMessages } from '../../app/i18n/define-messages.ts'

/** Levels of what `check` finds. */
export const problemTexts = defineMessages({
  en: { error: 'Error', warning: 'Warning', info: 'Note' },
  fr: { error: 'Erreur', warning: 'Avertissement', info: 'Remarque' },
})
