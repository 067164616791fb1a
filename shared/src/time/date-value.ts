import { dayNumber } from './calendar-date.ts'
import { dayStart } from './day-start.ts'
import { fromLocal, type LocalDateTime, readDateText } from './local-time.ts'
import { zoneOffsets } from './zone-offsets.ts'

/** What a date attribute or the value of a date rule says (fine print 80, 96): a whole local day, a local time, an instant. */
export type DateValue = DayValue | LocalValue | InstantValue

/** A date without time: the local day from 00:00 to the next 00:00 of the effective zone. */
export type DayValue = { readonly kind: 'day'; readonly year: number; readonly month: number; readonly day: number }
/** A date and time without offset: read on the wall clock of the effective zone. */
export type LocalValue = { readonly kind: 'local' } & LocalDateTime
/** A date and time with offset or `Z`: epoch ms, whatever the zone. */
export type InstantValue = { readonly kind: 'instant'; readonly at: number }

/**
 * Reads an ISO 8601 date, local date-time or date-time with offset, after trim. Undefined = unparsable, also for
 * numbers and booleans and for dates that are not on the calendar (fine print 96).
 */
export function parseDateValue(value: unknown): DateValue | undefined {
  if (typeof value !== 'string') return undefined
  const read = readDateText(value.trim())
  if (!read) return undefined
  if (read.at !== undefined) return { kind: 'instant', at: read.at }
  return read.local ? { kind: 'local', ...read.local } : { kind: 'day', ...read.date }
}

/** The instant at which the value begins: 00:00 of a day, the instant itself otherwise. */
export function dateValueStart(value: DateValue, zone: string): number {
  if (value.kind === 'instant') return value.at
  if (value.kind === 'local') return fromLocal(value, zone)
  return dayStart(dayNumber(value.year, value.month, value.day), zoneOffsets(zone))
}

/** The instant at which the value ends, exclusive for a day (the next 00:00); an instant ends at itself. */
export function dateValueEnd(value: DateValue, zone: string): number {
  if (value.kind !== 'day') return dateValueStart(value, zone)
  return dayStart(dayNumber(value.year, value.month, value.day) + 1, zoneOffsets(zone))
}

/** True for a date without time. */
export function isDay(value: DateValue): value is DayValue {
  return value.kind === 'day'
}

/** Negative, zero or positive as `a` is earlier, the same or later: day against day compares dates (fine print 80). */
export function compareDays(a: DayValue, b: DayValue): number {
  return dayNumber(a.year, a.month, a.day) - dayNumber(b.year, b.month, b.day)
}
