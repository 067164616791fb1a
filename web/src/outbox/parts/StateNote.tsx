import type { MessageDetail } from '@couveuse/shared/api/messages'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MessageStatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './StateNote.module.css'

/** The state of a message in words, why it is so, and the way out where there is one. */
export function StateNote({ message }: { message: MessageDetail }) {
  const { t } = useTranslation('outbox')
  const { state, blocked, error, attempts } = message
  const isRetrying = state === 'queued' && attempts > 0
  return (
    <section className={classes.note} data-state={state}>
      <div className={classes.head}>
        <MessageStatusBadge status={state} />
        {blocked && <strong>{t(`blocked.${blocked}`)}</strong>}
      </div>
      <p>
        {blocked ? t(`blockedLong.${blocked}`) : t(`means.${isRetrying ? 'retrying' : state}`)}{' '}
        {blocked === 'pressure' && (
          <Link to="/settings" search={{ section: 'sending' }} className={classes.link}>
            {t('rules')}
          </Link>
        )}
        {state === 'captured' && (
          <Link to="/settings" search={{ section: 'channels' }} className={classes.link}>
            {t('captured.link')}
          </Link>
        )}
      </p>
      {error && (
        <div className={classes.error}>
          <span>{t('message.error')}</span>
          <code>{error}</code>
        </div>
      )}
    </section>
  )
}
