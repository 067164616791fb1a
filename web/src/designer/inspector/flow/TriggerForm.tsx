import { RETURN_REASONS, STAGES } from '@couveuse/shared/contract/words'
import type { Trigger } from '@couveuse/shared/flow/triggers'
import { MultiSelect, NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { knownProperties } from '../../../steps/condition/fields.ts'
import { useEditing } from '../../../steps/editing.ts'
import { oneOf } from '../../../steps/one-of.ts'
import { ConditionField } from '../../../steps/parts/ConditionField.tsx'
import { DateFieldSelect } from '../../../steps/parts/DateFieldSelect.tsx'
import { EventField } from '../../../steps/parts/EventField.tsx'
import { FormField } from '../../../steps/parts/FormField.tsx'
import { NameSelect } from '../../../steps/parts/NameSelect.tsx'
import { patch, textOrNothing } from '../../../steps/patch.ts'
import { DurationField } from '../../../ui/DurationField.tsx'
import { TimeOfDayField } from '../../../ui/TimeOfDayField.tsx'
import { newTriggers, triggerKinds } from './new-trigger.ts'
import { ScheduleFields } from './ScheduleFields.tsx'

export interface TriggerFormProps {
  readonly trigger: Trigger
  readonly onChange: (trigger: Trigger) => void
  /** path of the trigger: `entry[0]` */
  readonly field: string
}

/** What brings a contact in, with all its parameters (FLOW-DSL §2). */
export function TriggerForm({ trigger, onChange, field }: TriggerFormProps) {
  const { t } = useTranslation('designer')
  return (
    <>
      <Select
        label={t('trigger.kind')}
        allowDeselect={false}
        value={trigger.on}
        onChange={(chosen) => {
          const on = oneOf(triggerKinds, chosen ?? '')
          if (on && on !== trigger.on) onChange(newTriggers[on]())
        }}
        data={triggerKinds.map((on) => ({ value: on, label: t(`trigger.on.${on}`) }))}
      />
      <TriggerFields trigger={trigger} onChange={onChange} field={field} />
    </>
  )
}

const prefixes = ['contact', 'account'] as const

function TriggerFields({ trigger, onChange, field }: TriggerFormProps) {
  const { t } = useTranslation('designer')
  const { t: tUi } = useTranslation('ui')
  switch (trigger.on) {
    case 'event':
      return (
        <>
          <EventField
            label={t('trigger.event')}
            field={`${field}.event`}
            value={trigger.event}
            onChange={(event) => onChange({ ...trigger, event })}
          />
          <ConditionField
            label={t('trigger.where')}
            field={`${field}.where`}
            on="event"
            properties={knownProperties(trigger.event)}
            absent={t('trigger.whereAbsent')}
            value={trigger.where}
            onChange={(where) => onChange(patch(trigger, { where }))}
          />
        </>
      )
    case 'segment':
      return (
        <>
          <SegmentSelect
            field={field}
            value={trigger.segment}
            onChange={(segment) => onChange({ ...trigger, segment })}
          />
          <Select
            label={t('trigger.change')}
            allowDeselect={false}
            value={trigger.change}
            onChange={(chosen) => onChange({ ...trigger, change: chosen === 'left' ? 'left' : 'entered' })}
            data={[
              { value: 'entered', label: t('trigger.entered') },
              { value: 'left', label: t('trigger.left') },
            ]}
          />
        </>
      )
    case 'score':
      return (
        <>
          <Select
            label={t('trigger.score')}
            allowDeselect={false}
            value={trigger.of}
            onChange={(chosen) => onChange({ ...trigger, of: oneOf(scores, chosen ?? '') ?? trigger.of })}
            data={scores.map((one) => ({ value: one, label: tUi(`score.${one}`) }))}
          />
          <Select
            label={t('trigger.direction')}
            allowDeselect={false}
            value={trigger.direction ?? 'up'}
            onChange={(chosen) => onChange(patch(trigger, { direction: chosen === 'down' ? 'down' : undefined }))}
            data={[
              { value: 'up', label: t('trigger.up') },
              { value: 'down', label: t('trigger.down') },
            ]}
          />
          <FormField field={`${field}.crosses`}>
            {(error) => (
              <NumberInput
                label={t('trigger.crosses')}
                error={error}
                value={trigger.crosses}
                onChange={(crosses) => typeof crosses === 'number' && onChange({ ...trigger, crosses })}
              />
            )}
          </FormField>
        </>
      )
    case 'stage':
      return (
        <Select
          label={t('trigger.becomes')}
          allowDeselect={false}
          value={trigger.becomes}
          onChange={(chosen) => onChange({ ...trigger, becomes: oneOf(STAGES, chosen ?? '') ?? trigger.becomes })}
          data={STAGES.map((stage) => ({ value: stage, label: tUi(`stage.${stage}`) }))}
        />
      )
    case 'date':
      return (
        <>
          <DateFieldSelect
            label={t('trigger.attribute')}
            field={`${field}.attribute`}
            prefixes={prefixes}
            value={trigger.attribute}
            onChange={(attribute) => onChange({ ...trigger, attribute })}
          />
          <FormField field={`${field}.offset`}>
            {(error) => (
              <DurationField
                label={t('trigger.offset')}
                allow="signed"
                value={trigger.offset ?? ''}
                onChange={(offset) => onChange(patch(trigger, { offset: textOrNothing(offset) }))}
                {...(error ? { error } : {})}
              />
            )}
          </FormField>
          <FormField field={`${field}.at`}>
            {(error) => (
              <TimeOfDayField
                label={t('trigger.at')}
                value={trigger.at ?? ''}
                onChange={(at) => onChange(patch(trigger, { at: textOrNothing(at) }))}
                {...(error ? { error } : {})}
              />
            )}
          </FormField>
        </>
      )
    case 'schedule':
      return (
        <>
          <SegmentSelect
            field={field}
            value={trigger.segment}
            onChange={(segment) => onChange({ ...trigger, segment })}
          />
          <ScheduleFields trigger={trigger} onChange={onChange} field={field} />
        </>
      )
    case 'returned':
      return (
        <FormField field={`${field}.reasons`}>
          {(error) => (
            <MultiSelect
              label={t('trigger.reasons')}
              description={t('trigger.reasonsHint')}
              error={error}
              value={trigger.reasons ?? []}
              onChange={(reasons) => onChange(patch(trigger, { reasons: reasons.length === 0 ? undefined : reasons }))}
              data={RETURN_REASONS.map((reason) => ({ value: reason, label: t(`trigger.reason.${reason}`) }))}
            />
          )}
        </FormField>
      )
  }
}

const scores = ['total', 'engagement', 'fit'] as const

function SegmentSelect(props: { field: string; value: string; onChange: (segment: string) => void }) {
  const { t } = useTranslation('designer')
  const { workspace } = useEditing()
  return (
    <NameSelect
      label={t('trigger.segment')}
      field={`${props.field}.segment`}
      value={props.value}
      onChange={(segment) => props.onChange(segment ?? '')}
      names={Object.keys(workspace.settings.segments)}
      none={t('trigger.noSegments')}
    />
  )
}
