import { useSyncExternalStore } from 'react'

/** Whether the last request reached the server. The API client tells; the banner and the health badge listen. */
export type Connection = 'reachable' | 'unreachable'

let current: Connection = 'reachable'
const listeners = new Set<() => void>()

/** Records what a request found out. */
export function reportConnection(connection: Connection): void {
  if (connection === current) return
  current = connection
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The state of the connection, for components. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => current)
}
