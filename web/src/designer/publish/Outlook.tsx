import type { PlaceOutlook } from '@couveuse/shared/api/publications'
import { Skeleton } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconBell,
  IconDoorExit,
  IconHourglass,
  IconMail,
  IconMessage,
  IconTarget,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './Migration.module.css'

/** Reasons of the contract (fine print 39); others are a marketer's own words. */
const REASONS = ['end_of_path', 'goal', 'leave_rule', 'removed', 'nurture'] as const

const ICONS: Readonly<Record<string, Icon>> = { email: IconMail, sms: IconMessage, notify: IconBell }

interface Fact {
  readonly Icon: Icon
  readonly text: string
  readonly tone?: 'bad' | 'warn'
  readonly hint?: string
}

/** What became of those tried: what they are sent, where they still wait, how they leave, what goes wrong. */
export function Outlook({ outlook, isStale }: { outlook: PlaceOutlook | undefined; isStale: boolean }) {
  const facts = useFacts()
  if (!outlook) {
    return (
      <div className={classes.outlook}>
        <Skeleton height={24} width="60%" />
      </div>
    )
  }
  return (
    <div className={classes.outlook} data-stale={isStale || undefined}>
      <ul>
        {facts(outlook).map(({ Icon, text, tone, hint }) => (
          <li key={text} data-tone={tone} title={hint}>
            <Icon size={15} stroke={1.9} aria-hidden />
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}

function useFacts(): (outlook: PlaceOutlook) => readonly Fact[] {
  const { t } = useTranslation('designer')
  const { formatNumber } = useFormat()
  const counted = (count: number) => ({ count, number: formatNumber(count) })
  return ({ sent, blocked, waiting, ended, failed, tried }) => {
    if (tried === 0) return [{ Icon: IconHourglass, text: t('migration.outlook.moved') }]
    return [
      ...failed.map(
        ({ label, count, code, message }): Fact => ({
          Icon: IconAlertTriangle,
          tone: 'bad',
          text: t('migration.outlook.failed', { ...counted(count), step: label, problem: message || code }),
        }),
      ),
      ...sent.map(
        ({ channel, label, count }): Fact => ({
          Icon: ICONS[channel] ?? IconMail,
          text: t(channel === 'notify' ? 'migration.outlook.told' : 'migration.outlook.sent', {
            ...counted(count),
            step: label,
          }),
        }),
      ),
      ...blocked.map(
        ({ label, count, reason }): Fact => ({
          Icon: IconBan,
          tone: 'warn',
          text: t('migration.outlook.blocked', {
            ...counted(count),
            step: label,
            why: t(`migration.outlook.why.${reason}`),
          }),
        }),
      ),
      ...waiting.map(
        ({ label, count }): Fact => ({
          Icon: IconHourglass,
          text: t('migration.outlook.waiting', { ...counted(count), step: label }),
        }),
      ),
      ...ended.map(
        ({ status, reason, count }): Fact => ({
          Icon: status === 'converted' ? IconTarget : IconDoorExit,
          text: t('migration.outlook.ended', { ...counted(count), how: howItEnds(status, reason) }),
        }),
      ),
    ]
  }

  function howItEnds(status: PlaceOutlook['ended'][number]['status'], reason: string): string {
    if (status === 'converted') return t('migration.outlook.reason.goal')
    const known = REASONS.find((one) => one === reason)
    return known === undefined ? reason : t(`migration.outlook.reason.${known}`)
  }
}
