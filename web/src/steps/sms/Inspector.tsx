import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CapField } from '../parts/CapField.tsx'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { MessageField } from '../parts/MessageField.tsx'
import { TopicField } from '../parts/TopicField.tsx'
import { patch, textOrNothing } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'

export function SmsInspector({ step, onChange }: InspectorProps<'sms'>) {
  const { t } = useTranslation('steps')
  return (
    <>
      <FormSection title={t('kind.sms.section')}>
        <MessageField
          channel="sms"
          value={step}
          onChange={({ message, inline }) =>
            onChange(patch(step, { message, inline: inline && { body: inline.body } }))
          }
        />
      </FormSection>
      <FormSection title={t('kind.sms.permission')}>
        <TopicField value={step.topic} onChange={(topic) => onChange(patch(step, { topic }))} />
        <FormField field="from">
          {(error) => (
            <TextInput
              label={t('kind.sms.from')}
              description={t('kind.sms.fromHint')}
              error={error}
              value={step.from ?? ''}
              onChange={(event) => onChange(patch(step, { from: textOrNothing(event.currentTarget.value) }))}
            />
          )}
        </FormField>
        <CapField value={step.onCap} onChange={(onCap) => onChange({ ...step, onCap })} />
      </FormSection>
    </>
  )
}
