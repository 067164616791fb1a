import { defineMessages } from '../../app/i18n/define-messages.ts'

export const nurtureTexts = defineMessages({
  en: {
    name: 'Back to nurture',
    hint: 'Start again, here or in another flow',
    section: 'Where to',
    target: 'Go back to',
    toStep: 'a step of this flow',
    toFlow: 'another flow',
    step: 'Step',
    flow: 'Flow',
    noFlows: 'There is no other flow yet',
    before: 'Before that',
    cooldown: 'Leave the contact in peace for',
    stage: 'Set the stage to',
    noStage: 'Leave as it is',
  },
  fr: {
    name: 'Retour en nurturing',
    hint: 'Recommencer, ici ou dans un autre scénario',
    section: 'Vers où',
    target: 'Revenir à',
    toStep: 'une étape de ce scénario',
    toFlow: 'un autre scénario',
    step: 'Étape de scénario',
    flow: 'Scénario',
    noFlows: 'Il n’y a pas encore d’autre scénario',
    before: 'Auparavant',
    cooldown: 'Laisser le contact tranquille pendant',
    stage: 'Mettre l’étape à',
    noStage: 'Laisser telle quelle',
  },
})
