import type { Arrival } from '../store/inbox.ts'

/** An event that says it happens later counts when its time has come (fine print 85). */
export function inItsTime(arrival: Arrival, now: number): Arrival {
  const { cause, notBefore } = arrival
  if (cause.type !== 'event' || cause.event.occurredAt <= now) return arrival
  return { ...arrival, notBefore: Math.max(cause.event.occurredAt, notBefore ?? 0) }
}
