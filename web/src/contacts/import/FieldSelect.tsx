import { type ComboboxParsedItem, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldChoice, newAttribute } from './field-choices.ts'

export interface FieldSelectProps {
  readonly label: string
  readonly choices: readonly { readonly group: string; readonly items: readonly FieldChoice[] }[]
  /** null = left out */
  readonly value: string | null
  readonly onChange: (field: string | null) => void
}

const OUT = ''

/** The field of a column: found by typing a part of its name, or made by typing a name that does not exist yet. */
export function FieldSelect({ label, choices, value, onChange }: FieldSelectProps) {
  const { t } = useTranslation('contacts')
  const [typed, setTyped] = useState('')
  const all = choices.flatMap(({ items }) => items)
  const chosen = all.find((choice) => choice.value === value)
  const isKnown = all.some((choice) => choice.label.toLowerCase().includes(typed.trim().toLowerCase()))
  const made = isKnown || typed === t('import.columns.leaveOut') ? undefined : newAttribute(typed)
  return (
    <Select
      aria-label={label}
      size="sm"
      searchable
      allowDeselect={false}
      searchValue={typed}
      onSearchChange={setTyped}
      data={[
        { value: OUT, label: t('import.columns.leaveOut') },
        ...choices.map(({ group, items }) => ({ group, items: [...items] })),
        ...(made ? [{ value: made, label: t('import.columns.create', { name: made.replace(/^contact\./, '') }) }] : []),
      ]}
      filter={({ options, search }) => {
        const wanted = search.trim().toLowerCase()
        if (wanted === '' || search === (chosen?.label ?? t('import.columns.leaveOut'))) return options
        const fits = (text: string): boolean => text.toLowerCase().includes(wanted)
        return options.flatMap<ComboboxParsedItem>((option) => {
          if (!('group' in option)) return fits(option.label) || option.value === made ? [option] : []
          const items = option.items.filter((item) => fits(typeof item === 'string' ? item : item.label))
          return items.length > 0 ? [{ ...option, items }] : []
        })
      }}
      value={value ?? OUT}
      onChange={(next) => onChange(next === OUT ? null : next)}
      maxDropdownHeight={320}
      styles={value === null ? { input: { color: 'var(--ink-faint)' } } : {}}
    />
  )
}
