import { Tooltip } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClockExclamation,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tag, type Tone } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { useHealth } from './health.ts'

interface Pulse {
  readonly tone: Tone
  readonly Icon: Icon
  readonly text: string
  readonly hint: string
}

/** The pulse of the runtime in the bar: nobody stuck, some stuck, late, in trouble, or no answer. */
export function HealthBadge() {
  const pulse = usePulse()
  if (!pulse) return null
  const { tone, Icon, text, hint } = pulse
  return (
    <Tooltip label={hint} multiline maw={280}>
      <span role="status">
        <Tag tone={tone} Icon={Icon}>
          {text}
        </Tag>
      </span>
    </Tooltip>
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
  if (data.queue === 'failing') {
    return { tone: 'bad', Icon: IconAlertTriangle, text: t('health.troubled'), hint: t('health.troubledHint') }
  }
  const stuck = t('health.stuck', { count: data.stuck })
  if (data.stuck > 0) {
    return { tone: 'warn', Icon: IconAlertTriangle, text: stuck, hint: t('health.stuckHint', { count: data.stuck }) }
  }
  if (data.status === 'attention') {
    const late = formatElapsed(data.oldestDueSeconds * 1_000)
    return { tone: 'warn', Icon: IconClockExclamation, text: t('health.late'), hint: t('health.lateHint', { late }) }
  }
  return { tone: 'good', Icon: IconCircleCheck, text: stuck, hint: t('health.goodHint') }
}
