import type { MessageDetail } from '@couveuse/shared/api/messages'
import { BUILT_IN_EVENTS } from '@couveuse/shared/contract/words'
import { IconRobot } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../ui/Tag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import classes from './Message.module.css'

/** What the reader did with the message; machines are told apart. */
export function ReaderEvents({ events }: { events: MessageDetail['events'] }) {
  const { t } = useTranslation('outbox')
  const own = events.filter(({ event }) => event !== 'email_sent' && event !== 'sms_sent')
  return (
    <section className={classes.reader}>
      <h3>{t('reader')}</h3>
      {own.length === 0 && <p className={classes.dim}>{t('readerNothing')}</p>}
      <ol>
        {own.map(({ at, event, isMachine }, index) => {
          const known = BUILT_IN_EVENTS.find((one) => one === event)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same event can come twice at one instant; the list only grows
            <li key={index}>
              <span>
                {known ? t(`event.${known}`) : event}{' '}
                {isMachine && (
                  <Tag Icon={IconRobot} title={t('machineHint')}>
                    {t('machine')}
                  </Tag>
                )}
              </span>
              <span className={classes.dim}>
                <TimeText at={at} />
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
