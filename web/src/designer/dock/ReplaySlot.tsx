import { IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** Where the replay of the flow on screen takes place. */
export function ReplaySlot() {
  const { t } = useTranslation('simulator')
  return <EmptyState Icon={IconPlayerPlay} title={t('title')} size="small" />
}
