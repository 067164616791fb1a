import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function BranchCard({ step }: CardProps<'branch'>) {
  const words = useStepWords()
  return <CardLine>{words(step)}</CardLine>
}
