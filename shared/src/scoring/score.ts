import { holds } from '../conditions/evaluate.ts'
import type { ScoreSnapshot, Subject } from '../conditions/subject.ts'
import type { Temperature } from '../contract/words.ts'
import { roundScore, sumAt } from './points.ts'
import type { LedgerRow, ScoringModel } from './schema.ts'

/**
 * The scores at an instant: fit = opening and step rows + the fit rules that hold now (never accumulated, fine print 24),
 * engagement = what each row still counts. Rounded to 6 decimals, the total after adding (fine print 44). `at` is usually
 * `subject.now`.
 */
export function scoreAt(
  model: ScoringModel,
  ledger: readonly LedgerRow[],
  at: number,
  subject: Subject,
): ScoreSnapshot {
  const { zone } = subject
  const ledgerFit = sumAt(ledger, 'fit', at, zone)
  const engagement = sumAt(ledger, 'engagement', at, zone)
  const bare = subjectOfFit(model, subject, snapshot(model, ledgerFit, engagement))
  let fit = ledgerFit
  for (const rule of model.fit) if (holds(rule.when, bare)) fit += rule.points
  return snapshot(model, fit, engagement)
}

/**
 * What fit rules read: everything, but of the score only what no fit rule made, so that none can ask for itself. `check`
 * warns of such rules.
 */
export function subjectOfFit(model: ScoringModel, subject: Subject, score: ScoreSnapshot): Subject {
  if (model.fit.length === 0) return subject
  return {
    now: subject.now,
    zone: subject.zone,
    contact: subject.contact,
    eventsNamed: (name) => subject.eventsNamed(name),
    score: () => score,
    segment: (key) => subject.segment(key),
    declaredType: (field) => subject.declaredType(field),
  }
}

export function snapshot(model: ScoringModel, fit: number, engagement: number): ScoreSnapshot {
  const total = roundScore(fit + engagement)
  return { fit: roundScore(fit), engagement: roundScore(engagement), total, temperature: temperatureOf(model, total) }
}

/** By the total: hot from `hot` on, warm from `warm` on (fine print 90). */
function temperatureOf({ temperature: { warm, hot } }: ScoringModel, total: number): Temperature {
  if (total >= hot) return 'hot'
  return total >= warm ? 'warm' : 'cold'
}

/** A score as it is printed: at most 2 decimals (fine print 44). */
export function printScore(score: number): number {
  return Math.round(score * 100) / 100 || 0
}
