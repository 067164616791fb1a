import type { MessageRecord } from '@couveuse/shared/engine/state'
import { UnstyledButton } from '@mantine/core'
import { IconBan, IconBell, IconChevronRight, IconMail, IconMessage2 } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './MessageView.module.css'

const icons = { email: IconMail, sms: IconMessage2, notify: IconBell } as const

/** A message as it would have gone out: its head, and on demand all of it. */
export function MessageView({ message }: { message: MessageRecord }) {
  const { t } = useTranslation('simulator', { keyPrefix: 'timeline.message' })
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const { channel, to, subject, blocked } = message
  if (blocked) {
    return (
      <div className={classes.head} data-blocked>
        <IconBan size={15} stroke={2} aria-hidden />
        <span>{t('blocked', { why: t(`blockedWhy.${blocked}`) })}</span>
      </div>
    )
  }
  const Icon = icons[channel]
  return (
    <div className={classes.message}>
      <UnstyledButton
        className={classes.head ?? ''}
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={`${t('read')}: ${subject || t('noSubject')}`}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon size={15} stroke={1.8} aria-hidden />
        <span className={classes.subject}>
          {channel === 'sms' ? message.text : subject || t('noSubject')}
          <small>{t('sent', { channel: t(channel), to })}</small>
        </span>
        <IconChevronRight className={classes.turn} size={14} aria-hidden />
      </UnstyledButton>
      {isOpen && (
        <div id={id} className={classes.body}>
          {message.html === undefined ? (
            <div className={classes.text}>{message.text}</div>
          ) : (
            <iframe className={classes.html} title={t('body')} sandbox="" srcDoc={letterOf(message.html)} />
          )}
        </div>
      )}
    </div>
  )
}

/** A mail client's plainest look. Nothing in it runs, and it fetches nothing: looking at a replay is not opening a mail. */
function letterOf(html: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>${LETTER}</style>${html}`
}

const LETTER =
  'body{margin:12px;font:14px/1.5 system-ui,sans-serif;color:#17201c;background:#fff;overflow-wrap:anywhere}p{margin:0 0 .8em}a{color:#056b63}img{max-width:100%}'
