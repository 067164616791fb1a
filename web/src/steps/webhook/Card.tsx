import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function WebhookCard({ step }: CardProps<'webhook'>) {
  const words = useStepWords()
  return <CardLine>{words({ ...step, url: step.url || '…' })}</CardLine>
}
