import type { MessageSummary } from '@couveuse/shared/api/messages'
import { Checkbox, UnstyledButton } from '@mantine/core'
import { IconBell, IconMail, IconMessage2 } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageStatusBadge } from '../../ui/StatusBadge.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './List.module.css'

const icons = { email: IconMail, sms: IconMessage2, notify: IconBell } satisfies Record<
  MessageSummary['channel'],
  unknown
>

export interface MessageRowsProps {
  readonly messages: readonly MessageSummary[]
  readonly openId: string | undefined
  readonly onOpen: (id: string) => void
  /** ids of the rows that are picked; absent = rows cannot be picked */
  readonly picked?: ReadonlySet<string>
  readonly onPick?: (ids: ReadonlySet<string>) => void
}

/** Messages, the latest first: what, to whom, and what became of it. */
export function MessageRows({ messages, openId, onOpen, picked, onPick }: MessageRowsProps) {
  const { t } = useTranslation('outbox')
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (openId === undefined) return
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [openId])
  return (
    // The rows are buttons, so arrows only add to what Tab and Enter do.
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: keys of the buttons inside are heard here
    <ul ref={list} className={classes.rows} aria-label={t('list')} onKeyDown={onArrow}>
      {messages.map((message) => (
        <li key={message.id} className={picked && classes.pickable}>
          {picked && onPick && (
            <Checkbox
              size="sm"
              aria-label={t('decide.pick', { subject: message.subject || message.to })}
              checked={picked.has(message.id)}
              onChange={() => onPick(toggled(picked, message.id))}
            />
          )}
          <MessageRow message={message} isOpen={message.id === openId} onOpen={() => onOpen(message.id)} />
        </li>
      ))}
    </ul>
  )
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Up and down (or k and j) go to the next message and open it, as mail programs do. */
function onArrow(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const isDown = event.key === 'ArrowDown' || event.key === 'j'
  if (!isDown && event.key !== 'ArrowUp' && event.key !== 'k') return
  const line = document.activeElement?.closest('li')
  const next = (isDown ? line?.nextElementSibling : line?.previousElementSibling)?.querySelector('button')
  if (!next) return
  event.preventDefault()
  next.focus()
  next.click()
}

function MessageRow({ message, isOpen, onOpen }: { message: MessageSummary; isOpen: boolean; onOpen: () => void }) {
  const { t } = useTranslation('outbox')
  const { formatRelative, formatDateTime } = useFormat()
  const { channel, subject, contact, to, state, blocked, at, flowName } = message
  const Icon = icons[channel]
  return (
    <UnstyledButton className={classes.row} aria-current={isOpen || undefined} onClick={onOpen}>
      <Icon size={18} stroke={1.6} role="img" aria-label={t(`channels.${channel}`)} />
      <span className={classes.words}>
        <span className={classes.subject}>{subject || t(channel === 'sms' ? 'smsSubject' : 'noSubject')}</span>
        {blocked && <span className={classes.why}>{t(`blockedShort.${blocked}`)}</span>}
        <span className={classes.dim}>
          {t('to', { name: channel === 'notify' ? to : contact.name })} · {flowName}
        </span>
      </span>
      <span className={classes.end}>
        <MessageStatusBadge status={state} />
        <time className={classes.dim} dateTime={at} title={formatDateTime(at)}>
          {formatRelative(at)}
        </time>
      </span>
    </UnstyledButton>
  )
}
