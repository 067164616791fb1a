import type { PatchContact } from '@couveuse/shared/api/contacts'
import { useTranslation } from 'react-i18next'
import { useNotify } from '../../ui/useNotify.ts'
import { usePatchContact } from '../queries.ts'

/** Changes a contact, and says so where it could not be done. */
export function useChange(id: string): (patch: PatchContact) => void {
  const { t } = useTranslation('contacts')
  const notify = useNotify()
  const { mutate } = usePatchContact(id)
  return (patch) => mutate(patch, { onError: (error) => notify.failed(t('card.changeFailed'), error) })
}
