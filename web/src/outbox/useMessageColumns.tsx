import type { MessageSummary } from '@couveuse/shared/api/messages'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../ui/data-table.ts'
import { MessageStatusBadge } from '../ui/StatusBadge.tsx'
import { TimeText } from '../ui/TimeText.tsx'
import { MessageName } from './parts/MessageName.tsx'
import classes from './parts/MessageRow.module.css'

/** The columns of the list of messages. */
export function useMessageColumns(): readonly Column<MessageSummary>[] {
  const { t } = useTranslation('outbox')
  return useMemo(
    () => [
      { key: 'message', header: t('column.message'), render: (message) => <MessageName message={message} /> },
      {
        key: 'contact',
        header: t('column.contact'),
        width: '190px',
        render: ({ contact }) => (
          <div className={classes.two}>
            <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className={classes.link}>
              {contact.name}
            </Link>
            {contact.accountName && <span className={classes.second}>{contact.accountName}</span>}
          </div>
        ),
      },
      {
        key: 'flow',
        header: t('column.flow'),
        width: '200px',
        from: 1100,
        render: ({ flow, flowName, step }) => (
          <div className={classes.two}>
            <Link to="/flows/$flowKey" params={{ flowKey: flow }} className={classes.link}>
              {flowName}
            </Link>
            <span className={classes.second}>{step}</span>
          </div>
        ),
      },
      {
        key: 'state',
        header: t('column.state'),
        width: '190px',
        render: ({ state, blocked, attempts }) => (
          <div className={classes.state}>
            <MessageStatusBadge status={state} />
            {blocked && <span className={classes.second}>{t(`blocked.${blocked}`)}</span>}
            {attempts > 1 && <span className={classes.second}>{t('attempts', { count: attempts })}</span>}
          </div>
        ),
      },
      {
        key: 'at',
        header: t('column.at'),
        width: '130px',
        render: ({ at }) => (
          <span className={classes.when}>
            <TimeText at={at} as="relative" />
          </span>
        ),
      },
    ],
    [t],
  )
}
