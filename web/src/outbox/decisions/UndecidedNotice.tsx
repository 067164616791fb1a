import { Alert } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useHealth } from '../../app/shell/health.ts'

/** Says that messages wait for somebody, and leads to them. */
export function UndecidedNotice() {
  const { t } = useTranslation('outbox')
  const { data } = useHealth()
  const count = data?.undecided ?? 0
  if (count === 0) return null
  return (
    <Alert color="yellow" icon={<IconHandStop size={18} aria-hidden />} title={t('undecided.title', { count })}>
      {t('undecided.text')}{' '}
      <Link to="/outbox" search={{ state: 'held' }}>
        {t('undecided.show')}
      </Link>
    </Alert>
  )
}
