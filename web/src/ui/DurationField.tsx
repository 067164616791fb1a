import { Input, NativeSelect } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './DurationField.module.css'
import { cleanAmount, type DurationDraft, draftOf, problemOf, textOf } from './duration-draft.ts'
import { type DurationUnit, durationUnits } from './iso-duration.ts'
import { useFormat } from './useFormat.ts'

export interface DurationFieldProps {
  readonly label: string
  /** ISO 8601 text; empty where nothing is chosen */
  readonly value: string
  readonly onChange: (text: string) => void
  readonly description?: ReactNode
  /** said instead of what the field finds by itself */
  readonly error?: ReactNode
  readonly required?: boolean
  readonly disabled?: boolean
  /** `signed` adds the choice before / after, for offsets (fine print 122) */
  readonly allow?: 'positive' | 'signed'
  /** unit that an empty field starts with */
  readonly unit?: DurationUnit
  readonly units?: readonly DurationUnit[]
}

const usualUnits: readonly DurationUnit[] = ['minutes', 'hours', 'days', 'weeks', 'months', 'years']

/** A duration as a person says it, "3 days"; what one unit cannot say is edited as ISO 8601 text. */
export function DurationField(props: DurationFieldProps) {
  const {
    label,
    value,
    onChange,
    description,
    error,
    required,
    disabled,
    allow = 'positive',
    units = usualUnits,
  } = props
  const { t } = useTranslation('ui')
  const { formatDuration } = useFormat()
  const id = useId()
  const [isTouched, setTouched] = useState(false)
  const [draft, setDraft] = useState<DurationDraft>(() => draftOf(value, props.unit ?? 'days'))

  // The value changed from outside: undo, a loaded flow, another step in the same form.
  if (textOf(draft) !== value) setDraft(draftOf(value, draft.as === 'amount' ? draft.unit : (props.unit ?? 'days')))

  const change = (next: DurationDraft): void => {
    setDraft(next)
    const text = textOf(next)
    if (text !== value) onChange(text)
  }

  const unit = draft.as === 'amount' ? draft.unit : undefined
  const problem = problemOf(value, allow, unit)
  const ownError = problem
    ? t(`duration.problem.${problem}`, { unit: unit ? t(`duration.${unit}`) : '' })
    : required && isTouched && value === '' && t('duration.problem.empty')
  const shownUnits = durationUnits.filter((one) => units.includes(one) || one === unit).reverse()
  const shownError = error ?? (ownError || undefined)

  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={description}
      error={shownError}
      required={required ?? false}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <div className={classes.row} data-described={Boolean(description) || undefined}>
        {draft.as === 'amount' ? (
          <Input
            className={classes.amount}
            inputMode="decimal"
            autoComplete="off"
            value={draft.amount}
            error={Boolean(shownError)}
            disabled={disabled ?? false}
            onChange={(event) => change({ ...draft, amount: cleanAmount(event.currentTarget.value) })}
            onBlur={() => setTouched(true)}
          />
        ) : (
          <Input
            className={classes.text}
            spellCheck={false}
            autoComplete="off"
            value={draft.text}
            error={Boolean(shownError)}
            disabled={disabled ?? false}
            onChange={(event) => change({ as: 'text', text: event.currentTarget.value })}
            onBlur={() => setTouched(true)}
          />
        )}
        <NativeSelect
          aria-label={t('duration.unit', { field: label })}
          disabled={disabled ?? false}
          value={draft.as === 'amount' ? draft.unit : 'text'}
          onChange={(event) => change(withUnit(draft, event.currentTarget.value))}
          data={[
            ...shownUnits.map((one) => ({ value: one, label: t(`duration.${one}`) })),
            { value: 'text', label: t('duration.text') },
          ]}
        />
        {allow === 'signed' && draft.as === 'amount' && (
          <NativeSelect
            aria-label={t('duration.direction', { field: label })}
            disabled={disabled ?? false}
            value={draft.isNegative ? 'before' : 'after'}
            onChange={(event) => change({ ...draft, isNegative: event.currentTarget.value === 'before' })}
            data={[
              { value: 'before', label: t('duration.before') },
              { value: 'after', label: t('duration.after') },
            ]}
          />
        )}
      </div>
      {draft.as === 'text' && !shownError && (
        <div className={classes.words}>{value === '' ? t('duration.textHint') : formatDuration(value)}</div>
      )}
    </Input.Wrapper>
  )
}

/** The same draft in another unit. Text that is one amount of one unit becomes that; other text starts anew. */
function withUnit(draft: DurationDraft, chosen: string): DurationDraft {
  if (chosen === 'text') return { as: 'text', text: textOf(draft) }
  const unit = durationUnits.find((one) => one === chosen) ?? 'days'
  if (draft.as === 'amount') return { ...draft, unit }
  const read = draftOf(draft.text, unit)
  return read.as === 'amount' ? { ...read, unit } : { as: 'amount', amount: '', unit, isNegative: false }
}
