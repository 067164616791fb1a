import type { MessageDetail } from '@couveuse/shared/api/messages'
import {
  type Icon,
  IconBan,
  IconCheck,
  IconCircleDot,
  IconHourglass,
  IconInbox,
  IconMailOpened,
  IconPencil,
  IconPointer,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../ui/Tag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { type StoryLine, storyOf } from '../story.ts'
import classes from './Story.module.css'

const EVENTS = [
  'email_sent',
  'email_opened',
  'email_clicked',
  'email_bounced',
  'email_complained',
  'sms_sent',
  'sms_replied',
  'unsubscribed',
] as const

const stageIcons = {
  written: IconPencil,
  blocked: IconBan,
  sent: IconCheck,
  captured: IconInbox,
  next: IconHourglass,
} satisfies Record<Exclude<StoryLine['type'], 'event'>, Icon>

const eventIcons: Readonly<Record<string, Icon>> = { email_opened: IconMailOpened, email_clicked: IconPointer }

/** What happened to a message, oldest first. */
export function Story({ message }: { message: MessageDetail }) {
  const { t } = useTranslation('outbox')
  const id = useId()
  const lines = storyOf(message)
  const isQuiet = message.sentAt !== null && message.channel !== 'notify' && !lines.some(({ type }) => type === 'event')
  return (
    <section aria-labelledby={id}>
      <h3 className={classes.title} id={id}>
        {t('story.title')}
      </h3>
      <ol className={classes.lines}>
        {lines.map((line, index) => {
          const Icon = line.type === 'event' ? (eventIcons[line.event] ?? IconCircleDot) : stageIcons[line.type]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same event can happen twice at one instant; the story only grows
            <li key={index} className={classes.line}>
              <Icon size={16} stroke={1.8} aria-hidden />
              <span className={classes.words}>
                {words(line, t)}
                {line.type === 'event' && line.isMachine && (
                  <Tag title={t('story.machineHint')}>{t('story.machine')}</Tag>
                )}
              </span>
              <span className={classes.at}>
                <TimeText at={line.at} />
              </span>
            </li>
          )
        })}
      </ol>
      {isQuiet && <p className={classes.quiet}>{t('story.quiet')}</p>}
    </section>
  )
}

function words(line: StoryLine, t: TFunction<'outbox'>): string {
  if (line.type !== 'event') return t(`story.${line.type}`)
  const known = EVENTS.find((event) => event === line.event)
  return known ? t(`event.${known}`) : t('event.other', { event: line.event })
}
