import { NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { patch } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'

export function GoalInspector({ step, onChange }: InspectorProps<'goal'>) {
  const { t } = useTranslation('steps')
  return (
    <FormSection title={t('kind.goal.section')}>
      <FormField field="name">
        {(error) => (
          <TextInput
            label={t('kind.goal.goalName')}
            placeholder={t('kind.goal.goalNamePlaceholder')}
            error={error}
            value={step.name}
            onChange={(event) => onChange({ ...step, name: event.currentTarget.value })}
          />
        )}
      </FormField>
      <FormField field="value">
        {(error) => (
          <NumberInput
            label={t('kind.goal.value')}
            description={t('kind.goal.valueHint')}
            error={error}
            value={step.value ?? ''}
            onChange={(value) => onChange(patch(step, { value: typeof value === 'number' ? value : undefined }))}
          />
        )}
      </FormField>
    </FormSection>
  )
}
