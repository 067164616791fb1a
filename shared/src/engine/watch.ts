import { holds } from '../conditions/evaluate.ts'
import { nextFlip } from '../conditions/flip.ts'
import { inactivityRows } from '../scoring/apply.ts'
import { dueStage } from '../scoring/stages.ts'
import { dateValueStart, parseDateValue } from '../time/date-value.ts'
import { addDuration, parseDuration } from '../time/duration.ts'
import { formatInstant, startOfNextDay, withTimeOfDay } from '../time/local-time.ts'
import { effectiveZone } from '../time/zone.ts'
import { needsSweep } from './decay.ts'
import { triggerIndex } from './trigger-index.ts'
import type { TurnDraft } from './turn-draft.ts'

/**
 * Writes the inactivity rows due by `until` (fine print 142): at the beginning of a turn those of the past, and after its
 * facts those of the very instant, because an event of that instant is activity and comes first (FLOW-DSL §5).
 */
export function noticeInactivity(draft: TurnDraft, until: number): void {
  const { scoring } = draft.catalog.settings
  if (!scoring.inactivity) return
  draft.addRows(inactivityRows(scoring, draft.ledger, draft.watch.lastActivityAt, until, draft.zone()))
}

/**
 * Compares the contact with what was last noticed and queues what is new: stages reached by condition, score crossings,
 * segments entered and left. Called after every fact, and first thing in a turn for what time alone has changed.
 */
export function noticeChanges(draft: TurnDraft): void {
  noticeStage(draft)
  noticeWatched(draft)
}

/** What triggers watch: crossings of scores, and segments entered and left. */
export function noticeWatched(draft: TurnDraft): void {
  const index = triggerIndex(draft.catalog)
  const score = draft.score()
  const before = draft.watch.score
  if (score.fit !== before.fit || score.engagement !== before.engagement) {
    const total = before.fit + before.engagement
    if (score.fit !== before.fit)
      draft.reactions.push({ type: 'score', of: 'fit', before: before.fit, after: score.fit })
    if (score.engagement !== before.engagement)
      draft.reactions.push({ type: 'score', of: 'engagement', before: before.engagement, after: score.engagement })
    if (score.total !== total) draft.reactions.push({ type: 'score', of: 'total', before: total, after: score.total })
    draft.watch = { ...draft.watch, score: { fit: score.fit, engagement: score.engagement } }
  }
  for (const segment of index.watchedSegments) {
    const condition = draft.catalog.settings.segments[segment]
    const isMember = condition !== undefined && holds(condition, draft.subject())
    const was = draft.watch.segments[segment]
    if (was === isMember) continue
    draft.watch = { ...draft.watch, segments: { ...draft.watch.segments, [segment]: isMember } }
    // Seen for the first time: a baseline, not a change (fine print 62, 167).
    if (was !== undefined) draft.reactions.push({ type: 'segment', segment, change: isMember ? 'entered' : 'left' })
  }
}

/** Takes the present score and memberships as known, without telling anybody (fine print 62, 167). */
export function takeBaseline(draft: TurnDraft): void {
  const { fit, engagement } = draft.score()
  const { segments } = draft.catalog.settings
  const isMember = (key: string): boolean => {
    const condition = segments[key]
    return condition !== undefined && holds(condition, draft.subject())
  }
  const memberships = Object.fromEntries(triggerIndex(draft.catalog).watchedSegments.map((key) => [key, isMember(key)]))
  draft.watch = { ...draft.watch, score: { fit, engagement }, segments: memberships }
}

/** Stages with a condition (fine print 143). A stage reached may be the condition of the next, hence the loop. */
function noticeStage(draft: TurnDraft): void {
  const { scoring } = draft.catalog.settings
  for (let guard = 0; guard < 9; guard++) {
    const stage = dueStage(scoring, draft.subject())
    if (stage === undefined || !draft.change({ stage })) return
    draft.reactions.push({ type: 'stage', becomes: stage }, { type: 'change' })
  }
}

/** Date triggers that have come due, once per attribute value (fine print 64). */
export function noticeDates(draft: TurnDraft): void {
  for (const { key, flow, value, firesAt } of dateTriggers(draft)) {
    const known = draft.watch.dates[key]
    if (value === undefined || firesAt === undefined) {
      if (known) {
        const { [key]: _, ...dates } = draft.watch.dates
        draft.watch = { ...draft.watch, dates }
      }
      continue
    }
    const isNew = known?.value !== value
    const since = isNew ? draft.now : known.since
    const wasDone = isNew ? false : known.isDone
    const isDue = !wasDone && firesAt >= since && firesAt <= draft.now
    const isDone = wasDone || isDue || firesAt < since
    if (isDue) draft.reactions.push({ type: 'enroll', flow, trigger: 'date' })
    if (isNew || isDone !== wasDone) {
      draft.watch = { ...draft.watch, dates: { ...draft.watch.dates, [key]: { value, since, isDone } } }
    }
  }
}

interface DateTrigger {
  readonly key: string
  readonly flow: string
  readonly value: string | undefined
  readonly firesAt: number | undefined
}

function dateTriggers(draft: TurnDraft): DateTrigger[] {
  return triggerIndex(draft.catalog).dates.map(({ flow, index, trigger }) => {
    const zone = draft.zone(draft.catalog.current.get(flow)?.compiled.flow.timezone)
    const raw = readAttribute(draft, trigger.attribute)
    const parsed = parseDateValue(raw)
    let firesAt: number | undefined
    if (parsed) {
      firesAt = dateValueStart(parsed, zone)
      const offset = trigger.offset === undefined ? undefined : parseDuration(trigger.offset)
      if (offset) firesAt = addDuration(firesAt, offset, zone)
      if (trigger.at !== undefined) firesAt = withTimeOfDay(firesAt, trigger.at, zone)
    }
    return { key: `${flow}#${index}`, flow, value: parsed ? String(raw) : undefined, firesAt }
  })
}

function readAttribute(draft: TurnDraft, attribute: string): unknown {
  const [prefix, ...rest] = attribute.split('.')
  const name = rest.join('.')
  if (prefix === 'account') return draft.contact.account[name]
  if (name === 'createdAt') return formatInstant(draft.contact.createdAt)
  return draft.contact.fields[name]
}

/**
 * The earliest instant after now at which time alone may concern this contact beside its waiting steps: cooldowns, dates,
 * verdicts whose spans end, and the daily sweep where scores decay (fine print 63, 64, 108, 154). Infinity = never.
 */
export function nextCheckAt(draft: TurnDraft): number {
  const index = triggerIndex(draft.catalog)
  let next = Number.POSITIVE_INFINITY
  for (const { at } of draft.watch.pending) next = Math.min(next, at)
  if (index.dates.length > 0) {
    for (const { key, firesAt } of dateTriggers(draft)) {
      if (firesAt !== undefined && firesAt > draft.now && !draft.watch.dates[key]?.isDone)
        next = Math.min(next, firesAt)
    }
  }
  for (const condition of index.watchedConditions) next = Math.min(next, nextFlip(condition, draft.subject()) ?? next)
  if (needsSweep(draft, index)) {
    next = Math.min(next, startOfNextDay(draft.now, effectiveZone(draft.catalog.settings.timezone)))
  }
  return next
}
