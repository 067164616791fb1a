import {
  compareDays,
  type DateValue,
  dateValueEnd,
  dateValueStart,
  isDay,
  parseDateValue,
} from '../../time/date-value.ts'
import { addDuration, negate } from '../../time/duration.ts'
import { remember } from '../../time/remember.ts'
import { endOfSpan, isSpanOver, type RollingSpan, readRollingSpan } from '../rolling-span.ts'
import type { PositiveOperator } from './names.ts'
import { readList, readPair } from './value.ts'

export interface DateTest {
  holds(seen: DateValue, now: number, zone: string): boolean
  /** the next instants at which the verdict changes by time alone; absent where it never does */
  changes?(seen: DateValue, zone: string): readonly number[]
}

const parseText = remember<DateValue | null>(10_000, (text) => parseDateValue(text) ?? null)

/** ISO 8601 text that names a real date, undefined for all else (fine print 96). */
export function readDate(value: unknown): DateValue | undefined {
  return typeof value === 'string' ? (parseText(value) ?? undefined) : undefined
}

/**
 * Negative when `a` lies entirely before `b`, positive when entirely after, 0 when one lies in the other: a day is the
 * interval from 00:00 to the next 00:00, day against day compares dates (fine print 80).
 */
export function compareDates(a: DateValue, b: DateValue, zone: string): number {
  if (isDay(a) && isDay(b)) return compareDays(a, b)
  if (endOf(a, zone) <= dateValueStart(b, zone)) return -1
  return dateValueStart(a, zone) >= endOf(b, zone) ? 1 : 0
}

/** Exclusive; an instant is a stretch of one millisecond here, so that points and days meet one rule. */
function endOf(value: DateValue, zone: string): number {
  return isDay(value) ? dateValueEnd(value, zone) : dateValueStart(value, zone) + 1
}

type Prepare = (value: unknown) => DateTest | undefined

function compared(judge: (order: number) => boolean): Prepare {
  return (value) => {
    const wanted = readDate(value)
    return wanted && { holds: (seen, _now, zone) => judge(compareDates(seen, wanted, zone)) }
  }
}

function spanned(prepare: (span: RollingSpan) => DateTest): Prepare {
  return (value) => {
    const span = readRollingSpan(value)
    return span && prepare(span)
  }
}

const isEarlier = compared((order) => order < 0)
const isLater = compared((order) => order > 0)

/** Operators on dates (fine print 71, 80, 81, 171, 172). A date alone counts by its 00:00 in spans. */
export const dateOperators: Readonly<Partial<Record<PositiveOperator, Prepare>>> = {
  '=': compared((order) => order === 0),
  '<': isEarlier,
  before: isEarlier,
  '<=': compared((order) => order <= 0),
  '>': isLater,
  after: isLater,
  '>=': compared((order) => order >= 0),
  between: (value) => {
    const ends = readPair(value, readDate)
    if (!ends) return undefined
    const [low, high] = ends
    return {
      holds: (seen, _now, zone) =>
        compareDates(seen, low, zone) >= 0 &&
        compareDates(seen, high, zone) <= 0 &&
        // A day may meet both ends of a pair that is the wrong way round.
        compareDates(low, high, zone) <= 0,
    }
  },
  in: (value) => {
    const members = readList(value, readDate)
    return members && { holds: (seen, _now, zone) => members.some((member) => compareDates(seen, member, zone) === 0) }
  },
  withinLast: spanned((span) => ({
    holds(seen, now, zone) {
      const at = dateValueStart(seen, zone)
      return at <= now && !isSpanOver(span, at, now, zone)
    },
    changes(seen, zone) {
      const at = dateValueStart(seen, zone)
      return [at, endOfSpan(span, at, zone)]
    },
  })),
  olderThan: spanned((span) => ({
    holds: (seen, now, zone) => isSpanOver(span, dateValueStart(seen, zone), now, zone),
    changes: (seen, zone) => [endOfSpan(span, dateValueStart(seen, zone), zone)],
  })),
  withinNext: spanned((span) => {
    const back = negate(span.duration)
    return {
      holds(seen, now, zone) {
        const at = dateValueStart(seen, zone)
        return now <= at && at - now <= span.longest && now >= addDuration(at, back, zone)
      },
      changes(seen, zone) {
        const at = dateValueStart(seen, zone)
        return [addDuration(at, back, zone), at + 1]
      },
    }
  }),
}
