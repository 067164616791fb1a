import { useTranslation } from 'react-i18next'
import { describeField } from '../condition/fields.ts'
import { emptyFlow, useCardWorkspace } from '../editing.ts'
import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function WaitCard({ step }: CardProps<'wait'>) {
  const { t } = useTranslation('steps')
  const workspace = useCardWorkspace()
  const words = useStepWords()
  const { untilAttribute } = step
  if (untilAttribute === undefined) return <CardLine>{words(step)}</CardLine>
  const { label } = describeField(untilAttribute, { workspace, flow: emptyFlow, events: [], t })
  return <CardLine>{words({ ...step, untilAttribute: label })}</CardLine>
}
