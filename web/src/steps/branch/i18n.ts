import { defineMessages } from '../../app/i18n/define-messages.ts'

export const branchTexts = defineMessages({
  en: {
    name: 'Branch',
    hint: 'Choose a way by conditions',
    else: 'Otherwise',
    section: 'The first path that holds, from top to bottom',
    path: 'Path {{number}}',
    pathName: 'Name',
    pathNamePlaceholder: 'Hot leads',
    when: 'Contacts for whom',
    add: 'Add a path',
    elseHint: 'Everybody else takes “Otherwise”.',
  },
  fr: {
    name: 'Condition',
    hint: 'Choisir une voie selon des conditions',
    else: 'Sinon',
    section: 'La première voie dont la condition est vraie, de haut en bas',
    path: 'Voie {{number}}',
    pathName: 'Nom',
    pathNamePlaceholder: 'Leads chauds',
    when: 'Les contacts pour lesquels',
    add: 'Ajouter une voie',
    elseHint: 'Tous les autres prennent « Sinon ».',
  },
})
