import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { enrollmentsQuery, entriesQuery } from '../queries.ts'
import { Refusals } from './Refusals.tsx'
import { Trip } from './Trip.tsx'
import { useTeller } from './useTeller.ts'

/** Every trip of a contact through a flow, the running ones open, and the triggers that took them nowhere. */
export function JourneysPanel({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const teller = useTeller()
  const enrollments = useQuery(enrollmentsQuery(contact.id))
  const entries = useQuery(entriesQuery(contact.id))
  const trips = enrollments.data?.items
  const refused = (entries.data?.items ?? []).flatMap((item) => (item.type === 'entry' && !item.enrolled ? [item] : []))
  const isEmpty = trips?.length === 0 && refused.length === 0

  return (
    <Panel title={t('journey.title')} description={t('journey.description')} isFlush>
      {!trips && enrollments.error && (
        <ErrorState error={enrollments.error} titleOrder={3} onRetry={() => void enrollments.refetch()} />
      )}
      {enrollments.isPending && (
        <div style={{ padding: '8px 20px 20px' }}>
          <LoadingState shape="rows" count={3} />
        </div>
      )}
      {isEmpty && (
        <EmptyState size="small" Icon={IconRoute} title={t('journey.none')} titleOrder={3}>
          {t('journey.noneText')}
        </EmptyState>
      )}
      {trips?.map((trip, index) => (
        <Trip
          key={trip.id}
          trip={trip}
          contact={contact}
          teller={teller}
          isOpenAtFirst={index === 0 || trip.endedAt === null}
        />
      ))}
      {refused.length > 0 && trips && (
        <Refusals entries={refused} trips={trips} zone={contact.timezone} teller={teller} />
      )}
    </Panel>
  )
}
