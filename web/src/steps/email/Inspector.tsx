import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CapField } from '../parts/CapField.tsx'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { MessageField } from '../parts/MessageField.tsx'
import { TopicField } from '../parts/TopicField.tsx'
import { patch } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'

export function EmailInspector({ step, onChange }: InspectorProps<'email'>) {
  const { t } = useTranslation('steps')
  const { from } = step
  const sender = from === undefined ? 'default' : from === 'owner' ? 'owner' : 'other'
  return (
    <>
      <FormSection title={t('kind.email.section')}>
        <MessageField
          channel="email"
          value={step}
          onChange={({ message, inline }) =>
            onChange(patch(step, { message, inline: inline && { subject: inline.subject ?? '', body: inline.body } }))
          }
        />
      </FormSection>
      <FormSection title={t('kind.email.permission')}>
        <TopicField value={step.topic} onChange={(topic) => onChange(patch(step, { topic }))} />
        <FormField field="from" deep={false}>
          {(error) => (
            <>
              <Select
                label={t('kind.email.from')}
                allowDeselect={false}
                error={sender === 'other' ? undefined : error}
                value={sender}
                onChange={(chosen) =>
                  onChange(patch(step, { from: chosen === 'owner' ? 'owner' : chosen === 'other' ? '' : undefined }))
                }
                data={[
                  { value: 'default', label: t('kind.email.fromDefault') },
                  { value: 'owner', label: t('kind.email.fromOwner') },
                  { value: 'other', label: t('kind.email.fromOther') },
                ]}
              />
              {sender === 'other' && (
                <TextInput
                  type="email"
                  label={t('kind.email.address')}
                  placeholder="news@example.com"
                  error={error}
                  value={from}
                  onChange={(event) => onChange({ ...step, from: event.currentTarget.value })}
                />
              )}
            </>
          )}
        </FormField>
        <CapField value={step.onCap} onChange={(onCap) => onChange({ ...step, onCap })} />
      </FormSection>
    </>
  )
}
