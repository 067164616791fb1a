import type { MessageDetail } from '@couveuse/shared/api/messages'
import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Letter.module.css'

/** The message itself: mail as its reader sees it, as text and with its headers; an SMS as a bubble; a notification as a note. */
export function Letter({ message }: { message: MessageDetail }) {
  const { t } = useTranslation('outbox')
  const { channel, html, text, headers } = message
  const lines = Object.entries(headers)
  if (html === null && text === '') return <p className={classes.nothing}>{t('message.nothing')}</p>
  if (channel === 'sms') {
    return (
      <figure className={classes.sms}>
        <div className={classes.bubble}>{text}</div>
        <figcaption>{t('message.characters', { count: [...text].length })}</figcaption>
      </figure>
    )
  }
  if (html === null && lines.length === 0) return <div className={classes.text}>{text}</div>
  return (
    <Tabs defaultValue={html === null ? 'text' : 'read'}>
      <Tabs.List aria-label={t('message.views')} mb={12}>
        {html !== null && <Tabs.Tab value="read">{t('message.read')}</Tabs.Tab>}
        <Tabs.Tab value="text">{t('message.text')}</Tabs.Tab>
        {lines.length > 0 && <Tabs.Tab value="headers">{t('message.headers')}</Tabs.Tab>}
      </Tabs.List>
      {html !== null && (
        <Tabs.Panel value="read">
          <iframe className={classes.frame} title={t('message.frame')} sandbox="" srcDoc={asMail(html)} />
          <p className={classes.safe}>{t('message.safe')}</p>
        </Tabs.Panel>
      )}
      <Tabs.Panel value="text">
        {text ? <div className={classes.text}>{text}</div> : <p className={classes.nothing}>{t('message.noText')}</p>}
      </Tabs.Panel>
      <Tabs.Panel value="headers">
        <dl className={classes.headers}>
          {lines.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Tabs.Panel>
    </Tabs>
  )
}

/**
 * The plainest look of a mail program. The sandbox runs nothing and opens no window, so that a link, sent to a window of its own,
 * does nothing; what the page's policy does not allow is not loaded.
 */
function asMail(html: string): string {
  return `<!doctype html><meta charset="utf-8"><base target="_blank"><style>body{margin:16px;font:15px/1.55 system-ui,sans-serif;color:#17201c;background:#fff;overflow-wrap:anywhere}a{color:#056b63}img{max-width:100%}</style>${html}`
}
