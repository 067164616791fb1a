import { IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { deliveryQuery } from '../queries.ts'
import classes from './CapturedNote.module.css'

/** Says that messages stay here while no provider is set up, and where to read how one is. Nothing once all of them leave. */
export function CapturedNote() {
  const { t } = useTranslation('outbox')
  const { data } = useQuery(deliveryQuery)
  const isMail = data?.email.mode === 'captured'
  const isSms = data?.sms.mode === 'captured'
  if (!isMail && !isSms) return null
  return (
    <aside
      className={classes.note}
      aria-label={t(isMail ? (isSms ? 'captured.both' : 'captured.email') : 'captured.sms')}
    >
      <IconInbox size={20} stroke={1.7} aria-hidden />
      <p>
        <strong>{t(isMail ? (isSms ? 'captured.both' : 'captured.email') : 'captured.sms')}</strong>{' '}
        {t(isMail ? 'captured.text' : 'captured.textSms')}
      </p>
      <Link to="/settings" search={{ section: 'channels' }} className={classes.link}>
        {t('captured.link')}
      </Link>
    </aside>
  )
}
