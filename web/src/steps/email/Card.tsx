import { useCardWorkspace } from '../editing.ts'
import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'
import { messageName } from '../workspace.ts'

export function EmailCard({ step }: CardProps<'email'>) {
  const workspace = useCardWorkspace()
  const words = useStepWords()
  const { message } = step
  return (
    <CardLine>
      {words(message === undefined ? step : { ...step, message: messageName(workspace, message) || '…' })}
    </CardLine>
  )
}
