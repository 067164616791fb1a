import { isRecord } from '@couveuse/shared/conditions/operators/event'
import { type Condition, conditionSchema } from '@couveuse/shared/conditions/schema'
import { Checkbox, NumberInput, Select, Switch } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { DurationField } from '../../ui/DurationField.tsx'
import { useEditing } from '../editing.ts'
import { messageSteps } from '../parts/message-steps.ts'
import { patch } from '../patch.ts'
import classes from './ConditionEditor.module.css'
import { knownProperties } from './fields.ts'

/** An event's own condition is built as any other: lazily, for the builder contains these fields itself. */
const ConditionEditor = lazy(async () => ({ default: (await import('./ConditionEditor.tsx')).ConditionEditor }))

export interface EventCountFieldsProps {
  /** place of the rule, "2.1" */
  readonly number: string
  readonly event: string
  /** `{ atLeast, atMost, within, since, of, where }`, or nothing (FLOW-DSL §3) */
  readonly value: unknown
  readonly path: string
  readonly onChange: (value: unknown) => void
}

/** How often an event must have happened, within which time, about which message, and with which properties. */
export function EventCountFields({ number, event, value, path, onChange }: EventCountFieldsProps) {
  const { t } = useTranslation('steps')
  const { flow } = useEditing()
  const count: Readonly<Record<string, unknown>> = isRecord(value) ? value : {}
  const set = (part: Readonly<Record<string, unknown>>): void => {
    const next = patch<Record<string, unknown>>(count, part)
    onChange(Object.keys(next).length === 0 ? undefined : next)
  }
  const where = conditionSchema.safeParse(count.where)
  const of = typeof count.of === 'string' ? count.of : ''
  const within = typeof count.within === 'string' ? count.within : undefined
  const messages = messageSteps(flow)

  return (
    <div className={classes.count}>
      <div className={classes.pair}>
        <NumberInput
          size="xs"
          label={t('condition.count.atLeast')}
          placeholder={count.atMost === undefined ? '1' : '0'}
          min={0}
          allowDecimal={false}
          value={typeof count.atLeast === 'number' ? count.atLeast : ''}
          onChange={(next) => set({ atLeast: typeof next === 'number' ? next : undefined })}
        />
        <NumberInput
          size="xs"
          label={t('condition.count.atMost')}
          placeholder="∞"
          min={0}
          allowDecimal={false}
          value={typeof count.atMost === 'number' ? count.atMost : ''}
          onChange={(next) => set({ atMost: typeof next === 'number' ? next : undefined })}
        />
      </div>
      <Checkbox
        size="xs"
        label={t('condition.count.within')}
        checked={within !== undefined}
        onChange={(change) => set({ within: change.currentTarget.checked ? 'P30D' : undefined })}
      />
      {within !== undefined && (
        <div className={classes.compact}>
          <DurationField
            label={t('condition.count.within')}
            value={within}
            onChange={(next) => set({ within: next })}
          />
        </div>
      )}
      <Checkbox
        size="xs"
        label={t('condition.count.since')}
        checked={count.since === 'entry'}
        onChange={(change) => set({ since: change.currentTarget.checked ? 'entry' : undefined })}
      />
      {(messages.length > 0 || of !== '') && (
        <Select
          size="xs"
          label={t('condition.count.of')}
          placeholder={t('condition.count.anyMessage')}
          clearable
          value={of || null}
          onChange={(next) => set({ of: next ?? undefined })}
          data={[
            ...messages.map(({ id, name }) => ({ value: id, label: name })),
            ...(of !== '' && !messages.some(({ id }) => id === of) ? [{ value: of, label: of }] : []),
          ]}
        />
      )}
      <Switch
        size="xs"
        label={t('condition.count.where')}
        checked={count.where !== undefined}
        onChange={(change) => set({ where: change.currentTarget.checked ? NEW_WHERE : undefined })}
      />
      {where.success && (
        <Suspense>
          <ConditionEditor
            value={where.data}
            on="event"
            prefix={`${number} / `}
            field={`${path}.where`}
            properties={knownProperties(event)}
            onChange={(next) => set({ where: next })}
          />
        </Suspense>
      )}
    </div>
  )
}

const NEW_WHERE: Condition = { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] }
