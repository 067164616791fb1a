import type { ScoreRow } from './score-reasons.ts'

const DAY = 86_400_000
const LONGEST = 120 * DAY
const SAMPLES = 80

export interface CurvePoint {
  /** epoch ms */
  readonly at: number
  readonly engagement: number
}

/**
 * The engagement score over time, as far back as the ledger goes and at most four months. Points fade by a half-life (fine print
 * 140) that the row does not carry; what is left of it at `asOf` (epoch ms) tells it. Empty where there is too little to draw.
 */
export function engagementCurve(rows: readonly ScoreRow[], asOf: number): readonly CurvePoint[] {
  const entries = rows.flatMap((row) =>
    row.axis === 'engagement' && row.at !== null ? [entryOf(row, row.at, asOf)] : [],
  )
  const first = Math.min(...entries.map(({ at }) => at))
  if (entries.length < 2 || asOf - first < DAY) return []
  const from = Math.max(first, asOf - LONGEST)
  return Array.from({ length: SAMPLES + 1 }, (_, index) => {
    const at = Math.round(from + ((asOf - from) * index) / SAMPLES)
    const engagement = entries.reduce((sum, entry) => sum + pointsAt(entry, at), 0)
    return { at, engagement: Math.round(engagement * 100) / 100 }
  })
}

interface CurveEntry {
  readonly at: number
  readonly points: number
  readonly endsAt: number
  /** per millisecond: points x e^(-fading x elapsed) */
  readonly fading: number
}

/** Half of what "at most 2 decimals" hides: a row shown as 0 has faded at least so far. */
const SMALLEST = 0.005

function entryOf({ points, now, endsAt }: ScoreRow, at: string, asOf: number): CurveEntry {
  const since = Date.parse(at)
  const end = endsAt === null ? Number.POSITIVE_INFINITY : Date.parse(endsAt)
  const elapsed = asOf - since
  const isKnown = end > asOf && elapsed > 0 && points !== 0 && now !== points
  const share = isKnown ? Math.max(Math.abs(now), SMALLEST) / Math.abs(points) : 1
  return { at: since, points, endsAt: end, fading: share < 1 ? -Math.log(share) / elapsed : 0 }
}

function pointsAt({ at, points, endsAt, fading }: CurveEntry, instant: number): number {
  if (instant < at || instant >= endsAt) return 0
  return points * Math.exp(-fading * (instant - at))
}
