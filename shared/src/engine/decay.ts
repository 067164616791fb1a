import { holds } from '../conditions/evaluate.ts'
import type { Condition, Rule } from '../conditions/schema.ts'
import { isGroup } from '../conditions/schema.ts'
import type { Stage } from '../contract/words.ts'
import { STAGES, stageRank } from '../contract/words.ts'
import type { Catalog } from './catalog.ts'
import type { TriggerIndex } from './trigger-index.ts'
import type { TurnDraft } from './turn-draft.ts'

/**
 * Which contacts the daily sweep must look at (fine print 63, 154, 182). Scores mostly only fall by time alone, so most
 * verdicts that are false now stay false however long nobody looks: those contacts are left in peace.
 */
export function needsSweep(draft: TurnDraft, index: TriggerIndex): boolean {
  if (!index.needsSweep) return false
  const moves = scoreMoves(draft)
  if (!moves.rises && !moves.falls) return false
  const score = draft.score()
  for (const { trigger } of index.scores) {
    const value = score[trigger.of]
    if (trigger.direction === 'down' ? moves.falls && value >= trigger.crosses : moves.rises && value < trigger.crosses)
      return true
  }
  const { segments, scoring } = draft.catalog.settings
  const segmentOf = (key: string): Condition | undefined => (Object.hasOwn(segments, key) ? segments[key] : undefined)
  for (const key of index.watchedSegments) {
    const condition = segmentOf(key)
    if (condition && mayTurn(draft, condition, moves, segmentOf)) return true
  }
  return Object.entries(scoring.stages).some(
    ([stage, condition]) => isAhead(draft, stage) && mayBecomeTrue(draft, condition, moves, segmentOf),
  )
}

interface Moves {
  readonly rises: boolean
  readonly falls: boolean
}
type SegmentOf = (key: string) => Condition | undefined

/** Can time alone lift the score, or let it sink? */
function scoreMoves(draft: TurnDraft): Moves {
  const { scoring } = draft.catalog.settings
  let rises = fitReadsTime(draft.catalog)
  let falls = rises
  for (const { points, halfLife, expires } of draft.ledger) {
    if (halfLife === undefined && expires === undefined) continue
    if (points < 0) rises = true
    if (points > 0) falls = true
  }
  const { inactivity } = scoring
  if (inactivity && inactivity.points > 0) rises = true
  if (inactivity && inactivity.points < 0 && draft.score().engagement > inactivity.floor) falls = true
  return { rises, falls }
}

function isAhead(draft: TurnDraft, stage: string): boolean {
  const named = STAGES.find((known): known is Stage => known === stage)
  return named !== undefined && stageRank(named) > stageRank(draft.contact.stage)
}

function mayTurn(draft: TurnDraft, condition: Condition, moves: Moves, segmentOf: SegmentOf): boolean {
  const trend = knownTrend(draft.catalog, condition, segmentOf)
  if (trend === 'none') return false
  if (trend === 'both') return true
  const isTrue = holds(condition, draft.subject())
  return (trend === 'up') === isTrue ? moves.falls : moves.rises
}

function mayBecomeTrue(draft: TurnDraft, condition: Condition, moves: Moves, segmentOf: SegmentOf): boolean {
  const trend = knownTrend(draft.catalog, condition, segmentOf)
  if (trend === 'none') return false
  if (trend !== 'both' && !(trend === 'up' ? moves.rises : moves.falls)) return false
  return !holds(condition, draft.subject())
}

/** `up`: true more easily with a higher score; `down`: with a lower one; `none`: does not read the score. */
type Trend = 'up' | 'down' | 'both' | 'none'

const trends = new WeakMap<Catalog, Map<Condition, Trend>>()

/** Worked out once per catalog: it depends on nobody. */
function knownTrend(catalog: Catalog, condition: Condition, segmentOf: SegmentOf): Trend {
  const known = trends.get(catalog) ?? new Map<Condition, Trend>()
  trends.set(catalog, known)
  const trend = known.get(condition) ?? trendOf(condition, segmentOf)
  known.set(condition, trend)
  return trend
}

function trendOf(condition: Condition, segmentOf: SegmentOf, seen: ReadonlySet<string> = new Set()): Trend {
  const found = new Set(
    condition.rules.map((rule) =>
      isGroup(rule) ? trendOf(rule, segmentOf, seen) : trendOfRule(rule, segmentOf, seen),
    ),
  )
  found.delete('none')
  const [only = 'none'] = found
  const trend = found.size > 1 ? 'both' : only
  return condition.not ? opposite(trend) : trend
}

function trendOfRule({ field, operator, value }: Rule, segmentOf: SegmentOf, seen: ReadonlySet<string>): Trend {
  if (field.startsWith('segment.')) {
    const key = field.slice('segment.'.length)
    const segment = segmentOf(key)
    if (!segment || seen.has(key)) return 'none'
    const trend = trendOf(segment, segmentOf, new Set([...seen, key]))
    return (operator === '=') === (value === true) ? trend : opposite(trend)
  }
  if (!field.startsWith('score.')) return 'none'
  if (operator === '>' || operator === '>=') return 'up'
  return operator === '<' || operator === '<=' ? 'down' : 'both'
}

function opposite(trend: Trend): Trend {
  if (trend === 'up') return 'down'
  return trend === 'down' ? 'up' : trend
}

const TIME_OPERATORS = new Set(['before', 'after', 'withinLast', 'withinNext', 'olderThan'])
const fitTimes = new WeakMap<Catalog, boolean>()

/** Fit rules that read events or dates may turn by time alone, and the score with them. */
function fitReadsTime(catalog: Catalog): boolean {
  let reads = fitTimes.get(catalog)
  if (reads === undefined) {
    const { segments, scoring } = catalog.settings
    reads = scoring.fit.some(({ when }) =>
      readsTime(when, (key) => (Object.hasOwn(segments, key) ? segments[key] : undefined)),
    )
    fitTimes.set(catalog, reads)
  }
  return reads
}

function readsTime(condition: Condition, segmentOf: SegmentOf, depth = 0): boolean {
  return condition.rules.some((rule) => {
    if (isGroup(rule)) return readsTime(rule, segmentOf, depth)
    if (rule.field.startsWith('event.') || TIME_OPERATORS.has(rule.operator)) return true
    const segment = rule.field.startsWith('segment.') ? segmentOf(rule.field.slice('segment.'.length)) : undefined
    return segment !== undefined && (depth > 8 || readsTime(segment, segmentOf, depth + 1))
  })
}
