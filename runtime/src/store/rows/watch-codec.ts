import type { Watch } from '@couveuse/shared/engine/state'

/** Columns of the clock that hold the watch, in this order. */
export type WatchColumns = [
  fit: number,
  engagement: number,
  lastActivityAt: number,
  checkAt: number | null,
  watch: string | null,
]

/** What most contacts have none of; a key is absent where its value is empty. */
interface StoredWatch {
  /** segments the contact was in, and was not in */
  t?: readonly string[]
  f?: readonly string[]
  d?: Watch['dates']
  p?: Watch['pending']
}

export function encodeWatch({ score, segments, dates, pending, lastActivityAt, checkAt }: Watch): WatchColumns {
  const inside: string[] = []
  const outside: string[] = []
  for (const segment in segments) (segments[segment] ? inside : outside).push(segment)
  const stored: StoredWatch = {}
  if (inside.length > 0) stored.t = inside
  if (outside.length > 0) stored.f = outside
  if (Object.keys(dates).length > 0) stored.d = dates
  if (pending.length > 0) stored.p = pending
  const text = Object.keys(stored).length === 0 ? null : JSON.stringify(stored)
  return [score.fit, score.engagement, lastActivityAt, checkAt, text]
}

export function decodeWatch([fit, engagement, lastActivityAt, checkAt, text]: WatchColumns): Watch {
  const stored: StoredWatch = text === null ? {} : JSON.parse(text)
  const segments: Record<string, boolean> = {}
  for (const segment of stored.t ?? []) segments[segment] = true
  for (const segment of stored.f ?? []) segments[segment] = false
  return {
    score: { fit, engagement },
    segments,
    dates: stored.d ?? {},
    pending: stored.p ?? [],
    lastActivityAt,
    checkAt,
  }
}
