import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function TaskCard({ step }: CardProps<'task'>) {
  const words = useStepWords()
  return <CardLine>{words(step)}</CardLine>
}
