import { z } from 'zod'
import { WEEKDAYS } from './calendar-date.ts'
import { firstInside, isInside, type OpeningHours, openingHours } from './opening-hours.ts'
import { TIME_OF_DAY, TIME_OF_DAY_OR_MIDNIGHT } from './time-of-day.ts'
import { isZone } from './zone.ts'
import { wallAt, zoneOffsets } from './zone-offsets.ts'

/** The days of a window or of business hours; naming a day twice does no harm (fine print 127). */
export const weekdaysSchema = z
  .array(z.enum(WEEKDAYS, { error: `a day is one of ${WEEKDAYS.join(', ')}` }))
  .min(1, { error: 'no day is chosen, so it would never open: choose a day, or leave days out to mean every day' })

/** An opening time: `HH:MM`, 00:00 to 23:59 (fine print 126). */
export const openingTimeSchema = z
  .string()
  .regex(TIME_OF_DAY, { error: 'an opening time is written HH:MM, from 00:00 to 23:59' })

/** A closing time: as an opening time, and `24:00` for the end of the day (fine print 126). */
export const closingTimeSchema = z
  .string()
  .regex(TIME_OF_DAY_OR_MIDNIGHT, { error: 'a closing time is written HH:MM, from 00:00 to 23:59, or 24:00' })

const windowZoneSchema = z.string().refine((zone) => zone === 'flow' || isZone(zone), {
  error: 'not an IANA time zone name such as Europe/Paris, nor "flow" (offsets such as +02:00 are not zone names)',
})

/**
 * When something may happen (FLOW-DSL §5): on these days, from this time until that one, exclusive. `from` later than
 * `to` spans midnight and belongs to the day it opens; days without times are whole local days. Without either it is always open.
 */
export const windowSchema = z
  .strictObject({
    days: weekdaysSchema.optional(),
    from: openingTimeSchema.optional(),
    to: closingTimeSchema.optional(),
    zone: windowZoneSchema.optional(),
  })
  .check(({ value, issues }) => {
    const refuse = (path: string[], message: string) => issues.push({ code: 'custom', input: value, path, message })
    const { from, to } = value
    if (from !== undefined && to === undefined) refuse(['to'], `opens at ${from} but never closes: add a closing time`)
    if (from === undefined && to !== undefined) refuse(['from'], `closes at ${to} but never opens: add an opening time`)
    if (from !== undefined && from === to) refuse(['to'], sameTimes(from))
  })

/** A window as §5 writes it. Its `zone` is for the caller, who passes the zone that results. */
export type Window = z.output<typeof windowSchema>

/** The message for `from` = `to`, which could mean never as well as always. */
export function sameTimes(time: string): string {
  return `opens and closes at ${time}: choose two different times (00:00 to 24:00 for the whole day)`
}

/** Hours of the day in which marketing rests (FLOW-DSL §6): half-open, over midnight where `from` is later (fine print 135). */
export const quietHoursSchema = z
  .strictObject({ from: openingTimeSchema, to: closingTimeSchema })
  .check(({ value, issues }) => {
    const refuse = (message: string) => issues.push({ code: 'custom', input: value, path: ['to'], message })
    if (value.from === value.to) refuse(sameTimes(value.from))
    if (value.from === '00:00' && value.to === '24:00') refuse('quiet all day long: nothing could ever be sent')
  })

export type QuietHours = z.output<typeof quietHoursSchema>

/** True if the wall clock of the zone is inside the window at the instant (fine print 125). */
export function isOpen(at: number, window: Window, zone: string): boolean {
  return isInside(hoursOf(window), wallAt(zoneOffsets(zone), at))
}

/** The first instant at or after `at` whose wall clock is inside: `at` itself where it is open already (fine print 125). */
export function nextOpening(at: number, window: Window, zone: string): number {
  return firstInside(hoursOf(window), at, zoneOffsets(zone))
}

/** Worked out once per window: windows are never changed in place. */
const hoursOfWindow = new WeakMap<Window, OpeningHours>()

function hoursOf(window: Window): OpeningHours {
  let hours = hoursOfWindow.get(window)
  if (!hours) {
    hours = openingHours(window.days, window.from, window.to)
    hoursOfWindow.set(window, hours)
  }
  return hours
}

const hoursAfterQuiet = new WeakMap<QuietHours, OpeningHours>()

/** The first instant at or after `at` outside the quiet hours: `at` itself where it is not quiet. */
export function quietHoursEnd(at: number, quiet: QuietHours, zone: string): number {
  let others = hoursAfterQuiet.get(quiet)
  if (!others) {
    // The other hours of the day open when quiet ends; 24:00 is where a day begins.
    others = openingHours(undefined, quiet.to === '24:00' ? '00:00' : quiet.to, quiet.from)
    hoursAfterQuiet.set(quiet, others)
  }
  return firstInside(others, at, zoneOffsets(zone))
}
