import { useTranslation } from 'react-i18next'
import { eventName } from '../condition/event-name.ts'
import { useEditing } from '../editing.ts'
import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function ListenCard({ step }: CardProps<'listen'>) {
  const { t } = useTranslation('steps')
  const { flow } = useEditing()
  const words = useStepWords()
  const named = step.for.map((entry) => ({
    ...entry,
    ...(entry.event === undefined ? {} : { event: eventName(entry.event, t) || '…' }),
    ...(entry.of === undefined ? {} : { of: flow.steps[entry.of]?.label ?? entry.of }),
  }))
  return <CardLine>{words({ ...step, for: named })}</CardLine>
}
