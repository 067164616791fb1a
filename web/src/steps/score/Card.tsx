import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function ScoreCard({ step }: CardProps<'score'>) {
  const words = useStepWords()
  return <CardLine>{words({ ...step, reason: step.reason || '…' })}</CardLine>
}
