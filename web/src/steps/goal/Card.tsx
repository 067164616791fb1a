import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function GoalCard({ step }: CardProps<'goal'>) {
  const words = useStepWords()
  return <CardLine>{words({ ...step, name: step.name || '…' })}</CardLine>
}
