import { Alert, Code } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { settingsQuery } from '../queries.ts'

const SMTP = 'SMTP_URL=smtp://user:password@mail.example.com:587'
const SMS = 'SMS_ACCOUNT=… SMS_TOKEN=… SMS_FROM=…'

/** Says that messages do not leave, as long as they do not, and what would make them. */
export function CapturedNotice() {
  const { t } = useTranslation('outbox')
  const settings = useQuery(settingsQuery)
  if (!settings.data) return null
  const { email, sms } = settings.data.delivery
  const isEmailKept = email.mode === 'captured'
  const isSmsKept = sms.mode === 'captured'
  if (!isEmailKept && !isSmsKept) return null
  const which = isEmailKept && isSmsKept ? 'both' : isEmailKept ? 'email' : 'sms'
  return (
    <Alert color="accent" icon={<IconInbox size={18} aria-hidden />} title={t(`captured.${which}`)}>
      {t('captured.how')} <Code>{isEmailKept ? SMTP : SMS}</Code>{' '}
      <Link to="/settings" search={{ section: 'channels' }}>
        {t('captured.more')}
      </Link>
    </Alert>
  )
}
