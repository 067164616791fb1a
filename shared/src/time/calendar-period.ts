import { dateOfDay, dayNumber, dayOfWall, weekdayIndex } from './calendar-date.ts'
import { dayStart, dayStartAfter } from './day-start.ts'
import { wallAt, zoneOffsets } from './zone-offsets.ts'

/** A calendar period of a pressure cap (FLOW-DSL §6). */
export type CalendarPeriod = 'day' | 'week' | 'month'

/** The first instant of the local day, week (from Monday 00:00, fine print 133) or month in which the instant lies. */
export function periodStart(at: number, period: CalendarPeriod, zone: string): number {
  const offsets = zoneOffsets(zone)
  return dayStart(FIRST_DAY[period](dayOfWall(wallAt(offsets, at))), offsets)
}

/** The first instant of the next period, always after `at`: where a calendar cap frees itself. */
export function nextPeriodStart(at: number, period: CalendarPeriod, zone: string): number {
  const offsets = zoneOffsets(zone)
  return dayStartAfter(NEXT_FIRST_DAY[period](dayOfWall(wallAt(offsets, at))), at, offsets)
}

const FIRST_DAY: Record<CalendarPeriod, (day: number) => number> = {
  day: (day) => day,
  week: (day) => day - weekdayIndex(day),
  month: (day) => day - dateOfDay(day).day + 1,
}

const NEXT_FIRST_DAY: Record<CalendarPeriod, (day: number) => number> = {
  day: (day) => day + 1,
  week: (day) => day - weekdayIndex(day) + 7,
  month: (day) => {
    const { year, month } = dateOfDay(day)
    return month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)
  },
}
