import type { z } from 'zod'
import type { StepKind } from '../contract/step-kind.ts'
import type { StepKindName } from '../contract/words.ts'
import { branch } from './branch/definition.ts'
import { email } from './email/definition.ts'
import { end } from './end/definition.ts'
import { goal } from './goal/definition.ts'
import { handoff } from './handoff/definition.ts'
import { listen } from './listen/definition.ts'
import { notify } from './notify/definition.ts'
import { nurture } from './nurture/definition.ts'
import { score } from './score/definition.ts'
import { sms } from './sms/definition.ts'
import { split } from './split/definition.ts'
import { task } from './task/definition.ts'
import { update } from './update/definition.ts'
import { wait } from './wait/definition.ts'
import { webhook } from './webhook/definition.ts'

/** The one list of step kinds, in the order of the palette; the compiler says when one is missing. */
export const stepKinds = {
  email,
  sms,
  task,
  wait,
  listen,
  branch,
  split,
  score,
  update,
  handoff,
  nurture,
  webhook,
  notify,
  goal,
  end,
} satisfies { readonly [K in StepKindName]: { readonly kind: K } }

/** Parameters by kind, as the kind's own schema reads them. */
export type KindParams = { readonly [K in StepKindName]: z.infer<(typeof stepKinds)[K]['params']> }

/** A step kind of which only the step knows which one it is. */
export type AnyStepKind = StepKind<StepKindName, KindParams[StepKindName], string>

/** The kind of a step. Give its functions that very step: TypeScript cannot say that the two belong together. */
export function kindOf(step: { readonly kind: StepKindName }): AnyStepKind {
  return stepKinds[step.kind]
}
