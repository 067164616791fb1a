import { defineMessages } from '../../app/i18n/define-messages.ts'

export const splitTexts = defineMessages({
  en: {
    name: 'Split',
    hint: 'Divide at random, to compare',
    section: 'Shares',
    path: 'Path {{number}}',
    pathName: 'Name',
    weight: 'Share',
    holdout: 'Control group',
    holdoutHint: 'Reports compare the other paths with it. Leave its outlet open, or draw what happens without you.',
    add: 'Add a path',
    even: 'Divide evenly',
    total: 'The shares add up to {{total}}. They count in proportion: {{shares}}.',
    sticky: 'A contact takes the same path at every visit.',
  },
  fr: {
    name: 'Répartition',
    hint: 'Répartir au hasard, pour comparer',
    section: 'Parts',
    path: 'Voie {{number}}',
    pathName: 'Nom',
    weight: 'Part',
    holdout: 'Groupe témoin',
    holdoutHint:
      'Les rapports lui comparent les autres voies. Laissez sa sortie libre, ou reliez ce qui se passe sans vous.',
    add: 'Ajouter une voie',
    even: 'Répartir également',
    total: 'Les parts totalisent {{total}}. Elles comptent en proportion : {{shares}}.',
    sticky: 'Un contact prend la même voie à chaque passage.',
  },
})
