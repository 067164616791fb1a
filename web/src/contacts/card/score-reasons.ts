import type { ContactDetail } from '@couveuse/shared/api/contacts'

export type ScoreRow = ContactDetail['scoreRows'][number]

/** All rows of one source, told together: "clicked, 3 times: 12.5 of 30 still count". */
export interface ScoreReason {
  readonly key: string
  readonly axis: ScoreRow['axis']
  /** id of the scoring rule, or `opening`, `step`, `inactivity` */
  readonly source: string
  readonly reason: string | null
  readonly times: number
  /** given in all */
  readonly points: number
  /** what is left of it */
  readonly now: number
  /** when the last of it counts nothing any more; null where it does not expire */
  readonly endsAt: string | null
  readonly because: ScoreRow['because']
}

/** The rows of the ledger by what they came from, the weightiest first. Points of steps are told by the reason the step gave. */
export function scoreReasons(rows: readonly ScoreRow[]): readonly ScoreReason[] {
  const reasons = new Map<string, ScoreReason>()
  for (const row of rows) {
    const { axis, source, points, now, reason, endsAt, because } = row
    const key = source === 'step' ? `${axis} step ${reason}` : `${axis} ${source}`
    const before = reasons.get(key)
    reasons.set(key, {
      key,
      axis,
      source,
      reason,
      times: (before?.times ?? 0) + 1,
      points: (before?.points ?? 0) + points,
      now: (before?.now ?? 0) + now,
      endsAt:
        before && (before.endsAt === null || (endsAt !== null && before.endsAt > endsAt)) ? before.endsAt : endsAt,
      because,
    })
  }
  return [...reasons.values()].sort(
    (a, b) => Math.abs(b.now) - Math.abs(a.now) || Math.abs(b.points) - Math.abs(a.points),
  )
}
