import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DurationField } from '../../ui/DurationField.tsx'
import { knownProperties } from '../condition/fields.ts'
import { useEditing } from '../editing.ts'
import { ConditionField } from '../parts/ConditionField.tsx'
import { EventField } from '../parts/EventField.tsx'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { messageSteps } from '../parts/message-steps.ts'
import { ReorderableList } from '../parts/ReorderableList.tsx'
import { StepSelect } from '../parts/StepSelect.tsx'
import { patch } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'
import { newEntry, withEvent, withWhat } from './entry.ts'

export function ListenInspector({ step, onChange }: InspectorProps<'listen'>) {
  const { t } = useTranslation('steps')
  const { flow } = useEditing()
  return (
    <>
      <FormSection title={t('kind.listen.section')}>
        <ReorderableList
          field="for"
          items={step.for}
          onChange={(entries) => onChange({ ...step, for: entries })}
          nameOf={(_, index) => t('kind.listen.entry', { number: index + 1 })}
          addLabel={t('kind.listen.add')}
          create={() => newEntry(step)}
          isOrdered
        >
          {(entry, change, index) => (
            <>
              <FormField field={`for[${index}]`} deep={false}>
                {(error) => (
                  <Select
                    label={t('kind.listen.what')}
                    error={error}
                    allowDeselect={false}
                    value={entry.when === undefined ? 'event' : 'when'}
                    onChange={(what) => change(withWhat(step, index, what === 'when' ? 'when' : 'event'))}
                    data={[
                      { value: 'event', label: t('kind.listen.event') },
                      { value: 'when', label: t('kind.listen.when') },
                    ]}
                  />
                )}
              </FormField>
              {entry.when === undefined ? (
                <>
                  <EventField
                    label={t('kind.listen.eventName')}
                    field={`for[${index}].event`}
                    value={entry.event ?? ''}
                    onChange={(event) => change(withEvent(step, index, event))}
                  />
                  <StepSelect
                    label={t('kind.listen.of')}
                    field={`for[${index}].of`}
                    placeholder={t('kind.listen.anyMessage')}
                    isClearable
                    steps={messageSteps(flow)}
                    value={entry.of ?? ''}
                    onChange={(of) => change(patch(entry, { of }))}
                  />
                  <ConditionField
                    label={t('kind.listen.where')}
                    field={`for[${index}].where`}
                    on="event"
                    properties={knownProperties(entry.event)}
                    absent={t('kind.listen.whereAbsent')}
                    value={entry.where}
                    onChange={(where) => change(patch(entry, { where }))}
                  />
                </>
              ) : (
                <ConditionField
                  label={t('kind.listen.condition')}
                  description={t('kind.listen.conditionHint')}
                  field={`for[${index}].when`}
                  isRequired
                  value={entry.when}
                  onChange={(when) => change(patch(entry, { when }))}
                />
              )}
              <FormField field={`for[${index}].outlet`}>
                {(error) => (
                  <TextInput
                    label={t('kind.listen.outlet')}
                    error={error}
                    value={entry.outlet}
                    onChange={(event) => change({ ...entry, outlet: event.currentTarget.value })}
                  />
                )}
              </FormField>
            </>
          )}
        </ReorderableList>
      </FormSection>
      <FormSection title={t('kind.listen.end')}>
        <FormField field="timeout">
          {(error) => (
            <DurationField
              label={t('kind.listen.longest')}
              required
              value={step.timeout}
              onChange={(timeout) => onChange({ ...step, timeout })}
              {...(error ? { error } : {})}
            />
          )}
        </FormField>
      </FormSection>
    </>
  )
}
