import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormField } from './FormField.tsx'

export interface NameSelectProps {
  readonly label: string
  readonly field: string
  readonly value: string
  readonly onChange: (name: string | undefined) => void
  /** what the workspace has */
  readonly names: readonly (string | { readonly value: string; readonly label: string })[]
  readonly placeholder?: string
  readonly description?: ReactNode
  readonly isClearable?: boolean
  /** said when the workspace has none */
  readonly none?: string
}

/** One of the names the workspace has for things: a team, a segment, a topic. A name it does not have is kept and shown. */
export function NameSelect({
  label,
  field,
  value,
  onChange,
  names,
  placeholder,
  description,
  isClearable,
  none,
}: NameSelectProps) {
  const { t } = useTranslation('steps')
  const isKnown = names.some((one) => (typeof one === 'string' ? one : one.value) === value)
  return (
    <FormField field={field}>
      {(error) => (
        <Select
          label={label}
          description={description}
          error={error}
          placeholder={placeholder ?? ''}
          searchable
          clearable={isClearable ?? false}
          allowDeselect={false}
          nothingFoundMessage={none ?? t('form.nothingFound')}
          value={value || null}
          onChange={(chosen) => onChange(chosen ?? undefined)}
          data={[...names, ...(value === '' || isKnown ? [] : [value])]}
        />
      )}
    </FormField>
  )
}
