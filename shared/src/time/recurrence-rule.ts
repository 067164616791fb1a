import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { MS_PER_DAY } from './calendar-date.ts'
import { dayStart } from './day-start.ts'
import { readDateText } from './local-time.ts'
import { isZone } from './zone.ts'
import { instantOfWall, wallAt, zoneOffsets } from './zone-offsets.ts'

/**
 * Recurrence rules of RFC 5545 (fine print 65): an `RRULE`, with a `DTSTART` line before it where the series has a start
 * of its own. The library expands them on a bare wall clock, in UTC: by itself it would leave out a time that a gap
 * swallows, while FLOW-DSL §5 moves it by the gap (`schedule.ts` does). The text is validated here, because the library
 * drops what it does not understand.
 */
export type RecurrenceRule = {
  /** The zone on whose wall clock it runs: DTSTART's own (TZID, or UTC for `Z`), else the schedule's. */
  readonly zone: string
  /** The last instant at which it may occur, inclusive (UNTIL); Infinity without one. */
  readonly untilAt: number
  /** The first wall strictly after this one that the rule names. */
  readonly nextWall: (wall: number) => number | undefined
  readonly startWall: number
}

type Parts = ReadonlyMap<string, string>
type Start = { readonly zone: string; readonly wall: number }

/** The rule, or the sentence that says what is wrong with it. Without DTSTART it starts at `startsAt`, in `zone`. */
export function parseRecurrenceRule(text: string, zone: string, startsAt: number): RecurrenceRule | string {
  const { startLine, ruleLine } = linesOf(text)
  if (ruleLine === undefined) {
    return `"${text}" is not a recurrence rule: write an RRULE such as FREQ=WEEKLY;BYDAY=MO, with at most a DTSTART line before it`
  }
  const parts = partsOf(ruleLine)
  if (typeof parts === 'string') return `"${text}": ${parts}`
  const start = startLine === undefined ? startAt(startsAt, zone) : readStart(startLine, zone)
  if (typeof start === 'string') return `"${text}": ${start}`
  const until = parts.get('UNTIL')
  const untilAt = until === undefined ? Number.POSITIVE_INFINITY : readUntil(until, start.zone)
  if (untilAt === undefined) return `"${text}": UNTIL=${until} is not a date such as 20261231 or 20261231T180000Z`
  if (until !== undefined && parts.has('COUNT')) return `"${text}": COUNT and UNTIL exclude each other`
  const nextWall = expand(startLine === undefined ? onTheMinute(parts) : parts, start.wall)
  if (typeof nextWall === 'string') return `"${text}": ${nextWall}`
  return { zone: start.zone, untilAt, nextWall, startWall: start.wall }
}

function linesOf(text: string): { startLine?: string; ruleLine?: string } {
  const lines = text
    .trim()
    .toUpperCase()
    .split(/\s*\r?\n\s*/)
  const rule = lines.at(-1)?.replace(/^RRULE:/, '')
  if (!rule || !/^[A-Z]+=/.test(rule)) return {}
  if (lines.length === 1) return { ruleLine: rule }
  const [startLine] = lines
  return lines.length === 2 && startLine?.startsWith('DTSTART') ? { startLine, ruleLine: rule } : {}
}

const DAY = '(?:MO|TU|WE|TH|FR|SA|SU)'
const list = (item: string) => new RegExp(`^${item}(?:,${item})*$`)
const within = (low: number, high: number) => (text: string) =>
  list('[+-]?\\d{1,3}').test(text) &&
  text.split(',').every((item) => {
    const size = low < 0 ? Math.abs(Number(item)) : Number(item) // a negative low: counted from the end as well, never 0
    return size >= Math.max(low, low < 0 ? 1 : 0) && size <= high
  })

/** What RFC 5545 §3.3.10 allows in each part. */
const PARTS: Readonly<Record<string, (text: string) => boolean>> = {
  FREQ: (text) => /^(?:YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY)$/.test(text),
  INTERVAL: (text) => /^[1-9]\d{0,5}$/.test(text),
  COUNT: (text) => /^[1-9]\d{0,5}$/.test(text),
  UNTIL: (text) => text.length > 0,
  BYSECOND: within(0, 59),
  BYMINUTE: within(0, 59),
  BYHOUR: within(0, 23),
  BYDAY: (text) => list(`(?:[+-]?[1-9]\\d?)?${DAY}`).test(text),
  BYMONTHDAY: within(-31, 31),
  BYYEARDAY: within(-366, 366),
  BYWEEKNO: within(-53, 53),
  BYMONTH: within(1, 12),
  BYSETPOS: within(-366, 366),
  WKST: (text) => new RegExp(`^${DAY}$`).test(text),
}

function partsOf(ruleLine: string): Parts | string {
  const parts = new Map<string, string>()
  for (const part of ruleLine.replace(/;$/, '').split(';')) {
    const [name = '', value = ''] = part.split('=')
    const fits = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
    if (!fits) return `${name} is not a part of a recurrence rule (${Object.keys(PARTS).join(', ')})`
    if (parts.has(name)) return `${name} is given twice`
    if (!fits(value)) return `${part} is not valid`
    parts.set(name, value)
  }
  return parts.has('FREQ') ? parts : 'FREQ is missing'
}

/**
 * A rule that names its hour and starts at publication means that hour sharp, not the minute and second at which somebody
 * happened to publish it, which RFC 5545 would take from the start.
 */
function onTheMinute(parts: Parts): Parts {
  const sharp = new Map(parts)
  if (parts.has('BYHOUR') && !parts.has('BYMINUTE')) sharp.set('BYMINUTE', '0')
  if (sharp.has('BYMINUTE') && !parts.has('BYSECOND')) sharp.set('BYSECOND', '0')
  return sharp
}

function startAt(at: number, zone: string): Start {
  return { zone, wall: Math.floor(wallAt(zoneOffsets(zone), at) / 1000) * 1000 } // rules count in whole seconds
}

function readStart(line: string, zone: string): Start | string {
  const [, ownZone, value = ''] = /^DTSTART(?:;TZID=([^:;]+))?(?:;VALUE=DATE(?:-TIME)?)?:(\S+)$/.exec(line) ?? []
  const read = readDateText(extended(value))
  if (!read)
    return `${line} is not a start such as DTSTART:20260302T090000 or DTSTART;TZID=Europe/Paris:20260302T090000`
  if (ownZone !== undefined && !isZone(ownZone)) return `${ownZone} is not an IANA time zone`
  if (read.at !== undefined) return { zone: 'UTC', wall: read.at }
  return { zone: ownZone ?? zone, wall: read.wall }
}

function readUntil(text: string, zone: string): number | undefined {
  const read = readDateText(extended(text))
  if (!read) return undefined
  if (read.at !== undefined) return read.at
  const offsets = zoneOffsets(zone)
  // A date alone means to the end of that day.
  return read.local ? instantOfWall(offsets, read.wall) : dayStart(read.wall / MS_PER_DAY + 1, offsets) - 1
}

/** `20260302T090000Z` -> `2026-03-02T09:00:00Z`. */
function extended(basic: string): string {
  return basic.replace(/^(\d{4})(\d{2})(\d{2})/, '$1-$2-$3').replace(/T(\d{2})(\d{2})(\d{2})/, 'T$1:$2:$3')
}

function expand(parts: Parts, startWall: number): RecurrenceRule['nextWall'] | string {
  const rruleString = [...parts].flatMap(([name, value]) => (name === 'UNTIL' ? [] : [`${name}=${value}`])).join(';')
  const dtstart = new Temporal.ZonedDateTime(BigInt(startWall) * 1_000_000n, 'UTC')
  try {
    const rule = new RRuleTemporal({ rruleString, dtstart, strict: true })
    return (wall) => nextOf(rule, wall)
  } catch (error) {
    return String(error instanceof Error ? error.message : error) // parts that RFC 5545 does not let stand together
  }
}

function nextOf(rule: RRuleTemporal, wall: number): number | undefined {
  try {
    return rule.next(new Date(wall))?.epochMilliseconds
  } catch (error) {
    // The library gives up after 10,000 empty periods: a rule such as 30 February never comes.
    if (error instanceof Error && error.message.includes('exceeded')) return undefined
    throw error
  }
}
