import { Button } from '@mantine/core'
import { IconArrowLeft, IconUserOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../app/api-error.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import classes from './ContactPage.module.css'
import { AccountPanel } from './card/AccountPanel.tsx'
import { ConsentPanel } from './card/ConsentPanel.tsx'
import { ContactHeader } from './card/ContactHeader.tsx'
import { DetailsPanel } from './card/DetailsPanel.tsx'
import { LabelsPanel } from './card/LabelsPanel.tsx'
import { ScorePanel } from './card/ScorePanel.tsx'
import { TimelinePanel } from './card/TimelinePanel.tsx'
import { contactQuery } from './queries.ts'

/** Brings every kind of step with it, to tell what each one does. */
const JourneysPanel = lazy(async () => ({ default: (await import('./journey/JourneysPanel.tsx')).JourneysPanel }))

/** One contact: who they are, what they did, where they are in which flow and why, and what can be done. */
export function ContactPage() {
  const { t } = useTranslation('contacts')
  const { contactId } = useParams({ from: '/contacts/$contactId' })
  const contact = useQuery(contactQuery(contactId))
  const back = (
    <Link to="/contacts">
      <IconArrowLeft size={15} stroke={1.8} aria-hidden /> {t('card.back')}
    </Link>
  )

  if (!contact.data) {
    return (
      <Page>
        <PageHeader title={t('card.fallbackTitle')} back={back} />
        {contact.error instanceof ApiError && contact.error.code === 'contact_not_found' ? (
          <EmptyState
            Icon={IconUserOff}
            title={t('card.gone')}
            action={
              <Button variant="default" renderRoot={(props) => <Link {...props} to="/contacts" />}>
                {t('card.toList')}
              </Button>
            }
          >
            {t('card.goneText')}
          </EmptyState>
        ) : contact.error ? (
          <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />
        ) : (
          <LoadingState shape="page" count={8} />
        )}
      </Page>
    )
  }
  const { data } = contact
  return (
    <Page>
      <ContactHeader contact={data} back={back} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Suspense fallback={<LoadingState shape="rows" count={5} />}>
            <JourneysPanel contact={data} />
          </Suspense>
          <TimelinePanel contactId={data.id} />
        </div>
        <div className={classes.side}>
          <ScorePanel contact={data} />
          <DetailsPanel contact={data} />
          <AccountPanel contact={data} />
          <ConsentPanel contact={data} />
          <LabelsPanel contact={data} />
        </div>
      </div>
    </Page>
  )
}
