import type { ContactDetail } from '@couveuse/shared/api/contacts'
import type { EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import { Alert, Code, Collapse, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { EnrollmentStatusBadge } from '../../ui/StatusBadge.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { enrollmentQuery } from '../queries.ts'
import { FailedActions } from './FailedActions.tsx'
import classes from './Journey.module.css'
import { TripMenu } from './TripMenu.tsx'
import { tellEnd, tellEntry } from './tell-trip.ts'
import type { Teller } from './tell-visit.ts'
import { VisitList } from './VisitList.tsx'

export interface TripProps {
  readonly trip: EnrollmentSummary
  readonly contact: ContactDetail
  readonly teller: Teller
  readonly isOpenAtFirst: boolean
}

/** One trip through a flow: where it stands in a line, and the steps below. */
export function Trip({ trip, contact, teller, isOpenAtFirst }: TripProps) {
  const { t } = useTranslation('contacts')
  const { formatDate } = useFormat()
  const id = useId()
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  const detail = useQuery({ ...enrollmentQuery(contact.id, trip.id), enabled: isOpen || trip.endedAt !== null })
  const { flow, flowName, version, status, enteredAt, endedAt } = trip
  const isRunning = endedAt === null
  const end = detail.data && tellEnd(detail.data, teller)

  return (
    <section className={classes.trip} aria-labelledby={id}>
      <div className={classes.head}>
        <UnstyledButton
          className={classes.toggle}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'journey.hide' : 'journey.show')}
          aria-describedby={id}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={17} stroke={2} aria-hidden data-open={isOpen || undefined} />
        </UnstyledButton>
        <div className={classes.headWords}>
          <h3 id={id} className={classes.flow}>
            <Link to="/flows/$flowKey" params={{ flowKey: flow }}>
              {flowName}
            </Link>
          </h3>
          <span className={classes.dim}>
            {isRunning
              ? formatDate(enteredAt)
              : t('journey.quiet', { from: formatDate(enteredAt), to: formatDate(endedAt) })}
            {' · '}
            {t('journey.version', { version })}
          </span>
        </div>
        <EnrollmentStatusBadge status={status} />
        {isRunning && <TripMenu trip={trip} contactName={contact.name} />}
      </div>
      {!isOpen && end && <p className={classes.endInShort}>{end}</p>}
      {status === 'failed' && (
        <Alert
          className={classes.failure ?? ''}
          color="red"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t('journey.failed', { step: trip.stepLabel ?? trip.step ?? '' })}
        >
          <span lang="en">{trip.failure}</span> {trip.reason && <Code>{trip.reason}</Code>}
          <FailedActions trip={trip} contactName={contact.name} />
        </Alert>
      )}
      <Collapse expanded={isOpen} keepMounted={false}>
        <div className={classes.body}>
          {detail.error && !detail.data && (
            <ErrorState error={detail.error} titleOrder={4} onRetry={() => void detail.refetch()} />
          )}
          {detail.isPending && <LoadingState shape="text" count={4} />}
          {detail.data && (
            <VisitList
              enrollment={detail.data}
              entry={tellEntry(detail.data.entry, teller)}
              end={end}
              teller={teller}
            />
          )}
        </div>
      </Collapse>
    </section>
  )
}
