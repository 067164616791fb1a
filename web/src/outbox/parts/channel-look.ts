import type { MessageSummary } from '@couveuse/shared/api/messages'
import { type Icon, IconBell, IconMail, IconMessage2 } from '@tabler/icons-react'

/** The icon of a channel, the same as its step has. */
export const channelIcon = {
  email: IconMail,
  sms: IconMessage2,
  notify: IconBell,
} satisfies Record<MessageSummary['channel'], Icon>
