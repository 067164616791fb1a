import type { MessageDetail } from '@couveuse/shared/api/messages'
import { Alert, Stack } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconHelp, IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import { DecisionButtons } from '../decisions/DecisionButtons.tsx'

/** What became of a message, in words, wherever that is not simply "sent". */
export function Fate({ message }: { message: MessageDetail }) {
  const { t } = useTranslation('outbox')
  const { formatRelative } = useFormat()
  const { id, state, blocked, error, nextAttemptAt, isBodyKept } = message
  const isTriedAgain = state === 'queued' && nextAttemptAt !== null && Date.parse(nextAttemptAt) > Date.now()
  const next = isTriedAgain && t('next', { when: formatRelative(nextAttemptAt) })
  switch (state) {
    case 'sent':
      return null
    case 'blocked': {
      const reason = blocked ?? 'consent'
      return (
        <Alert color="gray" icon={<IconBan size={18} aria-hidden />} title={t(`blocked.${reason}`)}>
          {t(`blockedTodo.${reason}`)}{' '}
          {reason === 'pressure' && (
            <Link to="/settings" search={{ section: 'sending' }}>
              {t('rules')}
            </Link>
          )}
        </Alert>
      )
    }
    case 'failed':
      return (
        <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('fate.failed')}>
          <Stack gap="xs">
            <span lang="en">{error}</span>
            {isBodyKept && <DecisionButtons state={state} chosen={{ ids: [id] }} />}
          </Stack>
        </Alert>
      )
    case 'unknown':
    case 'held':
      return (
        <Alert color="yellow" icon={<IconHelp size={18} aria-hidden />} title={t(`fate.${state}`)}>
          <Stack gap="xs">
            <span lang="en">{error}</span>
            <DecisionButtons state={state} chosen={{ ids: [id] }} />
          </Stack>
        </Alert>
      )
    case 'queued':
    case 'sending':
    case 'captured':
      return (
        <Alert color={state === 'captured' ? 'accent' : 'blue'} icon={<IconInfoCircle size={18} aria-hidden />}>
          {t(`fate.${state}`)} {next}{' '}
          {state === 'captured' && (
            <Link to="/settings" search={{ section: 'channels' }}>
              {t('captured.more')}
            </Link>
          )}
          {error && <span lang="en">{error}</span>}
        </Alert>
      )
  }
}
