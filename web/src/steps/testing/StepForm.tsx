import type { Problem } from '@couveuse/shared/contract/problem'
import { setStep } from '@couveuse/shared/flow/edit'
import { type Flow, type Step, stepSchema } from '@couveuse/shared/flow/schema'
import { useState } from 'react'
import { EditingProvider } from '../editing.ts'
import { FormProblemsProvider } from '../form-problems.ts'
import { viewOf } from '../registry.ts'
import { sampleFlow, sampleWorkspace } from './sample-flow.ts'

export interface StepFormProps {
  readonly step: Step
  readonly problems?: readonly Problem[]
  /** told of every state of the step; each one must be one that the server would keep */
  readonly onStep?: (step: Step) => void
}

const ID = 'mine'

/** The form of a step as the inspector shows it, in a small flow that follows what is edited. */
export function StepForm({ step: first, problems = [], onStep }: StepFormProps) {
  const [flow, setFlow] = useState<Flow>(() => sampleFlow(ID, first))
  const step = flow.steps[ID]
  if (!step) return null
  const { Inspector } = viewOf(step.kind)
  return (
    <EditingProvider value={{ workspace: sampleWorkspace, flow, isReadOnly: false }}>
      <FormProblemsProvider value={problems}>
        <Inspector
          step={step}
          onChange={(next) => {
            const edited = setStep(flow, ID, next)
            setFlow(edited)
            onStep?.(stepSchema.parse(edited.steps[ID]))
          }}
        />
      </FormProblemsProvider>
    </EditingProvider>
  )
}
