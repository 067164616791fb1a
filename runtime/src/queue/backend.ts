import type { BackendFactory, IQueueBackend } from 'bullmq'

/** Where jobs are kept: what differs between the embedded queue, Redis and PostgreSQL, and nothing else. */
export interface Backend<B extends IQueueBackend = IQueueBackend, C = unknown> {
  /** For messages: an address without its password, or a folder. */
  readonly place: string
  readonly factory: BackendFactory<B, C>
  /** Connection of those who add jobs: fails fast while the backend is away. */
  readonly producer: C
  /** Connection of the workers: waits while the backend is away. */
  readonly consumer: C
  /** Rejects where the backend does not answer. May take as long as the operating system likes: callers bound it. */
  ping(): Promise<void>
  /** Gives up waiting for a backend that is away, so that closing is not held up by an outage. */
  abandon(): void
  /** Last call, after every queue and worker was closed. */
  close(): Promise<void>
}

/** Takes what a backend's connections complain about, apart from what they throw. */
export type Report = (error: unknown) => void

/** An address as it may stand in a log. */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return url
  const parsed = new URL(url)
  if (parsed.password) parsed.password = '***'
  return parsed.href
}
