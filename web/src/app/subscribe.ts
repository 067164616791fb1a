import type { ZodType, z } from 'zod'
import { reportConnection } from './connection.ts'

const FIRST_WAIT = 1_000
const LONGEST_WAIT = 30_000

export interface Subscription<S extends ZodType> {
  /** path of a server-sent event stream, `/api/live` */
  readonly path: string
  readonly schema: S
  /** name of the events wanted; `message`, the unnamed ones, by default */
  readonly event?: string
  readonly onMessage: (message: z.output<S>) => void
  /** called at each connection but the first: what was missed in between has to be asked for */
  readonly onReconnect?: () => void
}

/**
 * Listens to a stream of server-sent events until the returned function is called, and connects again by itself: the browser does
 * so after a broken line, this does it after the server refused (waiting 1 s, then twice as long up to 30 s).
 * A message that the schema does not know is dropped: a newer server may say more.
 */
export function subscribe<S extends ZodType>(subscription: Subscription<S>): () => void {
  const { path, schema, event = 'message', onMessage, onReconnect } = subscription
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = FIRST_WAIT
  let hasConnected = false

  const connect = (): void => {
    const opened = new EventSource(path)
    source = opened
    opened.addEventListener('open', () => {
      wait = FIRST_WAIT
      reportConnection('reachable')
      if (hasConnected) onReconnect?.()
      hasConnected = true
    })
    opened.addEventListener(event, ({ data }: MessageEvent<string>) => {
      const parsed = schema.safeParse(jsonOrUndefined(data))
      if (parsed.success) onMessage(parsed.data)
    })
    opened.addEventListener('error', () => {
      if (opened.readyState !== EventSource.CLOSED) return
      timer = setTimeout(connect, wait)
      wait = Math.min(wait * 2, LONGEST_WAIT)
    })
  }
  connect()

  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
