import type { StepKindName } from '@couveuse/shared/contract/words'
import { branchView } from './branch/index.ts'
import { emailView } from './email/index.ts'
import { endView } from './end/index.ts'
import { goalView } from './goal/index.ts'
import { handoffView } from './handoff/index.ts'
import { listenView } from './listen/index.ts'
import { notifyView } from './notify/index.ts'
import { nurtureView } from './nurture/index.ts'
import { scoreView } from './score/index.ts'
import { smsView } from './sms/index.ts'
import { splitView } from './split/index.ts'
import type { AnyStepView, StepView } from './step-view.ts'
import { taskView } from './task/index.ts'
import { updateView } from './update/index.ts'
import { waitView } from './wait/index.ts'
import { webhookView } from './webhook/index.ts'

/** The one list of step views; the compiler says when one is missing. */
const stepViews = {
  email: emailView,
  sms: smsView,
  task: taskView,
  wait: waitView,
  listen: listenView,
  branch: branchView,
  split: splitView,
  score: scoreView,
  update: updateView,
  handoff: handoffView,
  nurture: nurtureView,
  webhook: webhookView,
  notify: notifyView,
  goal: goalView,
  end: endView,
} satisfies { readonly [K in StepKindName]: StepView<K> }

/** The view of a kind. Give its components a step of that very kind: TypeScript cannot say that the two belong together. */
export function viewOf(kind: StepKindName): AnyStepView {
  return stepViews[kind]
}
