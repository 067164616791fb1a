import type { Step } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import { ActionIcon, Select, Tooltip } from '@mantine/core'
import { IconArrowRight, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FormField } from '../../steps/parts/FormField.tsx'
import { FormSection } from '../../steps/parts/FormSection.tsx'
import { viewOf } from '../../steps/registry.ts'
import { outletsOf } from '../canvas/card-size.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import classes from './OutletsSection.module.css'

/** Where each outlet leads: the drawing as a form, for those who prefer it, or cannot draw. */
export function OutletsSection({ id, step }: { id: string; step: Step }) {
  const { t } = useTranslation('designer')
  const outlets = outletsOf(step)
  if (outlets.length === 0) return null
  return (
    <FormSection title={t('outlets.title')}>
      {outlets.map((outlet) => (
        <OutletField key={outlet} id={id} step={step} outlet={outlet} />
      ))}
    </FormSection>
  )
}

function OutletField({ id, step, outlet }: { id: string; step: Step; outlet: string }) {
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  const steps = useDesigner((state) => shownFlow(state).steps)
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const store = useDesignerStore()
  const { outletName } = viewOf(step.kind)
  const name = outletName(step, outlet, tSteps)
  const target = step.next && Object.hasOwn(step.next, outlet) ? step.next[outlet] : undefined
  const { fallThrough } = kindOf(step)
  const instead = Object.hasOwn(fallThrough, outlet) ? fallThrough[outlet] : undefined
  const nowhere =
    instead === undefined ? t('outlets.end') : t('outlets.like', { outlet: outletName(step, instead, tSteps) })
  const others = Object.entries(steps).map(([other, { label, kind }]) => ({
    value: other,
    label: other === id ? t('outlets.itself') : `${label ?? tSteps(`kind.${kind}.name`)} (${other})`,
  }))
  return (
    <FormField field={`next.${outlet}`}>
      {(error) => (
        <div className={classes.row}>
          <Select
            label={<Words name={name} />}
            aria-label={t('outlets.leadsTo', { outlet: name })}
            error={error}
            placeholder={nowhere}
            searchable
            clearable
            value={target ?? null}
            nothingFoundMessage={tSteps('form.nothingFound')}
            onChange={(to) => {
              const { edit } = store.getState()
              store.endGroup()
              if (to === null) edit({ type: 'disconnect', from: id, outlet })
              else edit({ type: 'connect', from: id, outlet, to })
            }}
            data={target !== undefined && !Object.hasOwn(steps, target) ? [...others, target] : others}
          />
          {target === undefined && !isReadOnly && (
            <Tooltip label={t('outlets.add')} position="left">
              <ActionIcon
                variant="default"
                size={36}
                aria-label={t('outlets.addAfter', { outlet: name })}
                onClick={(event) => {
                  const { left, bottom } = event.currentTarget.getBoundingClientRect()
                  store.getState().setView({
                    insertion: { after: { from: id, outlet }, screen: { x: left - 180, y: bottom } },
                  })
                }}
              >
                <IconPlus size={16} stroke={1.8} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          {target !== undefined && Object.hasOwn(steps, target) && (
            <Tooltip label={t('outlets.go')} position="left">
              <ActionIcon
                variant="default"
                size={36}
                aria-label={t('outlets.goTo', { step: steps[target]?.label ?? target })}
                onClick={() => store.getState().select([target])}
              >
                <IconArrowRight size={16} stroke={1.8} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      )}
    </FormField>
  )
}

function Words({ name }: { name: string }) {
  return <span className={classes.name}>{name}</span>
}
