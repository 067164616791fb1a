import type { StepKindName } from '@couveuse/shared/contract/words'
import { defineMessages } from '../app/i18n/define-messages.ts'
import { branchTexts } from './branch/i18n.ts'
import { emailTexts } from './email/i18n.ts'
import { endTexts } from './end/i18n.ts'
import { goalTexts } from './goal/i18n.ts'
import { handoffTexts } from './handoff/i18n.ts'
import { listenTexts } from './listen/i18n.ts'
import { notifyTexts } from './notify/i18n.ts'
import { nurtureTexts } from './nurture/i18n.ts'
import { scoreTexts } from './score/i18n.ts'
import { smsTexts } from './sms/i18n.ts'
import { splitTexts } from './split/i18n.ts'
import { taskTexts } from './task/i18n.ts'
import { conditionTexts } from './texts/condition.ts'
import { formTexts } from './texts/form.ts'
import { messageTexts } from './texts/message.ts'
import { problemTexts } from './texts/problem.ts'
import { templateTexts } from './texts/template.ts'
import { updateTexts } from './update/i18n.ts'
import { waitTexts } from './wait/i18n.ts'
import { webhookTexts } from './webhook/i18n.ts'

/** The words of each kind of step, from its own folder. */
const kinds = {
  email: emailTexts,
  sms: smsTexts,
  task: taskTexts,
  wait: waitTexts,
  listen: listenTexts,
  branch: branchTexts,
  split: splitTexts,
  score: scoreTexts,
  update: updateTexts,
  handoff: handoffTexts,
  nurture: nurtureTexts,
  webhook: webhookTexts,
  notify: notifyTexts,
  goal: goalTexts,
  end: endTexts,
} satisfies { readonly [K in StepKindName]: { readonly en: KindWords; readonly fr: KindWords } }

/** What the palette says of every kind. */
interface KindWords {
  readonly name: string
  readonly hint: string
}

type In<L extends 'en' | 'fr'> = { readonly [K in StepKindName]: (typeof kinds)[K][L] }

function kindsIn<L extends 'en' | 'fr'>(language: L): In<L>
function kindsIn(language: 'en' | 'fr') {
  return Object.fromEntries(Object.entries(kinds).map(([kind, texts]) => [kind, texts[language]]))
}

export const stepsMessages = defineMessages({
  en: {
    kind: kindsIn('en'),
    condition: conditionTexts.en,
    form: formTexts.en,
    message: messageTexts.en,
    problem: problemTexts.en,
    template: templateTexts.en,
  },
  fr: {
    kind: kindsIn('fr'),
    condition: conditionTexts.fr,
    form: formTexts.fr,
    message: messageTexts.fr,
    problem: problemTexts.fr,
    template: templateTexts.fr,
  },
})
