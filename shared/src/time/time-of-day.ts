import { MS_PER_HOUR, MS_PER_MINUTE } from './calendar-date.ts'

/** `HH:MM`, 00:00 to 23:59 (fine print 126). */
export const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** As {@link TIME_OF_DAY}, and `24:00` for the end of the day: allowed as `to` only (fine print 126). */
export const TIME_OF_DAY_OR_MIDNIGHT = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/

/** True for `HH:MM` from 00:00 to 23:59: what `at` and `from` take. */
export function isTimeOfDay(text: string): boolean {
  return TIME_OF_DAY.test(text)
}

/** Milliseconds since local midnight of a valid `HH:MM`. Runs on every window test, hence digit by digit. */
export function timeOfDayMilliseconds(text: string): number {
  const hours = (text.charCodeAt(0) - 48) * 10 + (text.charCodeAt(1) - 48)
  const minutes = (text.charCodeAt(3) - 48) * 10 + (text.charCodeAt(4) - 48)
  return hours * MS_PER_HOUR + minutes * MS_PER_MINUTE
}
