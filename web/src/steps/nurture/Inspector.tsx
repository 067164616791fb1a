import { STAGES } from '@couveuse/shared/contract/words'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DurationField } from '../../ui/DurationField.tsx'
import { useEditing } from '../editing.ts'
import { oneOf } from '../one-of.ts'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { NameSelect } from '../parts/NameSelect.tsx'
import { StepSelect } from '../parts/StepSelect.tsx'
import { patch, textOrNothing } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'

export function NurtureInspector({ step, onChange }: InspectorProps<'nurture'>) {
  const { t } = useTranslation(['steps', 'ui'])
  const { workspace, flow, isReadOnly } = useEditing()
  const isElsewhere = step.flow !== undefined
  return (
    <>
      <FormSection title={t('kind.nurture.section')}>
        <SegmentedControl
          fullWidth
          aria-label={t('kind.nurture.target')}
          disabled={isReadOnly}
          value={isElsewhere ? 'flow' : 'step'}
          onChange={(target) =>
            onChange(patch(step, target === 'flow' ? { flow: '', step: undefined } : { flow: undefined, step: '' }))
          }
          data={[
            { value: 'step', label: t('kind.nurture.toStep') },
            { value: 'flow', label: t('kind.nurture.toFlow') },
          ]}
        />
        {isElsewhere ? (
          <NameSelect
            label={t('kind.nurture.flow')}
            field="flow"
            value={step.flow ?? ''}
            onChange={(key) => onChange({ ...step, flow: key ?? '' })}
            none={t('kind.nurture.noFlows')}
            names={workspace.flows
              .filter(({ key }) => key !== flow.key)
              .map(({ key, name }) => ({ value: key, label: name }))}
          />
        ) : (
          <StepSelect
            label={t('kind.nurture.step')}
            field="step"
            value={step.step ?? ''}
            onChange={(id) => onChange({ ...step, step: id ?? '' })}
          />
        )}
      </FormSection>
      <FormSection title={t('kind.nurture.before')}>
        <FormField field="cooldown">
          {(error) => (
            <DurationField
              label={t('kind.nurture.cooldown')}
              value={step.cooldown ?? ''}
              onChange={(cooldown) => onChange(patch(step, { cooldown: textOrNothing(cooldown) }))}
              {...(error ? { error } : {})}
            />
          )}
        </FormField>
        <NameSelect
          label={t('kind.nurture.stage')}
          field="stage"
          placeholder={t('kind.nurture.noStage')}
          isClearable
          value={step.stage ?? ''}
          onChange={(stage) => onChange(patch(step, { stage: oneOf(STAGES, stage) }))}
          names={STAGES.map((stage) => ({ value: stage, label: t(`ui:stage.${stage}`) }))}
        />
      </FormSection>
    </>
  )
}
