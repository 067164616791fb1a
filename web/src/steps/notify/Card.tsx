import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function NotifyCard({ step }: CardProps<'notify'>) {
  const words = useStepWords()
  return <CardLine>{words({ ...step, subject: step.subject || '…' })}</CardLine>
}
