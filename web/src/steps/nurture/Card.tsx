import { useMemo } from 'react'
import { useCardWorkspace, useLabels } from '../editing.ts'
import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import { patch } from '../patch.ts'
import type { CardProps } from '../step-view.ts'

export function NurtureCard({ step }: CardProps<'nurture'>) {
  const workspace = useCardWorkspace()
  const labels = useLabels(useMemo(() => (step.step === undefined ? [] : [step.step]), [step.step]))
  const words = useStepWords()
  const target = step.step === undefined ? undefined : labels.get(step.step) || '…'
  const other =
    step.flow === undefined ? undefined : (workspace.flows.find(({ key }) => key === step.flow)?.name ?? step.flow)
  return <CardLine>{words(patch(step, { step: target, flow: other }))}</CardLine>
}
