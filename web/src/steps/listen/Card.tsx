import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { eventName } from '../condition/event-name.ts'
import { useLabels } from '../editing.ts'
import { CardLine } from '../parts/CardLine.tsx'
import { useStepWords } from '../parts/useStepWords.ts'
import type { CardProps } from '../step-view.ts'

export function ListenCard({ step }: CardProps<'listen'>) {
  const { t } = useTranslation('steps')
  const labels = useLabels(useMemo(() => step.for.flatMap(({ of }) => of ?? []), [step.for]))
  const words = useStepWords()
  const named = step.for.map((entry) => ({
    ...entry,
    ...(entry.event === undefined ? {} : { event: eventName(entry.event, t) || '…' }),
    ...(entry.of === undefined ? {} : { of: labels.get(entry.of) ?? entry.of }),
  }))
  return <CardLine>{words({ ...step, for: named })}</CardLine>
}
