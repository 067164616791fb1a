import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function HandoffCard({ step }: CardProps<'handoff'>) {
  const words = useStepWords()
  return <CardLine>{words({ ...step, team: step.team || '…' })}</CardLine>
}
