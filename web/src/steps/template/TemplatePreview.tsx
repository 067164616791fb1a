import { renderMessage, renderText } from '@couveuse/shared/message/render'
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../editing.ts'
import { SAMPLE_NAME, sampleContext } from './sample-contact.ts'
import classes from './TemplatePreview.module.css'

/** One rendered text. Brings the template engine with it: import it lazily. */
export function TextPreview({ template }: { template: string }) {
  const { t } = useTranslation('steps')
  const { flow, workspace } = useEditing()
  const settled = useDeferredValue(template)
  const context = useMemo(() => sampleContext(flow, workspace), [flow, workspace])
  const rendered = useMemo(() => renderText(settled, context), [settled, context])
  return (
    <figure className={classes.preview} data-broken={!rendered.ok || undefined}>
      <figcaption>{t('template.previewFor', { name: SAMPLE_NAME })}</figcaption>
      <div className={classes.text}>{rendered.ok ? rendered.value || '–' : rendered.message}</div>
    </figure>
  )
}

export interface MessagePreviewProps {
  readonly channel: 'email' | 'sms'
  readonly subject?: string
  readonly body: string
}

/** A message as its reader would see it: subject and body of an e-mail, or the bubble of an SMS. */
export function MessagePreview({ channel, subject = '', body }: MessagePreviewProps) {
  const { t } = useTranslation('steps')
  const { flow, workspace } = useEditing()
  const message = useDeferredValue(useMemo(() => ({ subject, body }), [subject, body]))
  const context = useMemo(() => sampleContext(flow, workspace), [flow, workspace])
  const rendered = useMemo(() => renderMessage(message, channel, context), [message, channel, context])
  return (
    <figure className={classes.preview} data-broken={!rendered.ok || undefined}>
      <figcaption>{t('template.previewFor', { name: SAMPLE_NAME })}</figcaption>
      {!rendered.ok && <div className={classes.text}>{rendered.message}</div>}
      {rendered.ok && channel === 'sms' && <div className={classes.bubble}>{rendered.value.text || '–'}</div>}
      {rendered.ok && channel === 'email' && (
        <div className={classes.mail}>
          <div className={classes.subject}>{rendered.value.subject || t('template.noSubject')}</div>
          {rendered.value.html === undefined ? (
            <div className={classes.text}>{rendered.value.text}</div>
          ) : (
            <iframe
              className={classes.html}
              title={t('template.bodyPreview')}
              sandbox=""
              srcDoc={`<!doctype html><meta charset="utf-8"><base target="_blank"><style>${LETTER}</style>${rendered.value.html}`}
            />
          )}
        </div>
      )}
    </figure>
  )
}

/** A mail client's plainest look; nothing in it can run or load. */
const LETTER =
  'body{margin:12px;font:14px/1.5 system-ui,sans-serif;color:#17201c;background:#fff;overflow-wrap:anywhere}p{margin:0 0 .8em}a{color:#056b63}img{max-width:100%}'
