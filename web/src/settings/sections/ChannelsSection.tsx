import { Code } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { settingsQuery } from '../queries.ts'

/** How messages leave, as the operator configured it; nothing here can be changed from the page. */
export function ChannelsSection() {
  const { t } = useTranslation('settings')
  const settings = useQuery(settingsQuery)
  if (settings.error && !settings.data)
    return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
  if (!settings.data) return <LoadingState shape="text" />
  const { email, sms, publicUrl } = settings.data.delivery
  return (
    <>
      <Panel
        title={t('channel.email')}
        actions={<Tag tone={email.mode === 'smtp' ? 'good' : 'neutral'}>{t(`channels.email.${email.mode}`)}</Tag>}
      >
        <p>
          {email.mode === 'smtp'
            ? t('channels.email.sent', { host: email.host ?? '', from: email.from ?? '' })
            : t('channels.email.capturedText')}
        </p>
        {email.mode === 'captured' && <Code block>SMTP_URL=smtp://user:password@mail.example.com:587</Code>}
      </Panel>
      <Panel
        title={t('channel.sms')}
        actions={<Tag tone={sms.mode === 'provider' ? 'good' : 'neutral'}>{t(`channels.sms.${sms.mode}`)}</Tag>}
      >
        <p>
          {sms.mode === 'provider'
            ? t('channels.sms.sent', { host: sms.host ?? '', from: sms.from ?? '' })
            : t('channels.sms.capturedText')}
        </p>
        {sms.mode === 'captured' && <Code block>{'SMS_ACCOUNT=…\nSMS_TOKEN=…\nSMS_FROM=+33…'}</Code>}
      </Panel>
      <Panel title={t('channels.links.title')} description={t('channels.links.text')}>
        <Code>{publicUrl}</Code>
      </Panel>
    </>
  )
}
