/** Units of an ISO 8601 duration, largest first. Y to D move the calendar, H to S are exact (FLOW-DSL §5). */
export const durationUnits = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const
export type DurationUnit = (typeof durationUnits)[number]

export interface DurationPart {
  readonly unit: DurationUnit
  readonly amount: number
}

export interface ReadDuration {
  readonly negative: boolean
  /** The parts that are written, largest first; a written zero is a part. */
  readonly parts: readonly DurationPart[]
}

const number = String.raw`(\d+(?:[.,]\d+)?)`
const shape = new RegExp(
  String.raw`^([+-])?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:${number}H)?(?:${number}M)?(?:${number}S)?)?$`,
)

/**
 * Reads the text of a duration, unit by unit, for showing and editing it; undefined where the text is none.
 * Whether a flow may use it (sign, limit) is for shared/time/duration to say. Fractions stand only in the smallest time unit (fine print 124).
 */
export function readDuration(text: string): ReadDuration | undefined {
  const match = shape.exec(text)
  if (!match || text.endsWith('T')) return undefined
  const parts = durationUnits.flatMap((unit, index): DurationPart[] => {
    const amount = match[index + 2]
    return amount === undefined ? [] : [{ unit, amount: Number(amount.replace(',', '.')) }]
  })
  if (parts.length === 0) return undefined
  if (parts.slice(0, -1).some((part) => !Number.isInteger(part.amount))) return undefined
  return { negative: match[1] === '-', parts }
}

const letters: Record<DurationUnit, string> = {
  years: 'Y',
  months: 'M',
  weeks: 'W',
  days: 'D',
  hours: 'H',
  minutes: 'M',
  seconds: 'S',
}

/** True for the units that are elapsed time rather than calendar: they alone may carry a fraction. */
export function isExactUnit(unit: DurationUnit): boolean {
  return unit === 'hours' || unit === 'minutes' || unit === 'seconds'
}

/** Writes one amount of one unit as ISO 8601 text: `writeDuration(3, 'days')` is `P3D`, a negative amount `-P3D`. */
export function writeDuration(amount: number, unit: DurationUnit): string {
  const sign = amount < 0 ? '-' : ''
  return `${sign}P${isExactUnit(unit) ? 'T' : ''}${Math.abs(amount)}${letters[unit]}`
}
