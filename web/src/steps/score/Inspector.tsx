import { NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { patch } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'

export function ScoreInspector({ step, onChange }: InspectorProps<'score'>) {
  const { t } = useTranslation('steps')
  return (
    <FormSection title={t('kind.score.section')}>
      <FormField field="engagement">
        {(error) => (
          <NumberInput
            label={t('kind.score.engagement')}
            description={t('kind.score.engagementHint')}
            error={error}
            value={step.engagement ?? ''}
            onChange={(points) =>
              onChange(patch(step, { engagement: typeof points === 'number' ? points : undefined }))
            }
          />
        )}
      </FormField>
      <FormField field="fit">
        {(error) => (
          <NumberInput
            label={t('kind.score.fit')}
            description={t('kind.score.fitHint')}
            error={error}
            value={step.fit ?? ''}
            onChange={(points) => onChange(patch(step, { fit: typeof points === 'number' ? points : undefined }))}
          />
        )}
      </FormField>
      <FormField field="reason">
        {(error) => (
          <TextInput
            label={t('kind.score.reason')}
            description={t('kind.score.reasonHint')}
            placeholder={t('kind.score.reasonPlaceholder')}
            error={error}
            value={step.reason}
            onChange={(event) => onChange({ ...step, reason: event.currentTarget.value })}
          />
        )}
      </FormField>
    </FormSection>
  )
}
