import type { HealthBadge as Health } from '@couveuse/shared/api/health'
import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClockExclamation,
  IconHandStop,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Tag, type Tone } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './HealthBadge.module.css'
import { useHealth } from './health.ts'

interface Pulse {
  readonly tone: Tone
  readonly Icon: Icon
  readonly text: string
  readonly hint: string
}

const LATE_SECONDS = 60

/** The pulse of the runtime in the bar: nobody stuck, some stuck, late, in trouble, or no answer; more on a click. */
export function HealthBadge() {
  const { t } = useTranslation()
  const pulse = usePulse()
  const { data } = useHealth()
  const figures = useFigures(data)
  const [isOpen, setOpen] = useState(false)
  if (!pulse) return null
  const { tone, Icon, text, hint } = pulse
  const isQuiet = tone === 'good'
  return (
    <span role="status">
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={320} withinPortal trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={classes.badge} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Tag tone={tone} Icon={Icon}>
              <VisuallyHidden>{t('health.open')}</VisuallyHidden> <span>{text}</span>
              {isQuiet && <span className={classes.more}>{figures.short}</span>}
            </Tag>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <p className={classes.hint}>{hint}</p>
          <dl className={classes.facts}>
            {figures.all.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {data !== undefined && data.stuck > 0 && (
            <Link to="/failed" className={classes.link} onClick={() => setOpen(false)}>
              {t('health.who')}
            </Link>
          )}
          <Link to="/operations" className={classes.link} onClick={() => setOpen(false)}>
            {t('health.page')}
          </Link>
        </Popover.Dropdown>
      </Popover>
    </span>
  )
}

function usePulse(): Pulse | undefined {
  const { t } = useTranslation()
  const { formatElapsed } = useFormat()
  const { data, isError } = useHealth()
  if (isError) {
    return { tone: 'bad', Icon: IconPlugConnectedX, text: t('health.silent'), hint: t('health.silentHint') }
  }
  if (!data) return undefined
  const { stuck, oldestDueSeconds, queue, violations, undecided } = data
  if (queue === 'failing') {
    return { tone: 'bad', Icon: IconAlertTriangle, text: t('health.troubled'), hint: t('health.troubledHint') }
  }
  if (oldestDueSeconds > LATE_SECONDS) {
    const late = formatElapsed(oldestDueSeconds * 1_000)
    return { tone: 'bad', Icon: IconClockExclamation, text: t('health.late'), hint: t('health.lateHint', { late }) }
  }
  if (violations > 0) {
    const count = violations
    const text = t('health.violated', { count })
    return { tone: 'bad', Icon: IconAlertTriangle, text, hint: t('health.violatedHint', { count }) }
  }
  const text = t('health.stuck', { count: stuck })
  if (stuck > 0) return { tone: 'warn', Icon: IconAlertTriangle, text, hint: t('health.stuckHint', { count: stuck }) }
  if (undecided > 0) {
    const count = undecided
    return { tone: 'warn', Icon: IconHandStop, text: t('health.undecided', { count }), hint: t('health.undecidedHint') }
  }
  return { tone: 'good', Icon: IconCircleCheck, text, hint: t('health.goodHint') }
}

function useFigures(health: Health | undefined) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  if (!health) return { short: '', all: [] }
  const { stuck, duplicate, oldestDueSeconds, outboxDepth, inboxDepth, undecided } = health
  const seconds = `${formatNumber(oldestDueSeconds, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}\u00a0s`
  return {
    short: `${t('health.duplicate', { count: duplicate })} · ${t('health.oldest', { seconds })}`,
    all: [
      { name: t('health.fact.stuck'), value: formatNumber(stuck) },
      { name: t('health.fact.duplicate'), value: formatNumber(duplicate) },
      { name: t('health.fact.oldest'), value: seconds },
      { name: t('health.fact.inbox'), value: formatNumber(inboxDepth) },
      { name: t('health.fact.outbox'), value: formatNumber(outboxDepth) },
      { name: t('health.fact.undecided'), value: formatNumber(undecided) },
    ],
  }
}
