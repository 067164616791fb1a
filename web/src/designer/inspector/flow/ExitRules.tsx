import type { ExitRule } from '@couveuse/shared/flow/triggers'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { knownProperties } from '../../../steps/condition/fields.ts'
import { useEditing } from '../../../steps/editing.ts'
import { ConditionField } from '../../../steps/parts/ConditionField.tsx'
import { EventField } from '../../../steps/parts/EventField.tsx'
import { messageSteps } from '../../../steps/parts/message-steps.ts'
import { ReorderableList } from '../../../steps/parts/ReorderableList.tsx'
import { StepSelect } from '../../../steps/parts/StepSelect.tsx'
import { patch } from '../../../steps/patch.ts'

export interface ExitRulesProps {
  readonly field: 'goal' | 'leaveWhen'
  readonly rules: readonly ExitRule[]
  readonly onChange: (rules: ExitRule[]) => void
}

function newEventRule(field: ExitRulesProps['field']): ExitRule {
  return { event: field === 'goal' ? 'order_placed' : 'unsubscribed' }
}

/** Goals or leave rules: an event that arrives, or a condition that becomes true (FLOW-DSL §2). */
export function ExitRules({ field, rules, onChange }: ExitRulesProps) {
  const { t } = useTranslation('designer')
  const { flow } = useEditing()
  return (
    <ReorderableList<ExitRule>
      field={field}
      items={rules}
      onChange={onChange}
      nameOf={(_, index) => t(`exit.${field}`, { number: index + 1 })}
      addLabel={t(`exit.add.${field}`)}
      create={() => newEventRule(field)}
    >
      {(rule, change, index) => {
        const place = `${field}[${index}]`
        const isEvent = 'event' in rule
        return (
          <>
            <Select
              label={t('exit.what')}
              allowDeselect={false}
              value={isEvent ? 'event' : 'when'}
              onChange={(what) => {
                if ((what === 'event') === isEvent) return
                change(
                  what === 'event'
                    ? newEventRule(field)
                    : { when: { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] } },
                )
              }}
              data={[
                { value: 'event', label: t('exit.event') },
                { value: 'when', label: t('exit.when') },
              ]}
            />
            {isEvent ? (
              <>
                <EventField
                  label={t('trigger.event')}
                  field={`${place}.event`}
                  value={rule.event}
                  onChange={(event) => change({ ...rule, event })}
                />
                <StepSelect
                  label={t('exit.of')}
                  field={`${place}.of`}
                  placeholder={t('exit.anyMessage')}
                  isClearable
                  steps={messageSteps(flow)}
                  value={rule.of ?? ''}
                  onChange={(of) => change(patch(rule, { of }))}
                />
                <ConditionField
                  label={t('trigger.where')}
                  field={`${place}.where`}
                  on="event"
                  properties={knownProperties(rule.event)}
                  absent={t('trigger.whereAbsent')}
                  value={rule.where}
                  onChange={(where) => change(patch(rule, { where }))}
                />
              </>
            ) : (
              <ConditionField
                label={t('exit.condition')}
                field={`${place}.when`}
                isRequired
                value={rule.when}
                onChange={(when) => when && change({ when })}
              />
            )}
          </>
        )
      }}
    </ReorderableList>
  )
}
