import type { ContactSummary } from '@couveuse/shared/api/contacts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../ui/data-table.ts'
import { ScoreMeter } from '../../ui/ScoreMeter.tsx'
import { StageBadge } from '../../ui/StageBadge.tsx'
import { TemperatureBadge } from '../../ui/TemperatureBadge.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import classes from './ContactRow.module.css'

/** The columns of the list of contacts. */
export function useContactColumns(): readonly Column<ContactSummary>[] {
  const { t } = useTranslation('contacts')
  return useMemo(
    () => [
      { key: 'name', header: t('column.name'), render: (contact) => <ContactName contact={contact} /> },
      {
        key: 'account',
        header: t('column.account'),
        from: 768,
        render: ({ accountName, title }) => <Two first={accountName} second={title} />,
      },
      {
        key: 'stage',
        header: t('column.stage'),
        width: '170px',
        render: ({ stage }) => <StageBadge stage={stage} />,
      },
      {
        key: 'temperature',
        header: t('column.temperature'),
        width: '110px',
        from: 1100,
        render: ({ temperature }) => <TemperatureBadge temperature={temperature} />,
      },
      {
        key: 'score',
        header: t('column.score'),
        width: '180px',
        render: ({ score }) => <ScoreMeter fit={score.fit} engagement={score.engagement} total={score.total} />,
      },
      {
        key: 'activity',
        header: t('column.activity'),
        width: '140px',
        render: ({ lastActivityAt }) => (
          <span className={classes.dim}>
            {lastActivityAt ? <TimeText at={lastActivityAt} as="relative" /> : t('never')}
          </span>
        ),
      },
      {
        key: 'owner',
        header: t('column.owner'),
        width: '100px',
        from: 1300,
        render: ({ owner }) => <span className={classes.dim}>{owner ?? '–'}</span>,
      },
    ],
    [t],
  )
}

function ContactName({ contact }: { contact: ContactSummary }) {
  const { id, name, email, phone } = contact
  const second = [email, phone].find((text) => text !== null && text !== name)
  return (
    <div className={classes.two}>
      <Link to="/contacts/$contactId" params={{ contactId: id }} className={classes.link}>
        {name}
      </Link>
      {second && <span className={classes.second}>{second}</span>}
    </div>
  )
}

function Two({ first, second }: { first: string | null; second: string | null }) {
  if (!first && !second) return <span className={classes.dim}>–</span>
  return (
    <div className={classes.two}>
      <span>{first ?? second}</span>
      {first && second && <span className={classes.second}>{second}</span>}
    </div>
  )
}
