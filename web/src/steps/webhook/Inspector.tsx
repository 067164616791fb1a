import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DurationField } from '../../ui/DurationField.tsx'
import { KeyValueEditor } from '../../ui/KeyValueEditor.tsx'
import { oneOf } from '../one-of.ts'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { TemplateField } from '../parts/TemplateField.tsx'
import { patch, textOrNothing } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export function WebhookInspector({ step, onChange }: InspectorProps<'webhook'>) {
  const { t } = useTranslation('steps')
  return (
    <>
      <FormSection title={t('kind.webhook.section')}>
        <FormField field="method">
          {(error) => (
            <Select
              label={t('kind.webhook.method')}
              error={error}
              allowDeselect={false}
              value={step.method}
              onChange={(chosen) => onChange({ ...step, method: oneOf(methods, chosen ?? '') ?? step.method })}
              data={[...methods]}
            />
          )}
        </FormField>
        <TemplateField
          label={t('kind.webhook.url')}
          field="url"
          isSingleLine
          isCode
          placeholder="https://"
          value={step.url}
          onChange={(url) => onChange({ ...step, url })}
        />
        <FormField field="headers">
          {(error) => (
            <KeyValueEditor
              label={t('kind.webhook.headers')}
              keyLabel={t('kind.webhook.headerName')}
              value={step.headers ?? NONE}
              suggestions={['Authorization', 'Content-Type', 'Accept']}
              onChange={(headers) => onChange(patch(step, { headers: filled(headers) }))}
              {...(error ? { error } : {})}
            />
          )}
        </FormField>
        {step.method !== 'GET' && (
          <TemplateField
            label={t('kind.webhook.body')}
            description={t('kind.webhook.bodyHint')}
            field="body"
            rows={5}
            isCode
            value={step.body ?? ''}
            onChange={(body) => onChange(patch(step, { body: textOrNothing(body) }))}
          />
        )}
      </FormSection>
      <FormSection title={t('kind.webhook.answer')}>
        <FormField field="save">
          {(error) => (
            <KeyValueEditor
              label={t('kind.webhook.save')}
              description={t('kind.webhook.saveHint')}
              keyLabel={t('kind.webhook.variable')}
              valueLabel={t('kind.webhook.pointer')}
              valuePlaceholder="/id"
              value={step.save ?? NONE}
              onChange={(save) => onChange(patch(step, { save: filled(save) }))}
              {...(error ? { error } : {})}
            />
          )}
        </FormField>
        <FormField field="timeout">
          {(error) => (
            <DurationField
              label={t('kind.webhook.timeout')}
              description={t('kind.webhook.timeoutHint')}
              unit="seconds"
              units={['seconds', 'minutes']}
              value={step.timeout ?? ''}
              onChange={(timeout) => onChange(patch(step, { timeout: textOrNothing(timeout) }))}
              {...(error ? { error } : {})}
            />
          )}
        </FormField>
      </FormSection>
    </>
  )
}

const NONE: Readonly<Record<string, string>> = {}

function filled(record: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(record).length === 0 ? undefined : record
}
