import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'

/** Something that fails for a while, as it tells of itself. */
export interface Trouble {
  failed(error: unknown, fields: object, message: string): void
  /** it worked: where it had failed before, that is told too */
  worked(): void
}

const TOLD_EVERY_MS = 60_000

/**
 * What is tried every second fails every second: told when it begins, once a minute while it lasts, and when it is over. A
 * disk that is full over night fills a page of the log and not the next disk.
 */
export function watchTrouble({ clock, log }: { readonly clock: Clock; readonly log: Logger }, what: string): Trouble {
  let since: number | undefined
  let times = 0
  let toldAt = 0
  return {
    failed(error, fields, message) {
      const now = clock.now()
      since ??= now
      times += 1
      if (times > 1 && now - toldAt < TOLD_EVERY_MS) return
      toldAt = now
      const before = times > 1 ? ` It has failed ${times} times in ${Math.round((now - since) / 1000)} s.` : ''
      log.error({ error, ...fields }, message + before)
    },
    worked() {
      if (since === undefined) return
      const seconds = Math.round((clock.now() - since) / 1000)
      log.info({ times, seconds }, `${what} works again after ${seconds} s.`)
      since = undefined
      times = 0
    },
  }
}
