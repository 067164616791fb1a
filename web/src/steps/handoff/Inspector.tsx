import { Autocomplete, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DurationField } from '../../ui/DurationField.tsx'
import { useEditing } from '../editing.ts'
import { oneOf } from '../one-of.ts'
import { ConditionField } from '../parts/ConditionField.tsx'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { Hint } from '../parts/Hint.tsx'
import { NameSelect } from '../parts/NameSelect.tsx'
import { ReorderableList } from '../parts/ReorderableList.tsx'
import { TemplateField } from '../parts/TemplateField.tsx'
import { patch, textOrNothing } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'
import { workspaceMembers } from '../workspace.ts'
import {
  newRoutingRule,
  routingForm,
  routingForms,
  routingTargetText,
  routingWords,
  withRoutingForm,
} from './routing-form.ts'

const priorities = ['low', 'normal', 'high'] as const
const units = ['minutes', 'hours', 'days'] as const

export function HandoffInspector({ step, onChange }: InspectorProps<'handoff'>) {
  const { t } = useTranslation('steps')
  const { workspace } = useEditing()
  const teams = Object.keys(workspace.settings.teams)
  const { routing, sla } = step
  const form = routingForm(routing)
  return (
    <>
      <FormSection title={t('kind.handoff.section')}>
        <NameSelect
          label={t('kind.handoff.team')}
          field="team"
          value={step.team}
          onChange={(team) => team && onChange({ ...step, team })}
          names={teams}
          none={t('kind.handoff.noTeams')}
        />
        <FormField field="routing" deep={false}>
          {(error) => (
            <Select
              label={t('kind.handoff.routing')}
              error={error}
              allowDeselect={false}
              value={form}
              onChange={(chosen) => {
                const next = oneOf(routingForms, chosen ?? '')
                if (next) onChange({ ...step, routing: withRoutingForm(routing, next) })
              }}
              data={routingForms.map((one) => ({ value: one, label: t(`kind.handoff.routings.${one}`) }))}
            />
          )}
        </FormField>
        {typeof routing !== 'string' && (
          <>
            <ReorderableList
              field="routing.rules"
              items={routing.rules}
              onChange={(rules) => onChange({ ...step, routing: { ...routing, rules } })}
              nameOf={(_, index) => t('kind.handoff.rule', { number: index + 1 })}
              addLabel={t('kind.handoff.addRule')}
              create={newRoutingRule}
              isOrdered
            >
              {(rule, change, index) => (
                <>
                  <ConditionField
                    label={t('kind.handoff.ruleWhen')}
                    field={`routing.rules[${index}].when`}
                    isRequired
                    value={rule.when}
                    onChange={(when) => when && change({ ...rule, when })}
                  />
                  <FormField field={`routing.rules[${index}].to`}>
                    {(error) => (
                      <Autocomplete
                        label={t('kind.handoff.ruleTo')}
                        description={t('kind.handoff.ruleToHint')}
                        error={error}
                        value={routingTargetText(rule.to)}
                        onChange={(to) => change({ ...rule, to })}
                        data={[...workspaceMembers(workspace), ...teams]}
                      />
                    )}
                  </FormField>
                </>
              )}
            </ReorderableList>
            <FormField field="routing.else">
              {(error) => (
                <Select
                  label={t('kind.handoff.otherwise')}
                  error={error}
                  allowDeselect={false}
                  value={routing.else ?? 'round_robin'}
                  onChange={(chosen) =>
                    onChange({ ...step, routing: { ...routing, else: oneOf(routingWords, chosen ?? '') } })
                  }
                  data={routingWords.map((one) => ({ value: one, label: t(`kind.handoff.routings.${one}`) }))}
                />
              )}
            </FormField>
          </>
        )}
        <FormField field="priority">
          {(error) => (
            <Select
              label={t('kind.handoff.priority')}
              error={error}
              allowDeselect={false}
              value={step.priority ?? 'normal'}
              onChange={(chosen) => onChange({ ...step, priority: oneOf(priorities, chosen ?? '') ?? 'normal' })}
              data={priorities.map((one) => ({ value: one, label: t(`kind.handoff.priorities.${one}`) }))}
            />
          )}
        </FormField>
      </FormSection>
      <FormSection title={t('kind.handoff.sla')}>
        <FormField field="sla.accept">
          {(error) => (
            <DurationField
              label={t('kind.handoff.accept')}
              description={t('kind.handoff.businessHours')}
              required
              unit="hours"
              units={units}
              value={sla.accept}
              onChange={(accept) => onChange({ ...step, sla: { ...sla, accept } })}
              {...(error ? { error } : {})}
            />
          )}
        </FormField>
        <FormField field="sla.contact">
          {(error) => (
            <DurationField
              label={t('kind.handoff.contact')}
              unit="days"
              units={units}
              value={sla.contact ?? ''}
              onChange={(contact) => onChange({ ...step, sla: patch(sla, { contact: textOrNothing(contact) }) })}
              {...(error ? { error } : {})}
            />
          )}
        </FormField>
      </FormSection>
      <FormSection title={t('kind.handoff.briefSection')}>
        <TemplateField
          label={t('kind.handoff.brief')}
          field="brief"
          rows={4}
          value={step.brief}
          onChange={(brief) => onChange({ ...step, brief })}
        />
        <Hint>{t('kind.handoff.waits')}</Hint>
      </FormSection>
    </>
  )
}
