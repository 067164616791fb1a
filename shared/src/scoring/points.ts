import { isSpanOver, type RollingSpan, readRollingSpan } from '../conditions/rolling-span.ts'
import { parseDuration } from '../time/duration.ts'
import { remember } from '../time/remember.ts'
import type { LedgerRow } from './schema.ts'

const MS_PER_DAY = 86_400_000
/** A half-life is exact elapsed time: a day has 86,400 s, a month 30 days (fine print 140), a year 365. */
const DAYS = { year: 365, month: 30, week: 7 } as const

/** A positive span of the model, or null for text that is none: `check` refuses it, at run time it does nothing. */
export const spanOf: (text: string) => RollingSpan | null = remember<RollingSpan | null>(
  1000,
  (text) => readRollingSpan(text) ?? null,
)

const halfLifeOf = remember<number>(1000, (text) => {
  const parsed = parseDuration(text)
  if (!parsed || parsed.sign === -1) return 0
  const { years, months, weeks, days, milliseconds } = parsed
  return (years * DAYS.year + months * DAYS.month + weeks * DAYS.week + days) * MS_PER_DAY + milliseconds
})

/**
 * What a row still counts at an instant, unrounded: halved with every half-life, nothing from `at` + `expires` on, and
 * nothing before its own instant (fine print 140, 141).
 */
export function pointsAt(row: LedgerRow, at: number, zone: string): number {
  if (row.at > at) return 0
  if (row.expires !== undefined) {
    const span = spanOf(row.expires)
    if (span && isSpanOver(span, row.at, at, zone)) return 0
  }
  if (row.halfLife === undefined) return row.points
  const halfLife = halfLifeOf(row.halfLife)
  return halfLife > 0 ? row.points * 2 ** ((row.at - at) / halfLife) : row.points
}

/** What all rows of one axis count at an instant, unrounded. */
export function sumAt(ledger: readonly LedgerRow[], axis: LedgerRow['axis'], at: number, zone: string): number {
  let sum = 0
  for (const row of ledger) if (row.axis === axis) sum += pointsAt(row, at, zone)
  return sum
}

/** Scores are computed in doubles and compared after rounding to 6 decimals (fine print 44). */
export function roundScore(points: number): number {
  return Math.round(points * 1e6) / 1e6 || 0
}
