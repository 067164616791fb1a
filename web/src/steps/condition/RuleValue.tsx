import { CONSENT_STATES, STAGES, TEMPERATURES } from '@couveuse/shared/contract/words'
import { MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DateTimeField } from '../../ui/DateTimeField.tsx'
import { DurationField } from '../../ui/DurationField.tsx'
import { oneOf } from '../one-of.ts'
import classes from './ConditionEditor.module.css'
import { EventCountFields } from './EventCountFields.tsx'
import type { ConditionField } from './fields.ts'
import { valueShape } from './operators.ts'

export interface RuleValueProps {
  /** place of the rule, "2.1" */
  readonly number: string
  readonly field: ConditionField
  readonly operator: string
  readonly value: unknown
  /** path of the value, for the problems of what is inside it */
  readonly path: string
  readonly onChange: (value: unknown) => void
}

/** What a field is compared with: as many inputs, of such a kind, as field and operator ask for. */
export function RuleValue({ number, field, operator, value, path, onChange }: RuleValueProps) {
  const { t } = useTranslation('steps')
  if (field.name === '') return null
  const label = t('condition.value', { number })
  switch (valueShape(operator)) {
    case 'none':
      return null
    case 'duration':
      return (
        <div className={classes.compact}>
          <DurationField label={label} value={textOf(value)} onChange={onChange} />
        </div>
      )
    case 'count':
      return (
        <EventCountFields
          number={number}
          event={field.name.replace(/^event\./, '')}
          value={value}
          path={path}
          onChange={onChange}
        />
      )
    case 'list':
      return <ListValue label={label} field={field} value={value} onChange={onChange} />
    case 'pair': {
      const [low, high] = Array.isArray(value) ? value : []
      return (
        <div className={classes.pair}>
          <SingleValue
            label={t('condition.low', { number })}
            field={field}
            value={low}
            onChange={(next) => onChange([next, high ?? ''])}
          />
          <SingleValue
            label={t('condition.high', { number })}
            field={field}
            value={high}
            onChange={(next) => onChange([low ?? '', next])}
          />
        </div>
      )
    }
    case 'single':
      if (field.type === 'segment')
        return <MemberValue label={label} operator={operator} value={value} onChange={onChange} />
      return <SingleValue label={label} field={field} value={value} onChange={onChange} />
  }
}

interface OneValueProps {
  readonly label: string
  readonly field: ConditionField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function SingleValue({ label, field, value, onChange }: OneValueProps) {
  const { t } = useTranslation('steps')
  const word = useWord()
  switch (field.type) {
    case 'number':
      return (
        <NumberInput
          size="xs"
          aria-label={label}
          value={typeof value === 'number' || typeof value === 'string' ? value : ''}
          onChange={(next) => onChange(next)}
          hideControls
        />
      )
    case 'boolean':
      return (
        <Select
          size="xs"
          aria-label={label}
          allowDeselect={false}
          value={String(value ?? '')}
          onChange={(next) => onChange(next === 'true')}
          data={[
            { value: 'true', label: t('condition.yes') },
            { value: 'false', label: t('condition.no') },
          ]}
        />
      )
    case 'date':
      return (
        <div className={classes.compact}>
          <DateTimeField label={label} value={textOf(value)} onChange={onChange} />
        </div>
      )
    case 'word':
      return (
        <Select
          size="xs"
          aria-label={label}
          allowDeselect={false}
          value={textOf(value) || null}
          onChange={(next) => onChange(next ?? '')}
          data={(field.words ?? []).map((one) => ({ value: one, label: word(one) }))}
        />
      )
    default:
      return (
        <TextInput
          size="xs"
          aria-label={label}
          value={textOf(value)}
          onChange={(event) => onChange(sameKind(event.currentTarget.value, value, field))}
        />
      )
  }
}

function ListValue({ label, field, value, onChange }: OneValueProps) {
  const { t } = useTranslation('steps')
  const word = useWord()
  const members = Array.isArray(value) ? value.map(textOf) : []
  if (field.type === 'word') {
    return (
      <MultiSelect
        size="xs"
        aria-label={label}
        value={members}
        onChange={onChange}
        data={(field.words ?? []).map((one) => ({ value: one, label: word(one) }))}
      />
    )
  }
  return (
    <TagsInput
      size="xs"
      aria-label={label}
      placeholder={members.length === 0 ? t('condition.listHint') : ''}
      acceptValueOnBlur
      value={members}
      onChange={(next) => onChange(field.type === 'number' ? next.map(numberOrText) : next)}
    />
  )
}

/** Is, or is not, a member: operator and value say it together, and the value takes both (fine print 88). */
function MemberValue(props: {
  readonly label: string
  readonly operator: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}) {
  const { t } = useTranslation('steps')
  const isNegated = props.operator === '!='
  const isMember = (props.value !== false && props.value !== 'false') !== isNegated
  return (
    <Select
      size="xs"
      aria-label={props.label}
      allowDeselect={false}
      value={isMember ? 'yes' : 'no'}
      onChange={(next) => props.onChange((next === 'yes') !== isNegated)}
      data={[
        { value: 'yes', label: t('condition.isMember') },
        { value: 'no', label: t('condition.isNoMember') },
      ]}
    />
  )
}

/** A word of one of the closed lists, in the language on screen. */
function useWord(): (word: string) => string {
  const { t } = useTranslation(['steps', 'ui'])
  return (word) => {
    const stage = oneOf(STAGES, word)
    if (stage) return t(`ui:stage.${stage}`)
    const temperature = oneOf(TEMPERATURES, word)
    if (temperature) return t(`ui:temperature.${temperature}`)
    const consent = oneOf(CONSENT_STATES, word)
    return consent ? t(`condition.consentStates.${consent}`) : word
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value)
}

/** Where only the data knows the type, a number that is edited stays a number. */
function sameKind(text: string, before: unknown, field: ConditionField): string | number {
  return field.type === undefined && typeof before === 'number' ? numberOrText(text) : text
}

function numberOrText(text: string): string | number {
  return /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text
}
