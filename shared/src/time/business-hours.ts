import { z } from 'zod'
import { dayOfWall, MS_PER_DAY } from './calendar-date.ts'
import { dayStart } from './day-start.ts'
import { addDuration, duration } from './duration.ts'
import { firstInside, firstOutside, type OpeningHours, openingDay, openingHours, opensOn } from './opening-hours.ts'
import { closingTimeSchema, openingTimeSchema, sameTimes, weekdaysSchema } from './window.ts'
import { instantOfWall, wallAt, type ZoneOffsets, zoneOffsets } from './zone-offsets.ts'

/** When a team works, in the zone of the workspace (fine print 105). `from` later than `to` is a night shift. */
export const businessHoursSchema = z
  .strictObject({ days: weekdaysSchema, from: openingTimeSchema, to: closingTimeSchema })
  .check(({ value, issues }) => {
    if (value.from === value.to)
      issues.push({ code: 'custom', input: value, path: ['to'], message: sameTimes(value.from) })
  })

export type BusinessHours = z.output<typeof businessHoursSchema>

/**
 * The instant after a duration of business time (fine print 105). The clock starts at `at`, or at the next opening where
 * it is closed. Years, months and weeks are calendar, then the next opening where that is closed; a day is the same
 * clock time on the next business day; hours, minutes and seconds count while it is open, and what is used up exactly
 * at closing is due at closing. Larger units first. Throws on a negative duration, which `check` refuses.
 */
export function addBusinessTime(at: number, durationText: string, hours: BusinessHours, zone: string): number {
  const amount = duration(durationText)
  if (amount.sign === -1) throw new Error(`business time cannot run backwards: "${durationText}"`)
  const offsets = zoneOffsets(zone)
  const open = openingHours(hours.days, hours.from, hours.to)
  const started = firstInside(open, at, offsets)
  const calendar = { ...amount, days: 0, milliseconds: 0 }
  const onCalendar = firstInside(open, addDuration(started, calendar, zone), offsets)
  return spend(amount.milliseconds, businessDaysLater(onCalendar, amount.days, open, offsets), open, offsets)
}

function businessDaysLater(at: number, days: number, open: OpeningHours, zone: ZoneOffsets): number {
  if (days === 0) return at
  const wall = wallAt(zone, at)
  const from = openingDay(open, wall)
  let day = from
  for (let left = days; left > 0; left -= 1) {
    do day += 1
    while (!opensOn(open, day) || !exists(day, zone))
  }
  // A clock time that a gap moved out of the hours waits for the next opening.
  return firstInside(open, instantOfWall(zone, wall + (day - from) * MS_PER_DAY), zone)
}

/** False for a day the zone skipped, such as 30 December 2011 in Samoa. */
function exists(day: number, zone: ZoneOffsets): boolean {
  return dayOfWall(wallAt(zone, dayStart(day, zone))) === day
}

function spend(milliseconds: number, at: number, open: OpeningHours, zone: ZoneOffsets): number {
  let left = milliseconds
  let opening = at
  for (;;) {
    const closing = firstOutside(open, opening, zone)
    if (left <= closing - opening) return opening + left
    left -= closing - opening
    opening = firstInside(open, closing, zone)
  }
}
