import type { MessageDecision, MessageState } from '@couveuse/shared/api/messages'
import { Button, Group } from '@mantine/core'
import { IconCheck, IconMailForward, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Chosen, useDecide } from './useDecide.ts'

const ICONS = { resend: IconMailForward, mark_sent: IconCheck, give_up: IconTrash } as const
const OFFERED: Readonly<Partial<Record<MessageState, readonly (keyof typeof ICONS)[]>>> = {
  held: ['resend', 'mark_sent', 'give_up'],
  unknown: ['resend', 'mark_sent', 'give_up'],
  failed: ['resend'],
}

/** What people may decide about messages in this state; nothing where there is nothing to decide. */
export function DecisionButtons(props: {
  readonly state: MessageState
  readonly chosen: Chosen
  readonly isDisabled?: boolean
  readonly onDecided?: () => void
}) {
  const { t } = useTranslation('outbox')
  const { decide, isDeciding } = useDecide()
  const take = async (decision: MessageDecision): Promise<void> => {
    if (await decide(decision, props.chosen)) props.onDecided?.()
  }
  return (
    <Group gap="xs">
      {(OFFERED[props.state] ?? []).map((decision, index) => {
        const Icon = ICONS[decision]
        return (
          <Button
            key={decision}
            size="xs"
            variant={index === 0 ? 'filled' : 'default'}
            disabled={props.isDisabled === true || isDeciding}
            leftSection={<Icon size={15} stroke={1.8} aria-hidden />}
            onClick={() => void take(decision)}
          >
            {t(`decide.${decision}`)}
          </Button>
        )
      })}
    </Group>
  )
}
