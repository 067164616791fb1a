import type { FlowSettings } from '@couveuse/shared/flow/edit'
import { Select, Textarea, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../../steps/editing.ts'
import { FormProblemsProvider } from '../../../steps/form-problems.ts'
import { oneOf } from '../../../steps/one-of.ts'
import { ConditionField } from '../../../steps/parts/ConditionField.tsx'
import { FormField } from '../../../steps/parts/FormField.tsx'
import { FormSection } from '../../../steps/parts/FormSection.tsx'
import { Hint } from '../../../steps/parts/Hint.tsx'
import { ReorderableList } from '../../../steps/parts/ReorderableList.tsx'
import { StepSelect } from '../../../steps/parts/StepSelect.tsx'
import { patch, textOrNothing } from '../../../steps/patch.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { DurationField } from '../../../ui/DurationField.tsx'
import { ZoneField } from '../../../ui/ZoneField.tsx'
import { useDesigner, useDesignerStore } from '../../store/DesignerContext.ts'
import { ExitRules } from './ExitRules.tsx'
import { newTriggers } from './new-trigger.ts'
import { TriggerForm } from './TriggerForm.tsx'

const modes = ['never', 'after_exit', 'after'] as const

/** What belongs to the flow and not to a step: how contacts come in, who may, when they leave, and what it is called. */
export function FlowPanel({ part }: { part: 'entry' | 'settings' }) {
  const { flow } = useEditing()
  const problems = useDesigner((state) => state.problems)
  const own = useMemo(() => problems.filter(({ step }) => step === undefined), [problems])
  const store = useDesignerStore()
  const { t } = useTranslation('designer')
  const set = (settings: FlowSettings): void =>
    store.getState().edit({ type: 'set_flow', settings }, `flow ${Object.keys(settings).join()}`)

  const entry = (
    <>
      <FormSection title={t('flow.entry')}>
        <ReorderableList
          field="entry"
          items={flow.entry}
          onChange={(triggers) => set({ entry: triggers })}
          nameOf={(_, index) => t('trigger.name', { number: index + 1 })}
          addLabel={t('trigger.add')}
          create={newTriggers.event}
        >
          {(trigger, change, index) => <TriggerForm trigger={trigger} onChange={change} field={`entry[${index}]`} />}
        </ReorderableList>
        {flow.entry.length === 0 && <Hint>{t('entry.none')}</Hint>}
      </FormSection>
      <FormSection title={t('flow.audience')}>
        <ConditionField
          label={t('flow.audienceLabel')}
          field="audience"
          absent={t('flow.everybody')}
          value={flow.audience}
          onChange={(audience) => set({ audience })}
        />
      </FormSection>
      <FormSection title={t('flow.reentry')}>
        <FormField field="reentry" deep={false}>
          {(error) => (
            <Select
              label={t('flow.reentryLabel')}
              error={error}
              allowDeselect={false}
              value={flow.reentry.mode}
              onChange={(chosen) => {
                const mode = oneOf(modes, chosen ?? '') ?? 'never'
                set({ reentry: mode === 'after' ? { mode, wait: flow.reentry.wait ?? 'P30D' } : { mode } })
              }}
              data={modes.map((mode) => ({ value: mode, label: t(`flow.reentryModes.${mode}`) }))}
            />
          )}
        </FormField>
        {flow.reentry.mode === 'after' && (
          <FormField field="reentry.wait">
            {(error) => (
              <DurationField
                label={t('flow.reentryWait')}
                required
                value={flow.reentry.wait ?? ''}
                onChange={(wait) => set({ reentry: patch(flow.reentry, { wait: textOrNothing(wait) }) })}
                {...(error ? { error } : {})}
              />
            )}
          </FormField>
        )}
      </FormSection>
      <FormSection title={t('flow.start')}>
        <StepSelect
          label={t('flow.startLabel')}
          field="start"
          value={flow.start}
          onChange={(start) => set({ start: start ?? '' })}
        />
      </FormSection>
    </>
  )

  const settings = (
    <>
      <FormSection title={t('flow.about')}>
        <FormField field="name">
          {(error) => (
            <TextInput
              label={t('flow.name')}
              error={error}
              value={flow.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          )}
        </FormField>
        <FormField field="description">
          {(error) => (
            <Textarea
              label={t('flow.description')}
              error={error}
              autosize
              minRows={2}
              value={flow.description ?? ''}
              onChange={(event) => set({ description: textOrNothing(event.currentTarget.value) })}
            />
          )}
        </FormField>
        <TextInput
          label={t('flow.key')}
          description={t('flow.keyHint')}
          value={flow.key}
          readOnly
          rightSection={<CopyButton value={flow.key} />}
        />
        <FormField field="timezone">
          {(error) => (
            <ZoneField
              label={t('flow.timezone')}
              defaultLabel={t('flow.zoneOfWorkspace')}
              value={flow.timezone ?? ''}
              onChange={(zone) => set({ timezone: textOrNothing(zone) })}
              error={error}
            />
          )}
        </FormField>
      </FormSection>
      <FormSection title={t('flow.goals')}>
        <Hint>{t('flow.goalsHint')}</Hint>
        <ExitRules field="goal" rules={flow.goal} onChange={(goal) => set({ goal })} />
      </FormSection>
      <FormSection title={t('flow.leave')}>
        <Hint>{t('flow.leaveHint')}</Hint>
        <ExitRules field="leaveWhen" rules={flow.leaveWhen} onChange={(leaveWhen) => set({ leaveWhen })} />
      </FormSection>
    </>
  )

  return <FormProblemsProvider value={own}>{part === 'entry' ? entry : settings}</FormProblemsProvider>
}
