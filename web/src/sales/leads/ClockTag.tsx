import type { Handoff } from '@couveuse/shared/api/handoffs'
import { IconAlarm, IconClock, IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { slaClock } from '../sla-clock.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** No seconds, and from two days on no hours: nobody acts on them. */
function coarse(milliseconds: number): number {
  return milliseconds >= 2 * DAY ? Math.floor(milliseconds / DAY) * DAY : Math.max(MINUTE, milliseconds)
}

/** How long there is to accept a lead, or by how much that was missed. */
export function ClockTag({ lead, now }: { lead: Handoff; now: number }) {
  const { t } = useTranslation('sales')
  const { formatElapsed, formatDateTime } = useFormat()
  const clock = slaClock(lead, now)
  const minutes = (milliseconds: number): string => formatElapsed(coarse(milliseconds))
  switch (clock.says) {
    case 'accept':
      return (
        <Tag
          tone={clock.isPressing ? 'warn' : 'neutral'}
          Icon={IconClock}
          title={t('clock.acceptBy', { when: formatDateTime(lead.acceptBy) })}
        >
          {t('clock.left', { time: minutes(clock.milliseconds) })}
        </Tag>
      )
    case 'overdue':
      return (
        <Tag tone="bad" Icon={IconAlarm} title={t('clock.overdueHint', { when: formatDateTime(lead.acceptBy) })}>
          {t('clock.overdue', { time: minutes(clock.milliseconds) })}
        </Tag>
      )
    case 'contact':
      return (
        <Tag
          tone={clock.isPressing ? 'warn' : 'neutral'}
          Icon={IconPhone}
          title={t('clock.contactBy', { when: formatDateTime(lead.contactBy ?? lead.acceptBy) })}
        >
          {t('clock.contactIn', { time: minutes(clock.milliseconds) })}
        </Tag>
      )
    case 'nothing':
      return null
  }
}
