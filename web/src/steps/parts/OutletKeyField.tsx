import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormField } from './FormField.tsx'

export interface OutletKeyFieldProps {
  /** path of the outlet's key: `paths[0].outlet` */
  readonly field: string
  readonly value: string
  readonly onChange: (outlet: string) => void
}

/** The short name under which reports, journals and the JSON know an outlet. */
export function OutletKeyField({ field, value, onChange }: OutletKeyFieldProps) {
  const { t } = useTranslation('steps')
  return (
    <FormField field={field}>
      {(error) => (
        <TextInput
          size="xs"
          label={t('form.outletKey')}
          description={t('form.outletKeyHint')}
          error={error}
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </FormField>
  )
}
