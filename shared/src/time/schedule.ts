import { nextCronWall, parseCron } from './cron.ts'
import { parseRecurrenceRule } from './recurrence-rule.ts'
import { instantOfWall, segmentAt, wallAt, type ZoneOffsets, zoneOffsets } from './zone-offsets.ts'

/** When a schedule trigger fires (FLOW-DSL §2, fine print 65): a cron of five fields or a recurrence rule, exactly one. */
export type Schedule = { readonly cron?: string | undefined; readonly rrule?: string | undefined }

/** Where a schedule runs. `startsAt`: publication, or the start of a replay; nothing occurs before or at it. */
export type ScheduleContext = { readonly zone: string; readonly startsAt: number }

const SOME_NEW_YEAR = 1_704_067_200_000 // 2024-01-01T00:00:00Z: a leap year, and a day of month that every month has

/** Why a schedule is refused, in a sentence, or undefined where it is fine. */
export function scheduleProblem(schedule: Schedule): string | undefined {
  const { cron, rrule } = schedule
  if ((cron === undefined) === (rrule === undefined)) return 'a schedule is either a cron or an rrule: give exactly one'
  if (cron !== undefined) {
    const read = parseCron(cron)
    return typeof read === 'string' ? read : undefined
  }
  const rule = parseRecurrenceRule(rrule ?? '', 'UTC', SOME_NEW_YEAR)
  if (typeof rule === 'string') return rule
  const first = rule.nextWall(rule.startWall - 1)
  const comes = first !== undefined && instantOfWall(zoneOffsets(rule.zone), first) <= rule.untilAt
  return comes ? undefined : `"${rrule}" never comes`
}

/**
 * The first instant strictly after `afterAt` (and after `startsAt`) at which the schedule occurs; undefined where it is
 * over. Times are local to the zone: one that does not exist moves forward by the gap, one that exists twice occurs
 * once, at the earlier (FLOW-DSL §5). Throws on a schedule that {@link scheduleProblem} refuses.
 */
export function nextOccurrence(schedule: Schedule, afterAt: number, context: ScheduleContext): number | undefined {
  const after = Math.max(afterAt, context.startsAt)
  if (schedule.cron !== undefined) {
    const cron = parseCron(schedule.cron)
    if (typeof cron === 'string') throw new Error(`${cron} - validate schedules with scheduleProblem first`)
    return firstAfter(after, zoneOffsets(context.zone), (wall) => nextCronWall(cron, wall))
  }
  const rule = parseRecurrenceRule(schedule.rrule ?? '', context.zone, context.startsAt)
  if (typeof rule === 'string') throw new Error(`${rule} - validate schedules with scheduleProblem first`)
  const next = firstAfter(after, zoneOffsets(rule.zone), rule.nextWall)
  return next !== undefined && next <= rule.untilAt ? next : undefined
}

const LOOK_BACK_MS = 26 * 3_600_000 // longer than any gap

/**
 * The earliest instant after `afterAt` of a series of walls. Around a gap the order of walls is not that of instants
 * (02:30, moved to 03:30, comes after 03:00), so the search begins at the wall clock from before a recent transition
 * and goes on until no later wall can come earlier.
 */
function firstAfter(
  afterAt: number,
  zone: ZoneOffsets,
  nextWall: (wall: number) => number | undefined,
): number | undefined {
  const before = segmentAt(zone, afterAt - LOOK_BACK_MS).offset
  const now = segmentAt(zone, afterAt).offset
  let best: number | undefined
  let wall = nextWall(afterAt + Math.min(before, now))
  while (wall !== undefined) {
    const at = instantOfWall(zone, wall)
    if (at > afterAt && (best === undefined || at < best)) best = at
    if (best !== undefined && wall >= wallAt(zone, best)) return best
    wall = nextWall(wall)
  }
  return best
}
