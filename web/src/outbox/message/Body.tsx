import type { MessageDetail } from '@couveuse/shared/api/messages'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { letterPage } from './letter-page.ts'
import classes from './Message.module.css'

const VIEWS = ['html', 'text', 'headers'] as const
type View = (typeof VIEWS)[number]

/** What a message says: as its reader sees it, as plain text, or by its headers. */
export function Body({ message }: { message: MessageDetail }) {
  const { t } = useTranslation('outbox')
  const { channel, html, text, headers, isBodyKept } = message
  const [view, setView] = useState<View>('html')
  if (!isBodyKept) return <p className={classes.dim}>{t('notKept')}</p>
  if (html === null && text === '') return <p className={classes.dim}>{t('nothingToShow')}</p>
  if (channel === 'sms') {
    return (
      <div className={classes.phone}>
        <div className={classes.bubble}>{text}</div>
      </div>
    )
  }
  const views = VIEWS.filter((one) => one !== 'html' || html !== null)
  const shown = views.includes(view) ? view : 'text'
  return (
    <section className={classes.body}>
      <SegmentedControl
        size="xs"
        aria-label={t('views')}
        value={shown}
        onChange={(chosen) => setView(VIEWS.find((one) => one === chosen) ?? 'text')}
        data={views.map((one) => ({ value: one, label: t(`view.${one}`) }))}
      />
      {shown === 'html' && html !== null && (
        <iframe className={classes.frame} title={t('frame')} sandbox="" srcDoc={letterPage(html)} />
      )}
      {shown === 'text' && <div className={classes.text}>{text}</div>}
      {shown === 'headers' && <Headers headers={headers} />}
    </section>
  )
}

function Headers({ headers }: { headers: MessageDetail['headers'] }) {
  const { t } = useTranslation('outbox')
  const all = Object.entries(headers)
  if (all.length === 0) return <p className={classes.dim}>{t('noHeaders')}</p>
  return (
    <dl className={classes.headers}>
      {all.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
