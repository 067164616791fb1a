import { type AttributeType, BUYING_ROLES } from '@couveuse/shared/contract/words'
import { NativeSelect, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './FieldRow.module.css'
import { type FieldValue, readValue, shownValue, typedValue } from './field-value.ts'

export interface FieldRowProps {
  readonly label: string
  readonly type: AttributeType
  readonly value: FieldValue | undefined
  /** absent: the field is the product's own and cannot be changed */
  readonly onChange?: ((value: string | number | boolean | string[] | null) => void) | undefined
  /** a closed list of words, with what each is called */
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

/** A field of a contact or company: read as a line, changed where it stands. Enter saves, Escape leaves it as it was. */
export function FieldRow({ label, type, value, onChange, choices }: FieldRowProps) {
  const { t } = useTranslation('contacts')
  const format = useFormat()
  const [typed, setTyped] = useState<string>()
  const [problem, setProblem] = useState<'wrongNumber' | 'wrongDate'>()
  const button = useRef<HTMLButtonElement>(null)
  const words = { yes: t('card.details.yes'), no: t('card.details.no') }

  const shown =
    value === undefined
      ? undefined
      : (choices?.find((choice) => choice.value === value)?.label ?? shownValue(value, type, format, words))
  if (!onChange) {
    return (
      <div className={classes.row}>
        <span className={classes.label}>{label}</span>
        <span className={classes.fixed}>{shown ?? '–'}</span>
      </div>
    )
  }

  const leave = (): void => {
    setTyped(undefined)
    setProblem(undefined)
    requestAnimationFrame(() => button.current?.focus())
  }
  const save = (text: string): void => {
    if (text.trim() === typedValue(value)) return leave()
    const read = readValue(text, type)
    if (!read.ok) return setProblem(read.problem)
    onChange(read.value)
    leave()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLSelectElement>): void => {
    if (event.key === 'Enter') save(event.currentTarget.value)
    if (event.key === 'Escape') {
      event.stopPropagation()
      leave()
    }
  }

  if (typed !== undefined) {
    const options =
      choices ??
      (type === 'boolean'
        ? [
            { value: 'true', label: words.yes },
            { value: 'false', label: words.no },
          ]
        : undefined)
    return (
      <div className={classes.row} data-editing>
        <span className={classes.label}>{label}</span>
        {options ? (
          <NativeSelect
            size="xs"
            autoFocus
            aria-label={label}
            value={typed}
            data={[{ value: '', label: t('card.details.none') }, ...options]}
            onChange={(event) => save(event.currentTarget.value)}
            onBlur={leave}
            onKeyDown={onKeyDown}
          />
        ) : (
          <TextInput
            size="xs"
            autoFocus
            aria-label={label}
            type={type === 'date' && /^(\d{4}-\d{2}-\d{2})?$/.test(typed) ? 'date' : 'text'}
            inputMode={type === 'number' ? 'decimal' : undefined}
            placeholder={type === 'set' ? t('card.details.setHint') : undefined}
            value={typed}
            error={problem && t(`card.details.${problem}`)}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setProblem(undefined)
            }}
            onBlur={(event) => save(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </div>
    )
  }
  return (
    <UnstyledButton ref={button} className={classes.row} onClick={() => setTyped(typedValue(value))}>
      <span className={classes.label}>{label}</span>{' '}
      <span className={classes.value} data-empty={shown === undefined || undefined}>
        {shown ?? t('card.details.empty')}
      </span>{' '}
      <VisuallyHidden>{t('card.details.edit')}</VisuallyHidden>
      <IconPencil size={14} stroke={1.8} className={classes.pencil} aria-hidden />
    </UnstyledButton>
  )
}

/** The five buying roles as choices. */
export function buyingRoleChoices(name: (role: (typeof BUYING_ROLES)[number]) => string) {
  return BUYING_ROLES.map((role) => ({ value: role, label: name(role) }))
}
