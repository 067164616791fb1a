import { MS_PER_DAY } from '@couveuse/shared/time/calendar-date'
import { addDuration } from '@couveuse/shared/time/duration'
import { wallAt, zoneOffsets } from '@couveuse/shared/time/zone-offsets'

/**
 * An instant as a scenario writes it: `+` and a duration from the start, whole days by the calendar of the zone and the
 * rest exact (`+P7DT1S`). Reading it back gives the same instant. `at` is never before the start.
 */
export function relativeTo(startAt: number, at: number, zone: string): string {
  const offsets = zoneOffsets(zone)
  const plusDays = (days: number): number =>
    addDuration(startAt, { sign: 1, years: 0, months: 0, weeks: 0, days, milliseconds: 0 }, zone)
  let days = Math.max(0, Math.floor((wallAt(offsets, at) - wallAt(offsets, startAt)) / MS_PER_DAY))
  // Where clocks are turned, the day that the wall has passed may still lie ahead.
  while (days > 0 && plusDays(days) > at) days--
  const date = days === 0 ? '' : `${days}D`
  const time = timeText(at - plusDays(days))
  return `+P${date}${time === '' && date !== '' ? '' : `T${time || '0S'}`}`
}

function timeText(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000)
  const minutes = Math.floor((milliseconds % 3_600_000) / 60_000)
  const seconds = (milliseconds % 60_000) / 1000
  return `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`
}
