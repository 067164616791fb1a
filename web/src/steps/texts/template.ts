import { defineMessages } from '../../app/i18n/define-messages.ts'

/** Words about templates and what they print. */
export const templateTexts = defineMessages({
  en: {
    insert: 'Insert a variable',
    insertInto: 'Insert a variable: {{label}}',
    previewFor: 'As {{name}} would read it',
    bodyPreview: 'Preview of the text',
    noSubject: '(no subject)',
    flowName: 'Name of this flow',
    groups: {
      contact: 'Contact',
      account: 'Company',
      score: 'Score',
      entry: 'The event that started the trip',
      var: 'Variables of the trip',
      flow: 'Flow',
    },
  },
  fr: {
    insert: 'Insérer une variable',
    insertInto: 'Insérer une variable : {{label}}',
    previewFor: 'Tel que le lirait {{name}}',
    bodyPreview: 'Aperçu du texte',
    noSubject: '(sans objet)',
    flowName: 'Nom de ce scénario',
    groups: {
      contact: 'Contact',
      account: 'Entreprise',
      score: 'Score',
      entry: 'L’événement d’entrée',
      var: 'Variables du parcours',
      flow: 'Scénario',
    },
  },
})
