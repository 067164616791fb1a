import { Notifications } from '@mantine/notifications'

/** Where short messages of `useNotify` appear. */
export function NotificationArea() {
  return <Notifications position="bottom-right" limit={4} autoClose={6_000} />
}
