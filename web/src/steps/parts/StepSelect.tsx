import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEditing } from '../editing.ts'
import { FormField } from './FormField.tsx'

export interface StepSelectProps {
  readonly label: string
  readonly field: string
  /** step id, or empty */
  readonly value: string
  readonly onChange: (step: string | undefined) => void
  /** steps to choose from; all of the flow by default */
  readonly steps?: readonly { readonly id: string; readonly name: string }[]
  readonly placeholder?: string
  readonly description?: ReactNode
  readonly isClearable?: boolean
}

/** A step of this flow, by its label. */
export function StepSelect({
  label,
  field,
  value,
  onChange,
  steps,
  placeholder,
  description,
  isClearable,
}: StepSelectProps) {
  const { flow } = useEditing()
  const offered = steps ?? Object.entries(flow.steps).map(([id, step]) => ({ id, name: step.label ?? id }))
  const isUnknown = value !== '' && !offered.some(({ id }) => id === value)
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
          value={value || null}
          onChange={(chosen) => onChange(chosen ?? undefined)}
          data={[
            ...offered.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` })),
            ...(isUnknown ? [{ value, label: value }] : []),
          ]}
        />
      )}
    </FormField>
  )
}
