import { Button, NumberInput, Switch, TextInput } from '@mantine/core'
import { IconEqual } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import { useEditing } from '../editing.ts'
import { FormField } from '../parts/FormField.tsx'
import { FormSection } from '../parts/FormSection.tsx'
import { Hint } from '../parts/Hint.tsx'
import { OutletKeyField } from '../parts/OutletKeyField.tsx'
import { newPathOutlet, withKeyFromName } from '../parts/paths.ts'
import { ReorderableList } from '../parts/ReorderableList.tsx'
import { patch } from '../patch.ts'
import type { InspectorProps } from '../step-view.ts'
import classes from './Inspector.module.css'
import { evenly, sharesOf } from './shares.ts'

export function SplitInspector({ step, onChange }: InspectorProps<'split'>) {
  const { t } = useTranslation('steps')
  const { formatPercent, formatNumber } = useFormat()
  const { isReadOnly } = useEditing()
  const { paths } = step
  const shares = sharesOf(paths)
  const total = paths.reduce((sum, { weight }) => sum + weight, 0)
  return (
    <FormSection title={t('kind.split.section')}>
      <ReorderableList
        field="paths"
        items={paths}
        onChange={(next) => onChange({ ...step, paths: next })}
        nameOf={(_, index) => t('kind.split.path', { number: index + 1 })}
        renderAside={(_, index) => <span className={classes.percent}>{formatPercent(shares[index] ?? 0)}</span>}
        addLabel={t('kind.split.add')}
        create={() => newPath(paths)}
        isOrdered
      >
        {(path, change, index) => (
          <>
            <FormField field={`paths[${index}].name`}>
              {(error) => (
                <TextInput
                  label={t('kind.split.pathName')}
                  error={error}
                  value={path.name}
                  onChange={(event) => change({ ...path, name: event.currentTarget.value })}
                  onBlur={() => {
                    const named = withKeyFromName(path, paths)
                    if (named !== path) change(named)
                  }}
                />
              )}
            </FormField>
            <FormField field={`paths[${index}].weight`}>
              {(error) => (
                <NumberInput
                  label={t('kind.split.weight')}
                  error={error}
                  min={1}
                  allowDecimal={false}
                  suffix={total === 100 ? ' %' : ''}
                  value={path.weight}
                  onChange={(weight) => change({ ...path, weight: typeof weight === 'number' ? weight : 0 })}
                />
              )}
            </FormField>
            <FormField field={`paths[${index}].holdout`}>
              {() => (
                <Switch
                  label={t('kind.split.holdout')}
                  description={path.holdout ? t('kind.split.holdoutHint') : undefined}
                  checked={path.holdout === true}
                  onChange={(event) => change(patch(path, { holdout: event.currentTarget.checked || undefined }))}
                />
              )}
            </FormField>
            <OutletKeyField
              field={`paths[${index}].outlet`}
              value={path.outlet}
              onChange={(outlet) => change({ ...path, outlet })}
            />
          </>
        )}
      </ReorderableList>
      {total !== 100 && paths.length > 0 && (
        <Hint>
          {t('kind.split.total', {
            total: formatNumber(total),
            shares: shares.map((share) => formatPercent(share)).join(' · '),
          })}
        </Hint>
      )}
      {!isReadOnly && paths.length > 1 && (
        <Button
          size="compact-sm"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconEqual size={15} aria-hidden />}
          onClick={() => onChange({ ...step, paths: evenly(paths) })}
        >
          {t('kind.split.even')}
        </Button>
      )}
      <Hint>{t('kind.split.sticky')}</Hint>
    </FormSection>
  )
}

type Path = InspectorProps<'split'>['step']['paths'][number]

/** As heavy as the others are on average. */
function newPath(paths: readonly Path[]): Path {
  const total = paths.reduce((sum, { weight }) => sum + weight, 0)
  return { outlet: newPathOutlet(paths), name: '', weight: Math.max(1, Math.round(total / Math.max(1, paths.length))) }
}
