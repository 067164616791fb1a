import type { Handoff } from '@couveuse/shared/api/handoffs'

const HOUR = 3_600_000

/**
 * What the clock of a lead says at an instant. `milliseconds` is the time left, or the time it is late. Business hours are in the
 * deadlines already, so this is plain time on the wall.
 */
export type SlaClock =
  | { readonly says: 'accept'; readonly milliseconds: number; readonly isPressing: boolean }
  | { readonly says: 'overdue'; readonly milliseconds: number }
  | { readonly says: 'contact'; readonly milliseconds: number; readonly isPressing: boolean }
  /** nothing runs any more, or nothing was agreed, or its time has passed and nobody knows whether they were called */
  | { readonly says: 'nothing' }

/** The last hour is pressing. A deadline that is reached is not missed yet. */
export function slaClock(
  { state, acceptBy, contactBy }: Pick<Handoff, 'state' | 'acceptBy' | 'contactBy'>,
  now: number,
): SlaClock {
  if (state === 'open') {
    const left = Date.parse(acceptBy) - now
    return left < 0
      ? { says: 'overdue', milliseconds: -left }
      : { says: 'accept', milliseconds: left, isPressing: left <= HOUR }
  }
  if (state !== 'accepted' || contactBy === null) return { says: 'nothing' }
  const left = Date.parse(contactBy) - now
  return left < 0 ? { says: 'nothing' } : { says: 'contact', milliseconds: left, isPressing: left <= HOUR }
}
