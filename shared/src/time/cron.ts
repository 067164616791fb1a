import {
  dateOfDay,
  dayOfWall,
  daysInMonth,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  weekdayIndex,
} from './calendar-date.ts'

/**
 * Cron of exactly five fields - minute, hour, day of month, month, day of week - on a wall clock (fine print 65). It
 * knows no zone: `schedule.ts` turns its walls into instants. Own code, because the libraries at hand do not move a
 * time that a gap swallows by the gap (FLOW-DSL §5).
 */
export type Cron = {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekdays: ReadonlySet<number>
  /** True where a day of month or a day of week suffices: cron's rule when neither field starts with `*`. */
  readonly eitherDay: boolean
}

type Field = { readonly name: string; readonly min: number; readonly max: number; readonly words?: readonly string[] }

const MINUTE: Field = { name: 'minute', min: 0, max: 59 }
const HOUR: Field = { name: 'hour', min: 0, max: 23 }
const DAY: Field = { name: 'day of month', min: 1, max: 31 }
const MONTH: Field = {
  name: 'month',
  min: 1,
  max: 12,
  words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
}
const WEEKDAY: Field = { name: 'day of week', min: 0, max: 7, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] }

/** A cron expression, or the sentence that says what is wrong with it. */
export function parseCron(text: string): Cron | string {
  const fields = text.trim().split(/\s+/)
  const [minute, hour, day, month, weekday] = fields
  if (fields.length !== 5 || !minute || !hour || !day || !month || !weekday) {
    return `"${text}" is not a cron of five fields: minute, hour, day of month, month, day of week, e.g. "0 9 * * mon"`
  }
  const problems: string[] = []
  const read = (part: string, field: Field) => parseField(part, field, problems)
  const cron: Cron = {
    minutes: read(minute, MINUTE),
    hours: read(hour, HOUR),
    days: new Set(read(day, DAY)),
    months: new Set(read(month, MONTH)),
    weekdays: new Set(read(weekday, WEEKDAY).map((value) => value % 7)), // 7 is Sunday too
    eitherDay: !day.startsWith('*') && !weekday.startsWith('*'),
  }
  if (problems[0]) return `"${text}": ${problems[0]}`
  if (!cron.eitherDay && !someMonthHasDay(cron)) return `"${text}" never comes: none of its months has such a day`
  return cron
}

/** Ascending, each once. What cannot be read is left out and said in `problems`. */
function parseField(text: string, field: Field, problems: string[]): number[] {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const range = parseRange(part, field)
    if (typeof range === 'string') problems.push(range)
    else for (let value = range.low; value <= range.high; value += range.step) values.add(value)
  }
  return [...values].sort((a, b) => a - b)
}

type Range = { readonly low: number; readonly high: number; readonly step: number }

function parseRange(part: string, field: Field): Range | string {
  const match = /^(?:\*|([A-Za-z]{3}|\d{1,2})(?:-([A-Za-z]{3}|\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part)
  if (!match) return `"${part}" is not a ${field.name}: write *, a value, a range a-b, a step */n, or a list of these`
  const [, from, until, every] = match
  const step = every === undefined ? 1 : Number(every)
  if (step === 0) return `the ${field.name} goes in steps of 0`
  if (from === undefined) return { low: field.min, high: field.max === 7 ? 6 : field.max, step }
  const low = parseValue(from, field)
  const last = until === undefined ? undefined : parseValue(until, field)
  if (Number.isNaN(low) || Number.isNaN(last)) return `"${part}" is not a ${field.name} (${field.min}-${field.max})`
  if (last === undefined) return { low, high: every === undefined ? low : field.max, step } // a/n: from a on
  const high = field === WEEKDAY && last === 0 && low > 0 ? 7 : last // fri-sun ends the week
  return low <= high ? { low, high, step } : `the ${field.name} "${part}" runs backwards`
}

function parseValue(text: string, field: Field): number {
  const word = field.words?.indexOf(text.toLowerCase()) ?? -1
  const value = word >= 0 ? word + field.min : Number(text)
  return value >= field.min && value <= field.max ? value : Number.NaN
}

function someMonthHasDay({ days, months }: Cron): boolean {
  const first = Math.min(...days)
  return [...months].some((month) => first <= daysInMonth(2024, month)) // a leap year: months at their longest
}

const LONGEST_SEARCH_DAYS = 41 * 366 // 29 February on one weekday comes every 28 years, or 40 around 2100

/** The first wall strictly after this one that the cron names. */
export function nextCronWall(cron: Cron, wall: number): number | undefined {
  const from = (Math.floor(wall / MS_PER_MINUTE) + 1) * MS_PER_MINUTE
  const today = dayOfWall(from)
  for (let day = today; day <= today + LONGEST_SEARCH_DAYS; day += 1) {
    if (!isCronDay(cron, day)) continue
    const time = nextTime(cron, day === today ? from - day * MS_PER_DAY : 0)
    if (time !== undefined) return day * MS_PER_DAY + time
  }
  return undefined
}

function isCronDay(cron: Cron, dayIndex: number): boolean {
  const { month, day } = dateOfDay(dayIndex)
  if (!cron.months.has(month)) return false
  const dayFits = cron.days.has(day)
  const weekdayFits = cron.weekdays.has((weekdayIndex(dayIndex) + 1) % 7)
  return cron.eitherDay ? dayFits || weekdayFits : dayFits && weekdayFits
}

function nextTime(cron: Cron, from: number): number | undefined {
  for (const hour of cron.hours) {
    if (hour * MS_PER_HOUR + 59 * MS_PER_MINUTE < from) continue
    for (const minute of cron.minutes) {
      const time = hour * MS_PER_HOUR + minute * MS_PER_MINUTE
      if (time >= from) return time
    }
  }
  return undefined
}
