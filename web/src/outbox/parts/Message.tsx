import type { MessageDetail } from '@couveuse/shared/api/messages'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { Letter } from './Letter.tsx'
import classes from './Message.module.css'
import { StateNote } from './StateNote.tsx'
import { Story } from './Story.tsx'

/** All that is known of one message: its state in words, whom it was for, how it reads, what happened. */
export function Message({ message }: { message: MessageDetail }) {
  const { t } = useTranslation('outbox')
  const { channel, to, contact, flow, flowName, step, attempts, at, id } = message
  return (
    <div className={classes.message}>
      <StateNote message={message} />
      <dl className={classes.facts}>
        <dt>{t('message.to')}</dt>
        <dd>{to || t('noAddress')}</dd>
        <dt>{t(channel === 'notify' ? 'message.about' : 'message.contact')}</dt>
        <dd>
          <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className={classes.link}>
            {contact.name}
          </Link>
          {contact.accountName && <span className={classes.dim}>{contact.accountName}</span>}
        </dd>
        <dt>{t('message.flow')}</dt>
        <dd>
          <Link to="/flows/$flowKey" params={{ flowKey: flow }} className={classes.link}>
            {flowName}
          </Link>
          <span className={classes.dim}>{t('message.step', { step })}</span>
        </dd>
        <dt>{t('column.at')}</dt>
        <dd>
          <TimeText at={at} />
        </dd>
        {attempts > 0 && (
          <>
            <dt>{t('message.tries')}</dt>
            <dd>{attempts}</dd>
          </>
        )}
      </dl>
      <Letter message={message} />
      <Story message={message} />
      <footer className={classes.foot}>
        <Link to="/outbox" search={{ contact: contact.id }} className={classes.link}>
          {t('message.others')}
        </Link>
        <span className={classes.id}>
          {t('message.id')} <code>{id}</code> <CopyButton value={id} />
        </span>
      </footer>
    </div>
  )
}
