import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DateTimeField } from '../../ui/DateTimeField.tsx'
import { DurationField } from '../../ui/DurationField.tsx'
import { TimeOfDayField } from '../../ui/TimeOfDayField.tsx'
import { ZoneField } from '../../ui/ZoneField.tsx'
import { oneOf } from '../one-of.ts'
import { DateFieldSelect } from '../parts/DateFieldSelect.tsx'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { WindowField } from '../parts/WindowField.tsx'
import { patch, textOrNothing } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'
import { formOf, waitForms, withForm } from './wait-form.ts'

export function WaitInspector({ step, onChange }: InspectorProps<'wait'>) {
  const { t } = useTranslation('steps')
  const form = formOf(step)
  return (
    <>
      <FormSection title={t('kind.wait.section')}>
        <Select
          label={t('kind.wait.how')}
          allowDeselect={false}
          value={form}
          onChange={(chosen) => {
            const next = oneOf(waitForms, chosen ?? '')
            if (next && next !== form) onChange(withForm(step, next))
          }}
          data={waitForms.map((one) => ({ value: one, label: t(`kind.wait.${one}`) }))}
        />
        {form === 'for' && (
          <FormField field="for">
            {(error) => (
              <DurationField
                label={t('kind.wait.duration')}
                required
                value={step.for ?? ''}
                onChange={(text) => onChange({ ...step, for: text })}
                {...(error ? { error } : {})}
              />
            )}
          </FormField>
        )}
        {form === 'until' && (
          <FormField field="until">
            {(error) => (
              <DateTimeField
                label={t('kind.wait.date')}
                required
                value={step.until ?? ''}
                onChange={(until) => onChange({ ...step, until })}
                {...(error ? { error } : {})}
              />
            )}
          </FormField>
        )}
        {form === 'untilAttribute' && (
          <>
            <DateFieldSelect
              label={t('kind.wait.attribute')}
              description={t('kind.wait.attributeHint')}
              field="untilAttribute"
              prefixes={['contact', 'account', 'entry', 'var']}
              value={step.untilAttribute ?? ''}
              onChange={(untilAttribute) => onChange({ ...step, untilAttribute })}
            />
            <FormField field="offset">
              {(error) => (
                <DurationField
                  label={t('kind.wait.offset')}
                  allow="signed"
                  value={step.offset ?? ''}
                  onChange={(text) => onChange(patch(step, { offset: textOrNothing(text) }))}
                  {...(error ? { error } : {})}
                />
              )}
            </FormField>
            <FormField field="at">
              {(error) => (
                <TimeOfDayField
                  label={t('kind.wait.at')}
                  value={step.at ?? ''}
                  onChange={(text) => onChange(patch(step, { at: textOrNothing(text) }))}
                  {...(error ? { error } : {})}
                />
              )}
            </FormField>
          </>
        )}
      </FormSection>
      <FormSection title={t('kind.wait.windowSection')}>
        <WindowField
          label={t('kind.wait.windowLabel')}
          description={t('kind.wait.windowHint')}
          field="window"
          value={step.window}
          onChange={(window) => onChange(patch(step, { window }))}
        />
        <FormField field="zone">
          {(error) => (
            <ZoneField
              label={t('kind.wait.zone')}
              defaultLabel={t('kind.wait.zoneOfContact')}
              withFlow
              value={step.zone ?? ''}
              onChange={(zone) => onChange(patch(step, { zone: textOrNothing(zone) }))}
              error={error}
            />
          )}
        </FormField>
      </FormSection>
    </>
  )
}
