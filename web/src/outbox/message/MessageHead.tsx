import type { MessageDetail } from '@couveuse/shared/api/messages'
import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MessageStatusBadge } from '../../ui/StatusBadge.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import classes from './Message.module.css'

/** Subject, sender, reader and where the message comes from. */
export function MessageHead({ message, subject }: { message: MessageDetail; subject: string }) {
  const { t } = useTranslation('outbox')
  const { channel, from, to, at, sentAt, flow, flowName, step, contact, state, attempts } = message
  return (
    <header className={classes.head}>
      <div className={classes.titleLine}>
        <Title order={2} size="h2">
          {subject}
        </Title>
        <MessageStatusBadge status={state} />
      </div>
      <dl className={classes.facts}>
        {from && (
          <div>
            <dt>{t('facts.from')}</dt>
            <dd>{from}</dd>
          </div>
        )}
        <div>
          <dt>{t('facts.to')}</dt>
          <dd>{to || '–'}</dd>
        </div>
        <div>
          <dt>{t(channel === 'notify' ? 'facts.about' : 'facts.contact')}</dt>
          <dd>
            <Link
              to="/contacts/$contactId"
              params={{ contactId: contact.id }}
              aria-label={t('openContact', { name: contact.name })}
            >
              {contact.name}
            </Link>{' '}
            {contact.accountName && <span className={classes.dim}>{contact.accountName}</span>}
          </dd>
        </div>
        <div>
          <dt>{t('facts.at')}</dt>
          <dd>
            <TimeText at={sentAt ?? at} />
            {attempts > 1 && ` · ${t('attempts', { count: attempts })}`}
          </dd>
        </div>
        <div>
          <dt>{t('facts.flow')}</dt>
          <dd>
            <Link to="/flows/$flowKey" params={{ flowKey: flow }}>
              {flowName}
            </Link>{' '}
            <span className={classes.dim}>{t('step', { step })}</span>
          </dd>
        </div>
      </dl>
    </header>
  )
}
