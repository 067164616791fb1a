import { IconAddressBook, IconHeartHandshake, IconMailFast, IconRoute, IconSettings } from '@tabler/icons-react'

/** The rooms of the product in the order of the menu; `name` is the key of its text under `nav`. */
export const rooms = [
  { name: 'flows', to: '/flows', Icon: IconRoute },
  { name: 'contacts', to: '/contacts', Icon: IconAddressBook },
  { name: 'sales', to: '/sales', Icon: IconHeartHandshake },
  { name: 'outbox', to: '/outbox', Icon: IconMailFast },
  { name: 'settings', to: '/settings', Icon: IconSettings },
] as const
