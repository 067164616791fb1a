import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ConditionField } from '../parts/ConditionField.tsx'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { Hint } from '../parts/Hint.tsx'
import { OutletKeyField } from '../parts/OutletKeyField.tsx'
import { newPathOutlet, withKeyFromName } from '../parts/paths.ts'
import { ReorderableList } from '../parts/ReorderableList.tsx'
import type { InspectorProps } from '../step-view.ts'

const RESERVED = ['else']

export function BranchInspector({ step, onChange }: InspectorProps<'branch'>) {
  const { t } = useTranslation('steps')
  const { paths } = step
  return (
    <FormSection title={t('kind.branch.section')}>
      <ReorderableList
        field="paths"
        items={paths}
        onChange={(next) => onChange({ ...step, paths: next })}
        nameOf={(_, index) => t('kind.branch.path', { number: index + 1 })}
        addLabel={t('kind.branch.add')}
        create={() => newPath(paths)}
        isOrdered
      >
        {(path, change, index) => (
          <>
            <FormField field={`paths[${index}].name`}>
              {(error) => (
                <TextInput
                  label={t('kind.branch.pathName')}
                  placeholder={t('kind.branch.pathNamePlaceholder')}
                  error={error}
                  value={path.name}
                  onChange={(event) => change({ ...path, name: event.currentTarget.value })}
                  onBlur={() => {
                    const named = withKeyFromName(path, paths, RESERVED)
                    if (named !== path) change(named)
                  }}
                />
              )}
            </FormField>
            <ConditionField
              label={t('kind.branch.when')}
              field={`paths[${index}].when`}
              isRequired
              value={path.when}
              onChange={(when) => when && change({ ...path, when })}
            />
            <OutletKeyField
              field={`paths[${index}].outlet`}
              value={path.outlet}
              onChange={(outlet) => change({ ...path, outlet })}
            />
          </>
        )}
      </ReorderableList>
      <Hint>{t('kind.branch.elseHint')}</Hint>
    </FormSection>
  )
}

type Path = InspectorProps<'branch'>['step']['paths'][number]

function newPath(paths: readonly Path[]): Path {
  return {
    outlet: newPathOutlet(paths, RESERVED),
    name: '',
    when: { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] },
  }
}
