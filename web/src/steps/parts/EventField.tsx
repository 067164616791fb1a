import { Autocomplete } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { eventName } from '../condition/event-name.ts'
import { useEventNames } from '../editing.ts'
import { FormField } from './FormField.tsx'
import { useTypedText } from './useTypedText.ts'

export interface EventFieldProps {
  readonly label: string
  readonly field: string
  readonly value: string
  readonly onChange: (event: string) => void
  readonly description?: ReactNode
}

/** The name of an event, taken from those that are known or typed: the outside world may send any. */
export function EventField({ label, field, value, onChange, description }: EventFieldProps) {
  const { t } = useTranslation('steps')
  const names = useEventNames()
  const typed = useTypedText(value, onChange)
  return (
    <FormField field={field}>
      {(error) => (
        <Autocomplete
          label={label}
          description={description}
          error={error}
          placeholder={t('form.eventPlaceholder')}
          spellCheck={false}
          maxDropdownHeight={260}
          {...typed}
          data={[...names]}
          renderOption={({ option }) => <EventOption name={option.value} words={eventName(option.value, t)} />}
        />
      )}
    </FormField>
  )
}

function EventOption({ name, words }: { name: string; words: string }) {
  if (words === name) return <span>{name}</span>
  return (
    <span>
      {words} <code style={{ color: 'var(--ink-dim)', fontSize: '0.85em' }}>{name}</code>
    </span>
  )
}
