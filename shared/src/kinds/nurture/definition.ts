import { z } from 'zod'
import type { Environment } from '../../contract/environment.ts'
import type { Action, StepOutcome } from '../../contract/outcome.ts'
import { defineStepKind } from '../../contract/step-kind.ts'
import { STAGES } from '../../contract/words.ts'
import { addDuration } from '../../time/duration.ts'
import { type Finding, failure, isFailure, readDuration } from '../content.ts'
import { durationInWords, quoted } from '../phrases.ts'

const params = z.strictObject({
  flow: z.string().optional(),
  step: z.string().optional(),
  stage: z.enum(STAGES).optional(),
  cooldown: z.string().optional(),
})
type Params = z.infer<typeof params>

/** Back to nurture: to a step of this flow, or out of it into another one (FLOW-DSL §4, fine print 108-110). */
export const nurture = defineStepKind({
  kind: 'nurture',
  family: 'leave',
  params,
  outlets: () => [],
  fallThrough: {},
  isActing: false,
  mayRest: ({ step, cooldown }) => step !== undefined && cooldown !== undefined,
  mentions: ({ flow, step, cooldown }) => ({
    flows: flow === undefined ? [] : [{ field: 'flow', key: flow }],
    steps: step === undefined ? [] : [{ field: 'step', step }],
    durations: cooldown === undefined ? [] : [{ field: 'cooldown', text: cooldown, allow: 'positive' }],
  }),
  jumps: ({ step }) => (step === undefined ? [] : [step]),
  check: (step) => targetFindings(step),
  describe: ({ flow, step, cooldown }, language) => {
    const target = quoted(flow ?? step ?? '…', language)
    const pause =
      cooldown === undefined
        ? ''
        : { en: ` after ${durationInWords(cooldown, 'en')}`, fr: ` après ${durationInWords(cooldown, 'fr')}` }[language]
    if (flow !== undefined)
      return `${{ en: 'Back to nurture in', fr: 'Retour en nurturing dans' }[language]} ${target}${pause}`
    return `${{ en: 'Back to nurture at', fr: 'Retour en nurturing à' }[language]} ${target}${pause}`
  },
  enter: (step, env) => enter(step, env),
  resume: ({ step }, _, wake) =>
    wake.type === 'timer' && step !== undefined ? { type: 'jump', step } : { type: 'stay' },
})

function enter({ flow, step, stage, cooldown }: Params, env: Environment): StepOutcome<never> {
  const pause = cooldown === undefined ? undefined : readDuration('cooldown', cooldown)
  if (isFailure(pause)) return pause
  const resumeAt = pause ? addDuration(env.now, pause, env.zone()) : env.now
  const actions: Action[] = stage === undefined ? [] : [{ type: 'change_contact', change: { stage } }]
  if (flow !== undefined && step === undefined) {
    return { type: 'finish', status: 'ended', reason: 'nurture', actions, enrollIn: { flow, at: resumeAt } }
  }
  if (step === undefined || flow !== undefined)
    return failure('bad_value', 'give either a flow or a step to return to, exactly one')
  return pause ? { type: 'rest', wakeAt: resumeAt, actions } : { type: 'jump', step, actions }
}

function targetFindings({ flow, step }: Params): Finding[] {
  if ((flow === undefined) !== (step === undefined)) return []
  const message = flow === undefined ? 'there is nowhere to return to' : 'a flow and a step cannot both be returned to'
  const field = flow === undefined ? 'step' : 'flow'
  return [
    {
      code: 'flow_or_step',
      level: 'error',
      field,
      message,
      fix: 'Choose a step of this flow, or another flow: exactly one.',
    },
  ]
}
