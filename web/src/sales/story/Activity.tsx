import type { HandoffStory } from '@couveuse/shared/api/handoffs'
import { BUILT_IN_EVENTS } from '@couveuse/shared/contract/words'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../ui/TimeText.tsx'
import classes from './Story.module.css'

const SHOWN = 8

/** What the contact did last, the latest first. What we sent is not what they did. */
export function Activity({ activity }: { activity: HandoffStory['activity'] }) {
  const { t } = useTranslation('sales')
  const own = activity.filter(({ event }) => event !== 'email_sent' && event !== 'sms_sent').slice(0, SHOWN)
  return (
    <section className={classes.section}>
      <h3>{t('story.activity')}</h3>
      {own.length === 0 && <p className={classes.dim}>{t('story.noActivity')}</p>}
      <ol className={classes.activity}>
        {own.map(({ at, event, summary, isMachine }) => {
          const known = BUILT_IN_EVENTS.find((one) => one === event)
          return (
            <li key={`${at} ${event} ${summary}`} data-machine={isMachine || undefined}>
              <span>
                {known ? t(`event.${known}`) : event}
                {isMachine && <span className={classes.dim}> {t('story.machine')}</span>}
                {summary && <span className={classes.summary}>{summary}</span>}
              </span>
              <span className={classes.moment}>
                <TimeText at={at} as="relative" />
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
