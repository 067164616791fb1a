import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormField } from './FormField.tsx'

/** What happens when the contact has had enough messages for now (FLOW-DSL §6). */
export function CapField({
  value,
  onChange,
}: {
  value: 'delay' | 'skip' | undefined
  onChange: (value: 'delay' | 'skip') => void
}) {
  const { t } = useTranslation('steps')
  return (
    <FormField field="onCap">
      {(error) => (
        <Select
          label={t('form.onCap')}
          error={error}
          allowDeselect={false}
          value={value ?? 'delay'}
          onChange={(chosen) => onChange(chosen === 'skip' ? 'skip' : 'delay')}
          data={[
            { value: 'delay', label: t('form.onCapDelay') },
            { value: 'skip', label: t('form.onCapSkip') },
          ]}
        />
      )}
    </FormField>
  )
}
