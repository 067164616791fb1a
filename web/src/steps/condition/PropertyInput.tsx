import { Autocomplete } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCondition } from './ConditionContext.ts'

export interface PropertyInputProps {
  readonly label: string
  readonly value: string
  readonly onChange: (name: string) => void
}

/** The name of an event's property, typed or taken from those that such events usually have. */
export function PropertyInput({ label, value, onChange }: PropertyInputProps) {
  const { t } = useTranslation('steps')
  const { properties } = useCondition()
  return (
    <Autocomplete
      size="xs"
      flex={1}
      miw={0}
      aria-label={label}
      placeholder={t('condition.typeProperty')}
      spellCheck={false}
      value={value}
      onChange={onChange}
      data={[...properties]}
    />
  )
}
