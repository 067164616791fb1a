import type { Because } from '../conditions/because.ts'
import { evaluate } from '../conditions/evaluate.ts'
import { endOfSpan } from '../conditions/rolling-span.ts'
import type { ScoreSnapshot, Subject } from '../conditions/subject.ts'
import { pointsAt, spanOf } from './points.ts'
import type { LedgerRow, ScoringModel } from './schema.ts'
import { snapshot, subjectOfFit } from './score.ts'

export interface ExplainedRow {
  readonly row: LedgerRow
  /** what it still counts at the instant, unrounded */
  readonly counts: number
  /** from when on it counts nothing, for a row that expires; epoch ms */
  readonly endsAt?: number
}

export interface ExplainedFitRule {
  readonly id: string
  readonly points: number
  /** its points where it holds, else 0 */
  readonly counts: number
  readonly because: Because
}

/** The score with all that makes it: the rows and fit rules of an axis add up to the snapshot, but for rounding. */
export interface ScoreExplanation {
  readonly score: ScoreSnapshot
  /** latest first; rows of the future are left out */
  readonly rows: readonly ExplainedRow[]
  readonly fitRules: readonly ExplainedFitRule[]
}

/** Why the score is what it is, for the contact page. Same arguments as {@link scoreAt}, same score. */
export function explainScore(
  model: ScoringModel,
  ledger: readonly LedgerRow[],
  at: number,
  subject: Subject,
): ScoreExplanation {
  const rows = ledger
    .filter((row) => row.at <= at)
    .map((row) => explainRow(row, at, subject.zone))
    .sort((a, b) => b.row.at - a.row.at)
  const ofRows = (axis: LedgerRow['axis']) => sum(rows.filter(({ row }) => row.axis === axis))
  const ledgerFit = ofRows('fit')
  const engagement = ofRows('engagement')
  const bare = subjectOfFit(model, subject, snapshot(model, ledgerFit, engagement))
  const fitRules = model.fit.map(({ id, points, when }) => {
    const because = evaluate(when, bare)
    return { id, points, counts: because.holds ? points : 0, because }
  })
  return { score: snapshot(model, ledgerFit + sum(fitRules), engagement), rows, fitRules }
}

function explainRow(row: LedgerRow, at: number, zone: string): ExplainedRow {
  const counts = pointsAt(row, at, zone)
  const expires = row.expires === undefined ? null : spanOf(row.expires)
  return { row, counts, ...(expires && { endsAt: endOfSpan(expires, row.at, zone) }) }
}

function sum(parts: readonly { readonly counts: number }[]): number {
  return parts.reduce((total, { counts }) => total + counts, 0)
}
