import type { Logger } from '../ports/logger.ts'

const LOOK_EVERY_MS = 1000
const SAME_ERROR_EVERY_MS = 60_000
/** Connections notice an outage at different times, the last ones when it is over. */
const ECHOES_MS = 10_000

export interface Outages {
  /** Takes every error that BullMQ or a driver emits. An outage makes two log lines, its begin and its end, whatever number of errors it causes. */
  report(error: unknown): void
  /** Starts watching a backend that is open. Errors before this are those of opening, which opening itself throws. */
  watch(backend: Watched): void
  close(): void
}

interface Watched {
  /** Where the queue is, without a password. */
  readonly place: string
  /** Rejects while the backend cannot be reached, within about two seconds. */
  readonly ping: () => Promise<void>
}

/** Tells an outage from a plain error by asking the backend, not by the error's looks: drivers have too many words for "gone". */
export function watchOutages({ now, log }: { readonly now: () => number; readonly log: Logger }): Outages {
  let state: 'opening' | 'up' | 'asking' | 'down' | 'closed' = 'opening'
  let place = ''
  let ping = () => Promise.resolve()
  let downSince = 0
  let quietUntil = 0
  let timer: NodeJS.Timeout | undefined
  const lastLoggedAt = new Map<string, number>()

  function logOnce(error: unknown): void {
    const reason = reasonOf(error)
    const before = lastLoggedAt.get(reason)
    if (before !== undefined && now() - before < SAME_ERROR_EVERY_MS) return
    if (lastLoggedAt.size > 100) lastLoggedAt.clear()
    lastLoggedAt.set(reason, now())
    log.error({ error, queue: place }, `The queue reported an error: ${reason}`)
  }

  function look(): void {
    timer = setTimeout(() => {
      ping().then(
        () => {
          if (state !== 'down') return
          state = 'up'
          quietUntil = now() + ECHOES_MS
          log.info({ queue: place }, `The queue at ${place} is back after ${Math.round((now() - downSince) / 1000)} s.`)
        },
        () => {
          if (state === 'down') look()
        },
      )
    }, LOOK_EVERY_MS)
    timer.unref()
  }

  return {
    report(error) {
      if (state !== 'up') return
      state = 'asking'
      ping().then(
        () => {
          if (state !== 'asking') return
          state = 'up'
          if (now() >= quietUntil) logOnce(error)
        },
        () => {
          if (state !== 'asking') return
          state = 'down'
          downSince = now()
          log.error(
            { error, queue: place },
            `The queue at ${place} cannot be reached (${reasonOf(error)}). Nothing is lost, the database knows all work; it runs late until the queue is back.`,
          )
          look()
        },
      )
    },
    watch(backend) {
      ;({ place, ping } = backend)
      state = 'up'
    },
    close() {
      state = 'closed'
      clearTimeout(timer)
    },
  }
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return error.message || code
}
