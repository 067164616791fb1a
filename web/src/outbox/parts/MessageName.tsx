import type { MessageSummary } from '@couveuse/shared/api/messages'
import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { channelIcon } from './channel-look.ts'
import classes from './MessageRow.module.css'

/** Channel, subject and address of a message; a blocked one and an SMS have no subject. */
export function MessageName({ message }: { message: MessageSummary }) {
  const { t } = useTranslation('outbox')
  const { channel, subject, to } = message
  const Icon = channelIcon[channel]
  return (
    <div className={classes.name}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div className={classes.two}>
        {subject ? (
          <span className={classes.subject} title={subject}>
            <VisuallyHidden>{t(`channel.${channel}`)}: </VisuallyHidden>
            {subject}
          </span>
        ) : (
          <span className={classes.untitled}>{t(`untitled.${channel}`)}</span>
        )}
        <span className={classes.second}>{to || t('noAddress')}</span>
      </div>
    </div>
  )
}
