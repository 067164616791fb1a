import { defineMessages } from '../app/i18n/define-messages.ts'

export const contactsMessages = defineMessages({
  en: {
    title: 'Contacts',
    description: 'Everybody you nurture, with stage and score.',
    emptyTitle: 'No contact yet',
    emptyText: 'Import a CSV file, or let a form bring the first one in.',
    contact: {
      title: 'Contact',
      emptyTitle: 'Nothing about this contact yet',
      emptyText: 'Their journey will be told here.',
    },
  },
  fr: {
    title: 'Contacts',
    description: 'Toutes les personnes suivies, avec leur étape et leur score.',
    emptyTitle: 'Aucun contact',
    emptyText: 'Importez un fichier CSV, ou laissez un formulaire amener le premier.',
    contact: {
      title: 'Contact',
      emptyTitle: 'Rien encore sur ce contact',
      emptyText: 'Son parcours sera raconté ici.',
    },
  },
})
