import { parseDuration } from '../../time/duration.ts'

const MS_PER_MINUTE = 60_000
const MS_PER_HOUR = 3_600_000

export const DURATION_UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const
export type DurationUnit = (typeof DURATION_UNITS)[number]

/** The amounts of a duration that are not zero, largest unit first; undefined where the text is none. */
export function durationAmounts(text: string): readonly (readonly [DurationUnit, number])[] | undefined {
  const read = parseDuration(text)
  if (!read) return undefined
  const { milliseconds } = read
  const amounts: Readonly<Record<DurationUnit, number>> = {
    years: read.years,
    months: read.months,
    weeks: read.weeks,
    days: read.days,
    hours: Math.floor(milliseconds / MS_PER_HOUR),
    minutes: Math.floor((milliseconds % MS_PER_HOUR) / MS_PER_MINUTE),
    seconds: (milliseconds % MS_PER_MINUTE) / 1000,
  }
  return DURATION_UNITS.flatMap((unit) => (amounts[unit] === 0 ? [] : [[unit, amounts[unit]] as const]))
}
