import { useEditing } from '../editing.ts'
import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import { patch } from '../patch.ts'
import type { CardProps } from '../step-view.ts'

export function NurtureCard({ step }: CardProps<'nurture'>) {
  const { flow, workspace } = useEditing()
  const words = useStepWords()
  const target = step.step === undefined ? undefined : flow.steps[step.step]?.label || step.step || '…'
  const other =
    step.flow === undefined ? undefined : (workspace.flows.find(({ key }) => key === step.flow)?.name ?? step.flow)
  return <CardLine>{words(patch(step, { step: target, flow: other }))}</CardLine>
}
