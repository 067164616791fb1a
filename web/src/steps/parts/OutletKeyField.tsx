import { TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormField } from './FormField.tsx'
import classes from './OutletKeyField.module.css'

export interface OutletKeyFieldProps {
  /** path of the outlet's key: `paths[0].outlet` */
  readonly field: string
  readonly value: string
  readonly onChange: (outlet: string) => void
}

/** The short name under which reports, journals and the JSON know an outlet. Rarely changed, so it is only named at first. */
export function OutletKeyField({ field, value, onChange }: OutletKeyFieldProps) {
  const { t } = useTranslation('steps')
  const [isOpen, setOpen] = useState(false)
  return (
    <FormField field={field}>
      {(error) =>
        isOpen || error !== undefined ? (
          <TextInput
            size="xs"
            label={t('form.outletKey')}
            description={t('form.outletKeyHint')}
            error={error}
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <UnstyledButton className={classes.name} aria-expanded={false} onClick={() => setOpen(true)}>
            {t('form.outletKey')}: <code>{value}</code>
          </UnstyledButton>
        )
      }
    </FormField>
  )
}
