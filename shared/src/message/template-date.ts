import { dateValueStart, parseDateValue } from '../time/date-value.ts'
import { fromLocal, toLocal } from '../time/local-time.ts'
import { isZone } from '../time/zone.ts'
import type { WrittenMoment } from './strftime.ts'

// A clock time followed by an offset, or the name of one: then the text itself says where it is.
const HAS_ZONE = /(?:\d{1,2}:\d{2}.*[+-]\d{2}:?\d{2}|\b(?:Z|UTC?|GMT|[ECMP][SD]T)|\dZ)(?:\s*\([^)]*\))?$/i

/**
 * The instant a template means by a value of the `date` filter, epoch ms: `now` and `today` are the instant of rendering,
 * numbers are seconds since 1970 (liquidjs), text without a zone is local to the contact, never to the machine
 * (fine print 118, 166). Undefined = no date; the filter then leaves the value as it is.
 */
export function readTemplateDate(value: unknown, now: number, zone: string): number | undefined {
  if (typeof value === 'number') return validInstant(value * 1000)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (text === 'now' || text === 'today') return now
  if (/^\d+$/.test(text)) return validInstant(Number(text) * 1000)
  const iso = parseDateValue(text)
  return iso ? dateValueStart(iso, zone) : readOtherDate(text, zone)
}

/** "March 14, 2016", "Mon, 02 Mar 2026 09:00:00 +0100" and the like. */
function readOtherDate(text: string, zone: string): number | undefined {
  if (!/\d/.test(text)) return undefined
  if (HAS_ZONE.test(text)) return validInstant(Date.parse(text))
  // Read as if it were UTC, which gives what the wall clock shows; that is then a time of the contact's zone.
  const wall = validInstant(Date.parse(`${text} UTC`))
  return wall === undefined ? undefined : fromLocal(toLocal(wall, 'UTC'), zone)
}

function validInstant(at: number): number | undefined {
  return Math.abs(at) <= 8.64e15 ? at : undefined
}

/**
 * The instant as the clock of a zone shows it. `pin` is the filter's third argument: a zone name, or minutes west of UTC as
 * JavaScript counts them.
 */
export function momentIn(at: number, zone: string, pin: unknown): WrittenMoment {
  if (typeof pin === 'number' && Number.isFinite(pin)) {
    return { at, offset: -pin, local: toLocal(at - pin * 60_000, 'UTC') }
  }
  const name = typeof pin === 'string' && isZone(pin) ? pin : zone
  const local = toLocal(at, name)
  const { year, month, day, hour, minute, second, millisecond } = local
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
  return { at, zone: name, offset: Math.round((wall - at) / 60_000), local }
}
