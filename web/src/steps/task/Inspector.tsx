import { TASK_CHANNELS } from '@couveuse/shared/contract/words'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DurationField } from '../../ui/DurationField.tsx'
import { oneOf } from '../one-of.ts'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { Hint } from '../parts/Hint.tsx'
import { PersonField } from '../parts/PersonField.tsx'
import { TemplateField } from '../parts/TemplateField.tsx'
import { patch, textOrNothing } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'

type Assignee = InspectorProps<'task'>['step']['assignee']

export function TaskInspector({ step, onChange }: InspectorProps<'task'>) {
  const { t } = useTranslation('steps')
  return (
    <>
      <FormSection title={t('kind.task.section')}>
        <FormField field="channel">
          {(error) => (
            <Select
              label={t('kind.task.channel')}
              error={error}
              allowDeselect={false}
              value={step.channel}
              onChange={(chosen) => onChange({ ...step, channel: oneOf(TASK_CHANNELS, chosen ?? '') ?? step.channel })}
              data={TASK_CHANNELS.map((one) => ({ value: one, label: t(`kind.task.channels.${one}`) }))}
            />
          )}
        </FormField>
        <TemplateField
          label={t('kind.task.title')}
          field="title"
          isSingleLine
          placeholder={t('kind.task.titlePlaceholder')}
          value={step.title}
          onChange={(title) => onChange({ ...step, title })}
        />
        <TemplateField
          label={t('kind.task.instructions')}
          field="instructions"
          value={step.instructions ?? ''}
          onChange={(text) => onChange(patch(step, { instructions: textOrNothing(text) }))}
        />
      </FormSection>
      <FormSection title={t('kind.task.who')}>
        <PersonField<Assignee>
          label={t('kind.task.assignee')}
          field="assignee"
          value={step.assignee}
          onChange={(assignee) => onChange({ ...step, assignee })}
          choices={{ owner: () => 'owner', team: (team) => ({ team }), user: (user) => ({ user }) }}
        />
        <FormField field="due">
          {(error) => (
            <DurationField
              label={t('kind.task.due')}
              required
              value={step.due}
              onChange={(due) => onChange({ ...step, due })}
              {...(error ? { error } : {})}
            />
          )}
        </FormField>
        <Hint>{t('kind.task.waiting')}</Hint>
      </FormSection>
    </>
  )
}
