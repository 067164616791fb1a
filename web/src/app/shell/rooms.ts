import {
  IconAddressBook,
  IconHeartbeat,
  IconHeartHandshake,
  IconMailFast,
  IconRoute,
  IconSettings,
} from '@tabler/icons-react'

/** The rooms of the product in the order of the menu; `name` is the key of its text under `nav`. */
export const rooms = [
  { name: 'flows', to: '/flows', Icon: IconRoute },
  { name: 'contacts', to: '/contacts', Icon: IconAddressBook },
  { name: 'sales', to: '/sales', Icon: IconHeartHandshake },
  { name: 'outbox', to: '/outbox', Icon: IconMailFast },
  { name: 'settings', to: '/settings', Icon: IconSettings },
] as const

/** Pages that have their own way in (the badge in the bar), and are found by name all the same. */
export const otherPages = [{ name: 'operations', to: '/operations', Icon: IconHeartbeat }] as const
