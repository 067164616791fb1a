import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldWords } from './field-choices.ts'

/** Names of fields and of their groups, in the language on screen. */
export function useFieldWords(): FieldWords {
  const { t } = useTranslation('contacts')
  return useMemo(
    () => ({ group: (group) => t(`import.group.${group}`), field: (field) => t(`import.field.${field}`) }),
    [t],
  )
}
