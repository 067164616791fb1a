import type { Logger } from '../ports/logger.ts'

const LOOK_EVERY_MS = 1000
const SAME_ERROR_EVERY_MS = 60_000
/** Connections notice an outage at different times, the last ones when it is over. */
const ECHOES_MS = 10_000
const MOST_REMEMBERED = 100

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

/**
 * Tells an outage from a plain error by asking the backend, not by the error's looks: drivers have too many words for
 * "gone". It asks twice, a second apart, because a server that ends cuts one connection after the other.
 */
export function watchOutages({ now, log }: { readonly now: () => number; readonly log: Logger }): Outages {
  let state: 'unwatched' | 'up' | 'asking' | 'down' = 'unwatched'
  let place = ''
  let ping = () => Promise.resolve()
  let downSince = 0
  let quietUntil = 0
  let timer: NodeJS.Timeout | undefined
  /** What came while the backend is being asked, by reason. */
  const unexplained = new Map<string, unknown>()
  const lastLoggedAt = new Map<string, number>()

  function ask(then: (isUp: boolean) => void): void {
    const answered = (isUp: boolean) => {
      if (state !== 'unwatched') then(isUp)
    }
    ping().then(
      () => answered(true),
      () => answered(false),
    )
  }

  function later(then: () => void): void {
    timer = setTimeout(then, LOOK_EVERY_MS)
    timer.unref()
  }

  function isUpAfterAll(): void {
    state = 'up'
    if (now() >= quietUntil) for (const [reason, error] of unexplained) logNowAndThen(reason, error)
    unexplained.clear()
  }

  function logNowAndThen(reason: string, error: unknown): void {
    const before = lastLoggedAt.get(reason)
    if (before !== undefined && now() - before < SAME_ERROR_EVERY_MS) return
    if (lastLoggedAt.size >= MOST_REMEMBERED) lastLoggedAt.clear()
    lastLoggedAt.set(reason, now())
    log.error({ error, queue: place }, `The queue reported an error: ${reason}`)
  }

  function goDown(): void {
    const [reason = '', error] = unexplained.entries().next().value ?? []
    unexplained.clear()
    state = 'down'
    downSince = now()
    log.error(
      { error, queue: place },
      `The queue at ${place} cannot be reached (${reason}). Nothing is lost, the database knows all work; it runs late until the queue is back.`,
    )
    later(lookAgain)
  }

  function lookAgain(): void {
    ask((isUp) => {
      if (!isUp) return later(lookAgain)
      state = 'up'
      quietUntil = now() + ECHOES_MS
      log.info({ queue: place }, `The queue at ${place} is back after ${Math.round((now() - downSince) / 1000)} s.`)
    })
  }

  return {
    report(error) {
      if (state !== 'up' && state !== 'asking') return
      if (unexplained.size < MOST_REMEMBERED) unexplained.set(reasonOf(error), error)
      if (state === 'asking') return
      state = 'asking'
      ask((isUp) => {
        if (!isUp) goDown()
        else later(() => ask((isStillUp) => (isStillUp ? isUpAfterAll() : goDown())))
      })
    },
    watch(backend) {
      ;({ place, ping } = backend)
      state = 'up'
    },
    close() {
      state = 'unwatched'
      clearTimeout(timer)
    },
  }
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return error.message || code
}
