import type { PutTemplate } from '@couveuse/shared/api/library'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { previewQuery } from '../queries.ts'
import classes from './MessagePreview.module.css'

/** The message as somebody would get it. HTML stands in a frame that runs no scripts and loads nothing. */
export function MessagePreview({ template }: { readonly template: PutTemplate }) {
  const { t } = useTranslation('settings')
  const preview = useQuery(previewQuery(template))
  const { data } = preview
  return (
    <section className={classes.preview} aria-label={t('messages.preview')}>
      <header className={classes.head}>
        <span>{t('messages.preview')}</span>
        <strong>{data?.subject}</strong>
      </header>
      {data?.html ? (
        <iframe className={classes.frame} title={t('messages.preview')} sandbox="" srcDoc={data.html} />
      ) : (
        <pre className={classes.text}>{data?.text}</pre>
      )}
      {data?.problems.map((problem) => (
        <p key={`${problem.code} ${problem.message}`} className={classes.problem}>
          {problem.message}
        </p>
      ))}
      {preview.error && <p className={classes.problem}>{preview.error.message}</p>}
    </section>
  )
}
