import type { MessageDetail } from '@couveuse/shared/api/messages'
import { Button } from '@mantine/core'
import { IconArrowLeft, IconMailOpened } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { messageQuery } from '../queries.ts'
import { Body } from './Body.tsx'
import { Fate } from './Fate.tsx'
import classes from './Message.module.css'
import { MessageHead } from './MessageHead.tsx'
import { ReaderEvents } from './ReaderEvents.tsx'

/** The chosen message: what it says, what became of it, and what its reader did. */
export function MessageView({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('outbox')
  const message = useQuery({ ...messageQuery(id ?? ''), enabled: id !== undefined })
  if (id === undefined) {
    return (
      <div className={classes.nothing}>
        <EmptyState size="small" Icon={IconMailOpened} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      </div>
    )
  }
  return (
    <div className={classes.panel}>
      <Button
        className={classes.close ?? ''}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowLeft size={15} aria-hidden />}
        onClick={onClose}
      >
        {t('close')}
      </Button>
      {message.isPending && (
        <div className={classes.loading}>
          <LoadingState shape="text" count={8} />
        </div>
      )}
      {message.error && !message.data && <ErrorState error={message.error} onRetry={() => void message.refetch()} />}
      {message.data && <Message key={id} message={message.data} />}
    </div>
  )
}

function Message({ message }: { message: MessageDetail }) {
  const { t } = useTranslation('outbox')
  const subject = message.subject || t(message.channel === 'sms' ? 'smsSubject' : 'noSubject')
  return (
    <article className={classes.message} aria-label={t('label', { subject })}>
      <MessageHead message={message} subject={subject} />
      <Fate message={message} />
      <Body message={message} />
      {message.sentAt !== null && message.channel !== 'notify' && <ReaderEvents events={message.events} />}
      <footer className={classes.foot}>
        <Link to="/outbox" search={{ contact: message.contact.id }}>
          {t('others', { name: message.contact.name })}
        </Link>
      </footer>
    </article>
  )
}
