import { eventMatches } from '../conditions/evaluate.ts'
import { isSpanOver } from '../conditions/rolling-span.ts'
import type { ContactEvent } from '../contact/schema.ts'
import { addDuration, type Duration } from '../time/duration.ts'
import { roundScore, spanOf, sumAt } from './points.ts'
import type { EngagementRule, LedgerRow, ScoringModel } from './schema.ts'

const NONE: readonly LedgerRow[] = []

/**
 * The rows an event adds to the ledger: one per rule it meets (fine print 145), what the rule's cap leaves (139), nothing
 * again for the same message or contact where the rule counts once (170, 178). Events made by machines score only by a
 * rule whose `where` asks for `machine` (144, 155); an event whose id was scored before adds nothing (7).
 */
export function scoreEvent(
  model: ScoringModel,
  ledger: readonly LedgerRow[],
  event: ContactEvent,
  zone: string,
): readonly LedgerRow[] {
  const rules = rulesFor(model, event.name)
  if (!rules) return NONE
  const rows: LedgerRow[] = []
  for (const rule of rules) {
    if (!eventMatches(event, rule.where, zone, event.arrivedAt) || isCounted(rule, ledger, event)) continue
    rows.push(rowOf(rule, grantedPoints(rule, ledger, event.occurredAt, zone), event))
  }
  return rows
}

const rulesByEvent = new WeakMap<ScoringModel['engagement'], ReadonlyMap<string, readonly EngagementRule[]>>()

/** Event names are exact (fine print 66). */
function rulesFor({ engagement }: ScoringModel, name: string): readonly EngagementRule[] | undefined {
  let index = rulesByEvent.get(engagement)
  if (!index) {
    index = Map.groupBy(engagement, (rule) => rule.event)
    rulesByEvent.set(engagement, index)
  }
  return index.get(name)
}

function isCounted({ id, oncePer }: EngagementRule, ledger: readonly LedgerRow[], event: ContactEvent): boolean {
  for (const row of ledger) {
    if (row.source !== id || row.axis !== 'engagement') continue
    if (row.eventId === event.id || oncePer === 'contact') return true
    if (oncePer === 'message' && event.messageKey !== undefined && row.messageKey === event.messageKey) return true
  }
  return false
}

/** The rule's points, or as many as its cap leaves: original points, by magnitude, maybe none (fine print 139, 171). */
function grantedPoints(rule: EngagementRule, ledger: readonly LedgerRow[], at: number, zone: string): number {
  const span = rule.cap && spanOf(rule.cap.per)
  if (!rule.cap || !span) return rule.points
  let granted = 0
  for (const row of ledger) {
    if (row.source !== rule.id || row.axis !== 'engagement' || row.at > at) continue
    if (!isSpanOver(span, row.at, at, zone)) granted += Math.abs(row.points)
  }
  const left = Math.min(Math.abs(rule.points), Math.max(0, rule.cap.points - granted))
  return rule.points < 0 && left > 0 ? -left : left
}

function rowOf(rule: EngagementRule, points: number, event: ContactEvent): LedgerRow {
  const row: { -readonly [Key in keyof LedgerRow]: LedgerRow[Key] } = {
    axis: 'engagement',
    at: event.occurredAt,
    points,
    source: rule.id,
    eventId: event.id,
  }
  if (rule.halfLife !== undefined) row.halfLife = rule.halfLife
  if (rule.expires !== undefined) row.expires = rule.expires
  if (event.messageKey !== undefined) row.messageKey = event.messageKey
  return row
}

/** What we send is not the contact's doing (fine print 142). */
const OUR_SENDS: ReadonlySet<string> = new Set(['email_sent', 'sms_sent'])

/** Does the event restart the clock of inactivity? Not what machines do, nor what we send (fine print 142, 155). */
export function isActivity(event: ContactEvent): boolean {
  return !event.machine && !OUR_SENDS.has(event.name)
}

/**
 * The rows of silence due up to and including `until` that the ledger does not have: the first at `lastActivityAt` +
 * `after`, then each `every`, counted from the first so that a month's end does not wear off. They take from engagement
 * only, never below `floor` - the last one in part - and add nothing to a score that is lower still (fine print 142).
 * Asking again, or later, gives the same rows.
 */
export function inactivityRows(
  model: ScoringModel,
  ledger: readonly LedgerRow[],
  lastActivityAt: number,
  until: number,
  zone: string,
): readonly LedgerRow[] {
  const rule = model.inactivity
  if (!rule || rule.points >= 0) return NONE
  const after = spanOf(rule.after)
  const every = spanOf(rule.every)
  if (!after || !every) return NONE
  const firstAt = addDuration(lastActivityAt, after.duration, zone)
  if (firstAt > until) return NONE

  const known = new Set(ledger.filter((row) => row.source === 'inactivity').map((row) => row.at))
  const rows: LedgerRow[] = []
  for (let turn = 0, at = firstAt; at <= until; turn++, at = addDuration(firstAt, times(every.duration, turn), zone)) {
    if (known.has(at)) continue
    const room = roundScore(sumAt(ledger, 'engagement', at, zone) + sumAt(rows, 'engagement', at, zone) - rule.floor)
    if (room > 0) {
      rows.push({ axis: 'engagement', at, points: Math.max(rule.points, -room), source: 'inactivity' })
    } else if (!canRise(ledger, at)) {
      break
    }
  }
  return rows
}

function times(duration: Duration, n: number): Duration {
  const { sign, years, months, weeks, days, milliseconds } = duration
  return {
    sign,
    years: years * n,
    months: months * n,
    weeks: weeks * n,
    days: days * n,
    milliseconds: milliseconds * n,
  }
}

/** Could the score rise after that instant without anything new: a later row, or a penalty that wears off? */
function canRise(ledger: readonly LedgerRow[], at: number): boolean {
  return ledger.some((row) => {
    if (row.axis !== 'engagement') return false
    return row.at > at || (row.points < 0 && (row.halfLife !== undefined || row.expires !== undefined))
  })
}

/** An opening balance: rows without decay, caps or expiry (fine print 23). Axes at zero or absent get none. */
export function openingRows(
  score: { readonly fit?: number | undefined; readonly engagement?: number | undefined },
  at: number,
): readonly LedgerRow[] {
  return (['fit', 'engagement'] as const).flatMap((axis) => {
    const points = score[axis]
    return points ? [{ axis, at, points, source: 'opening' }] : []
  })
}
