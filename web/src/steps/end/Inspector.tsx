import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../one-of.ts'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import type { InspectorProps } from '../step-view.ts'

const outcomes = ['converted', 'neutral', 'lost'] as const

export function EndInspector({ step, onChange }: InspectorProps<'end'>) {
  const { t } = useTranslation('steps')
  return (
    <FormSection title={t('kind.end.section')}>
      <FormField field="outcome">
        {(error) => (
          <Select
            label={t('kind.end.outcome')}
            error={error}
            allowDeselect={false}
            value={step.outcome}
            onChange={(chosen) => onChange({ ...step, outcome: oneOf(outcomes, chosen ?? '') ?? step.outcome })}
            data={outcomes.map((one) => ({ value: one, label: t(`kind.end.outcomes.${one}`) }))}
          />
        )}
      </FormField>
      <FormField field="reason">
        {(error) => (
          <TextInput
            label={t('kind.end.reason')}
            description={t('kind.end.reasonHint')}
            placeholder={t('kind.end.reasonPlaceholder')}
            error={error}
            value={step.reason}
            onChange={(event) => onChange({ ...step, reason: event.currentTarget.value })}
          />
        )}
      </FormField>
    </FormSection>
  )
}
