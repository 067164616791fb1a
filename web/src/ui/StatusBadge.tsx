import type { FlowStatus } from '@couveuse/shared/api/flows'
import type { MessageState } from '@couveuse/shared/api/messages'
import type { EnrollmentStatus } from '@couveuse/shared/contract/words'
import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconBolt,
  IconCheck,
  IconCircleDot,
  IconDoorExit,
  IconFlag,
  IconHandStop,
  IconHelp,
  IconHourglass,
  IconInbox,
  IconLoader,
  IconPencil,
  IconPlayerPause,
  IconTrophy,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tag, type Tone } from './Tag.tsx'

interface Look {
  readonly tone: Tone
  readonly Icon: Icon
}

const flowLooks = {
  draft: { tone: 'neutral', Icon: IconPencil },
  published: { tone: 'good', Icon: IconCircleDot },
  paused: { tone: 'warn', Icon: IconPlayerPause },
} satisfies Record<FlowStatus, Look>

const enrollmentLooks = {
  active: { tone: 'accent', Icon: IconBolt },
  waiting: { tone: 'info', Icon: IconHourglass },
  failed: { tone: 'bad', Icon: IconAlertTriangle },
  converted: { tone: 'good', Icon: IconTrophy },
  ended: { tone: 'neutral', Icon: IconFlag },
  left: { tone: 'neutral', Icon: IconDoorExit },
} satisfies Record<EnrollmentStatus, Look>

const messageLooks = {
  queued: { tone: 'info', Icon: IconHourglass },
  sending: { tone: 'info', Icon: IconLoader },
  sent: { tone: 'good', Icon: IconCheck },
  captured: { tone: 'accent', Icon: IconInbox },
  failed: { tone: 'bad', Icon: IconAlertTriangle },
  unknown: { tone: 'warn', Icon: IconHelp },
  held: { tone: 'warn', Icon: IconHandStop },
  blocked: { tone: 'neutral', Icon: IconBan },
} satisfies Record<MessageState, Look>

/** The status of a flow in a word, a tone and an icon. */
export function FlowStatusBadge({ status }: { status: FlowStatus }) {
  const { t } = useTranslation('ui')
  return (
    <Tag {...flowLooks[status]} title={t(`statusHint.flow.${status}`)}>
      {t(`status.flow.${status}`)}
    </Tag>
  )
}

/** The status of an enrollment (FLOW-DSL §7). */
export function EnrollmentStatusBadge({ status }: { status: EnrollmentStatus }) {
  const { t } = useTranslation('ui')
  return (
    <Tag {...enrollmentLooks[status]} title={t(`statusHint.enrollment.${status}`)}>
      {t(`status.enrollment.${status}`)}
    </Tag>
  )
}

/** The state of a message of the outbox. */
export function MessageStatusBadge({ status }: { status: MessageState }) {
  const { t } = useTranslation('ui')
  return (
    <Tag {...messageLooks[status]} title={t(`statusHint.message.${status}`)}>
      {t(`status.message.${status}`)}
    </Tag>
  )
}
