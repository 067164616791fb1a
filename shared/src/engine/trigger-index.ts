import { dependsOnDecay } from '../conditions/flip.ts'
import { mentionedEvents } from '../conditions/mentions.ts'
import type { Condition } from '../conditions/schema.ts'
import type { Trigger } from '../flow/triggers.ts'
import type { Catalog } from './catalog.ts'

type On<K extends Trigger['on']> = Extract<Trigger, { on: K }>
interface Entry<K extends Trigger['on']> {
  readonly flow: string
  readonly index: number
  readonly trigger: On<K>
}

/** The triggers of all current flows by what sets them off, and the conditions that time alone can turn. */
export interface TriggerIndex {
  readonly byEvent: ReadonlyMap<string, readonly Entry<'event'>[]>
  readonly segments: readonly Entry<'segment'>[]
  readonly scores: readonly Entry<'score'>[]
  readonly stages: readonly Entry<'stage'>[]
  readonly returned: readonly Entry<'returned'>[]
  readonly dates: readonly Entry<'date'>[]
  readonly schedules: readonly Entry<'schedule'>[]
  /** keys of segments whose membership some trigger watches */
  readonly watchedSegments: readonly string[]
  /** watched segments and scoring stages: verdicts that may change by time alone (fine print 154, 182) */
  readonly watchedConditions: readonly Condition[]
  /** crossings and verdicts that only the daily sweep can notice (fine print 63) */
  readonly needsSweep: boolean
}

const indexes = new WeakMap<Catalog, TriggerIndex>()

/** Built once per catalog. */
export function triggerIndex(catalog: Catalog): TriggerIndex {
  let index = indexes.get(catalog)
  if (!index) {
    index = buildIndex(catalog)
    indexes.set(catalog, index)
  }
  return index
}

function buildIndex(catalog: Catalog): TriggerIndex {
  const all = [...catalog.current].flatMap(([flow, { compiled }]) =>
    compiled.flow.entry.map((trigger, index) => ({ flow, index, trigger })),
  )
  const of = <K extends Trigger['on']>(on: K): Entry<K>[] =>
    all.filter((entry): entry is Entry<K> => entry.trigger.on === on)
  const byEvent = Map.groupBy(of('event'), (entry) => entry.trigger.event)
  const watchedSegments = [...new Set(of('segment').map((entry) => entry.trigger.segment))]
  const { segments, scoring } = catalog.settings
  const segmentOf = (key: string): Condition | undefined => (Object.hasOwn(segments, key) ? segments[key] : undefined)
  const watchedConditions = [
    ...watchedSegments.flatMap((key) => segmentOf(key) ?? []),
    ...Object.values(scoring.stages),
  ]
  return {
    byEvent,
    segments: of('segment'),
    scores: of('score'),
    stages: of('stage'),
    returned: of('returned'),
    dates: of('date'),
    schedules: of('schedule'),
    watchedSegments,
    watchedConditions,
    needsSweep: of('score').length > 0 || watchedConditions.some((condition) => dependsOnDecay(condition, segmentOf)),
  }
}

/** Names of all events any flow, segment or scoring rule reads, so that a loader can leave the others in the store. */
export function watchedEvents(
  catalog: Catalog,
  published: Iterable<{ readonly compiled: { readonly watchedEvents: ReadonlySet<string> } }>,
): ReadonlySet<string> {
  const { settings } = catalog
  const names = new Set<string>()
  for (const { compiled } of published) for (const name of compiled.watchedEvents) names.add(name)
  for (const rule of settings.scoring.engagement) names.add(rule.event)
  const conditions = [
    ...Object.values(settings.segments),
    ...settings.scoring.fit.map(({ when }) => when),
    ...Object.values(settings.scoring.stages),
  ]
  for (const condition of conditions) for (const name of mentionedEvents(condition)) names.add(name)
  if (settings.pressure.length > 0) names.add('email_sent').add('sms_sent')
  return names
}
