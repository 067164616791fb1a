import { startOfNextDay, toLocal, weekdayOf, withTimeOfDay } from '@couveuse/shared/time/local-time'

/** When a replay begins unless told otherwise: nine o'clock on the coming weekday, so that all history lies before it. */
export function usualStart(now: number, zone: string): number {
  let at = withTimeOfDay(now, '09:00', zone)
  while (at <= now || isWeekend(at, zone)) at = withTimeOfDay(startOfNextDay(at, zone), '09:00', zone)
  return at
}

function isWeekend(at: number, zone: string): boolean {
  const day = weekdayOf(toLocal(at, zone))
  return day === 'sat' || day === 'sun'
}
