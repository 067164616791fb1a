import { STAGES } from '@couveuse/shared/contract/words'
import { TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { oneOf } from '../one-of.ts'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { NameSelect } from '../parts/NameSelect.tsx'
import { patch } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'
import { SetFields } from './SetFields.tsx'

const lists = ['addTags', 'removeTags', 'addLists', 'removeLists'] as const

export function UpdateInspector({ step, onChange }: InspectorProps<'update'>) {
  const { t } = useTranslation(['steps', 'ui'])
  return (
    <>
      <FormSection title={t('kind.update.values')}>
        <SetFields
          value={step.set ?? {}}
          onChange={(set) => onChange(patch(step, { set: Object.keys(set).length === 0 ? undefined : set }))}
        />
      </FormSection>
      <FormSection title={t('kind.update.others')}>
        <NameSelect
          label={t('kind.update.stage')}
          field="stage"
          placeholder={t('kind.update.noStage')}
          isClearable
          value={step.stage ?? ''}
          onChange={(stage) => onChange(patch(step, { stage: oneOf(STAGES, stage) }))}
          names={STAGES.map((stage) => ({ value: stage, label: t(`ui:stage.${stage}`) }))}
        />
        {lists.map((list) => (
          <FormField key={list} field={list}>
            {(error) => (
              <TagsInput
                label={t(`kind.update.${list}`)}
                error={error}
                acceptValueOnBlur
                value={step[list] ?? []}
                onChange={(names) => onChange(patch(step, { [list]: names.length === 0 ? undefined : names }))}
              />
            )}
          </FormField>
        ))}
      </FormSection>
    </>
  )
}
