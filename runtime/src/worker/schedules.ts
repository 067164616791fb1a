import { triggerIndex } from '@couveuse/shared/engine/trigger-index'
import { nextOccurrence, type Schedule, scheduleProblem } from '@couveuse/shared/time/schedule'
import { effectiveZone } from '@couveuse/shared/time/zone'
import { z } from 'zod'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { AnnouncementStore } from '../store/announcements.ts'

import type { CatalogCache, LiveCatalog } from './catalog-cache.ts'

export interface SchedulesDeps {
  readonly announcements: AnnouncementStore
  readonly catalogs: CatalogCache
  readonly clock: Clock
  readonly log: Logger
}

const PREFIX = 'schedule:'
/** From an unbroken minute-by-minute schedule to one that slept for two months. */
const MISSED_MOST = 100_000

/** Kept with every schedule that runs: where its counting begins, and the occurrence told last. */
const markSchema = z.object({ startsAt: z.number(), lastAt: z.number() })
type Mark = z.infer<typeof markSchema>

interface Running {
  readonly name: string
  readonly flow: string
  readonly segment: string
  readonly schedule: Schedule
  readonly zone: string
  readonly publishedAt: number
}

/**
 * Tells every contact of the occurrences that have come, each once and in the same transaction as the note that it was
 * told. Of several missed while nothing ran only the last is told: a backlog must not turn into a burst (FLOW-DSL §5).
 * Returns when the next one comes, null where none ever will.
 */
export async function tellOccurrences(deps: SchedulesDeps): Promise<number | null> {
  const { announcements, clock, log } = deps
  const now = clock.now()
  const running = runningSchedules(await deps.catalogs.current(), log)
  const marks = await announcements.marks()
  await forgetOthers(announcements, marks, running)
  let next = Number.POSITIVE_INFINITY
  for (const one of running) {
    const mark = readMark(marks.get(one.name)) ?? { startsAt: one.publishedAt, lastAt: one.publishedAt }
    const context = { zone: one.zone, startsAt: mark.startsAt }
    const { latestAt, missed, nextAt } = occurrencesUntil(one.schedule, mark.lastAt, now, context)
    if (latestAt !== undefined) {
      const told: Mark = { ...mark, lastAt: latestAt }
      const contacts = await announcements.tellEverybody(
        { type: 'schedule', flow: one.flow, segment: one.segment },
        { name: one.name, value: JSON.stringify(told) },
        now,
      )
      log.info({ flow: one.flow, occurredAt: latestAt, contacts }, `The schedule of flow ${one.flow} occurred.`)
      if (missed > 0)
        log.warn(
          { flow: one.flow, missed },
          `${missed} earlier occurrences of the schedule of flow ${one.flow} were missed while nothing ran; the last one was told.`,
        )
    } else if (!marks.has(one.name)) await announcements.keepMarks({ [one.name]: JSON.stringify(mark) })
    next = Math.min(next, nextAt ?? Number.POSITIVE_INFINITY)
  }
  return next === Number.POSITIVE_INFINITY ? null : next
}

function occurrencesUntil(
  schedule: Schedule,
  lastAt: number,
  now: number,
  context: { readonly zone: string; readonly startsAt: number },
): { latestAt: number | undefined; missed: number; nextAt: number | undefined } {
  let latestAt: number | undefined
  let missed = -1
  let nextAt = nextOccurrence(schedule, lastAt, context)
  while (nextAt !== undefined && nextAt <= now && missed < MISSED_MOST) {
    latestAt = nextAt
    missed += 1
    nextAt = nextOccurrence(schedule, nextAt, context)
  }
  if (nextAt !== undefined && nextAt <= now) nextAt = nextOccurrence(schedule, now, context)
  return { latestAt, missed: Math.max(0, missed), nextAt }
}

function runningSchedules({ catalog, publishedAt }: LiveCatalog, log: Logger): Running[] {
  return triggerIndex(catalog).schedules.flatMap(({ flow, trigger }) => {
    const { segment, timezone, cron, rrule } = trigger
    const schedule = cron === undefined ? { rrule: rrule ?? '' } : { cron }
    const problem = scheduleProblem(schedule)
    if (problem !== undefined) {
      log.error({ flow, problem }, `A schedule of flow ${flow} cannot run: ${problem}.`)
      return []
    }
    const zone = effectiveZone(timezone, catalog.current.get(flow)?.compiled.flow.timezone, catalog.settings.timezone)
    // The trigger itself is in the name: publishing it unchanged goes on counting, changing it begins anew.
    const name = `${PREFIX}${flow}:${JSON.stringify([schedule, segment, zone])}`
    return [{ name, flow, segment, schedule, zone, publishedAt: publishedAt.get(flow) ?? 0 }]
  })
}

async function forgetOthers(
  announcements: AnnouncementStore,
  marks: ReadonlyMap<string, string>,
  running: readonly Running[],
): Promise<void> {
  const names = new Set(running.map(({ name }) => name))
  const gone = [...marks.keys()].filter((name) => name.startsWith(PREFIX) && !names.has(name))
  if (gone.length > 0) await announcements.keepMarks(Object.fromEntries(gone.map((name) => [name, null])))
}

function readMark(text: string | undefined): Mark | undefined {
  if (text === undefined) return undefined
  const read = markSchema.safeParse(JSON.parse(text))
  return read.success ? read.data : undefined
}
