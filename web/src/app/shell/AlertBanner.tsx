import { IconAlertTriangle } from '@tabler/icons-react'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './AlertBanner.module.css'
import { useHealth } from './health.ts'

/** A rule of the runtime that does not hold is told on every page, until it holds again; the health page says the rest. */
export function AlertBanner() {
  const { t } = useTranslation()
  const { data } = useHealth()
  const isThere = useRouterState({ select: ({ location }) => location.pathname === '/operations' })
  const count = data?.violations ?? 0
  return (
    <div role="alert">
      {count > 0 && !isThere && (
        <div className={classes.banner}>
          <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
          <span>
            <strong>{t('alert.title', { count })}</strong> {t('alert.text')}
          </span>
          <Link to="/operations">{t('alert.open')}</Link>
        </div>
      )}
    </div>
  )
}
