import {
  type Icon,
  IconBolt,
  IconClick,
  IconDoorEnter,
  IconDoorExit,
  IconForms,
  IconHeartHandshake,
  IconListCheck,
  IconMailExclamation,
  IconMailOff,
  IconMailOpened,
  IconMailX,
  IconMessage2,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconWorld,
} from '@tabler/icons-react'
import type { Deed } from './session.ts'

const eventIcons = new Map<string, Icon>([
  ['email_opened', IconMailOpened],
  ['email_clicked', IconClick],
  ['email_bounced', IconMailX],
  ['email_complained', IconMailExclamation],
  ['unsubscribed', IconMailOff],
  ['sms_replied', IconMessage2],
  ['page_viewed', IconWorld],
  ['form_submitted', IconForms],
])

/** The icon of something done. */
export function deedIcon(deed: Deed): Icon {
  if ('event' in deed) return eventIcons.get(deed.event) ?? IconBolt
  if ('set' in deed) return IconPencil
  if ('handoff' in deed) return IconHeartHandshake
  if ('task' in deed) return IconListCheck
  if ('pause' in deed) return IconPlayerPause
  if ('resume' in deed) return IconPlayerPlay
  return 'remove' in deed ? IconDoorExit : IconDoorEnter
}
