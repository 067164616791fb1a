import type { EditableSettings } from '@couveuse/shared/api/settings'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { useNotify } from '../../ui/useNotify.ts'
import { settingsQuery, usePutSettings } from '../queries.ts'
import { SaveBar } from './SaveBar.tsx'
import { useDraft } from './useDraft.ts'

export interface SettingsFormProps {
  readonly children: (settings: EditableSettings, change: (part: Partial<EditableSettings>) => void) => ReactNode
}

/** One part of the settings document: loads it, keeps the changes, saves them against the revision they were made on. */
export function SettingsForm({ children }: SettingsFormProps) {
  const { t } = useTranslation('settings')
  const notify = useNotify()
  const stored = useQuery(settingsQuery)
  const put = usePutSettings()
  const draft = useDraft(stored.data?.settings)
  if (stored.error && !stored.data) return <ErrorState error={stored.error} onRetry={() => void stored.refetch()} />
  const { value } = draft
  if (!value || !stored.data) return <LoadingState shape="text" />
  const { revision } = stored.data
  const save = (): void =>
    put.mutate(
      { revision, settings: value },
      {
        onSuccess: () => {
          draft.discard()
          notify.done(t('save.done'))
        },
        onError: (error) => notify.failed(t('save.failed'), error),
      },
    )
  return (
    <>
      {children(value, (part) => draft.set({ ...value, ...part }))}
      <SaveBar isChanged={draft.isChanged} isSaving={put.isPending} onSave={save} onDiscard={draft.discard} />
    </>
  )
}
