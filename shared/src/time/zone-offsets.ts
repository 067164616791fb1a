import { Temporal } from 'temporal-polyfill'
import { remember } from './remember.ts'

/**
 * Offsets of IANA zones as plain numbers. Temporal is asked once per zone and span of years for the transitions; every
 * conversion after that is a comparison and an addition, for the engine converts millions of instants a minute.
 */

/** A stretch of time, half-open [start, end), in which the zone's offset from UTC stays the same. All in milliseconds. */
export type Segment = { readonly start: number; readonly end: number; readonly offset: number }

/** What is known so far of one zone; made by {@link findZone}, filled as it is asked. */
export type ZoneOffsets = { readonly name: string; readonly chunks: Map<number, readonly Segment[]>; last: Segment }

const CHUNK_MS = 2 ** 38 // 8.7 years: up to two dozen transitions, and a cheap search even in the polyfill
const MAX_CHUNKS = 64 // per zone; more than 550 years are asked only by nonsense
const LIMIT_MS = 8.64e15 // the range of Temporal and Date
/** More than any two offsets of one zone differ (24 h at the date line), and more than any offset from UTC. */
const WIDEST_SHIFT_MS = 26 * 3_600_000
const NOTHING: Segment = { start: Number.NaN, end: Number.NaN, offset: 0 }

const zonesByName = new Map<string, ZoneOffsets>()

// Offsets (`+02:00`) are not zone names (fine print 128), but Temporal would take them.
const NAME = /^[A-Za-z][A-Za-z0-9_+\-/]*$/

/** The table of a zone by its IANA name in any case, or null where there is no such zone (fine print 128). */
export const findZone: (name: string) => ZoneOffsets | null = remember<ZoneOffsets | null>(4096, (name) => {
  const canonical = NAME.test(name) ? canonicalName(name) : undefined
  if (canonical === undefined) return null
  const known = zonesByName.get(canonical)
  if (known) return known
  const made: ZoneOffsets = { name: canonical, chunks: new Map(), last: NOTHING }
  zonesByName.set(canonical, made)
  return made
})

function canonicalName(name: string): string | undefined {
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId
  } catch (error) {
    if (error instanceof RangeError) return undefined // the only way Temporal has to say that there is no such zone
    throw error
  }
}

/** The table of a zone that was validated before; throws where that was forgotten. */
export function zoneOffsets(name: string): ZoneOffsets {
  const zone = findZone(name)
  if (!zone) throw new Error(`"${name}" is not an IANA time zone: validate zones with isZone or effectiveZone first`)
  return zone
}

/** The segment that contains the instant. A segment may end earlier than the offset does (at the edge of a chunk). */
export function segmentAt(zone: ZoneOffsets, at: number): Segment {
  const last = zone.last
  if (at >= last.start && at < last.end) return last
  const segments = chunkAt(zone, Math.floor(at / CHUNK_MS))
  let low = 0
  let high = segments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((segments[middle]?.start ?? 0) <= at) low = middle
    else high = middle - 1
  }
  zone.last = segments[low] ?? NOTHING
  return zone.last
}

function chunkAt(zone: ZoneOffsets, index: number): readonly Segment[] {
  const known = zone.chunks.get(index)
  if (known) return known
  const made = readSegments(zone.name, index * CHUNK_MS, (index + 1) * CHUNK_MS)
  if (zone.chunks.size >= MAX_CHUNKS) zone.chunks.clear()
  zone.chunks.set(index, made)
  return made
}

function readSegments(name: string, from: number, to: number): readonly Segment[] {
  if (!(to > -LIMIT_MS && from <= LIMIT_MS)) throw new Error(`an instant near ${from} ms is outside the range of dates`)
  const segments: Segment[] = []
  let here = new Temporal.ZonedDateTime(BigInt(Math.max(from, -LIMIT_MS)) * 1_000_000n, name)
  let start = from
  for (;;) {
    const offset = here.offsetNanoseconds / 1e6
    const next = here.getTimeZoneTransition('next')
    const end = next && next.epochMilliseconds < to ? next.epochMilliseconds : to
    segments.push({ start, end, offset })
    if (!next || end === to) return segments
    here = next
    start = end
  }
}

/** The wall (local time as if it were UTC, in ms) of an instant. */
export function wallAt(zone: ZoneOffsets, at: number): number {
  return at + segmentAt(zone, at).offset
}

/**
 * The instant of a wall, by Temporal's `compatible` (FLOW-DSL §5): a local time that exists twice is the earlier, one
 * that does not exist moves forward by the gap.
 */
export function instantOfWall(zone: ZoneOffsets, wall: number): number {
  return plainInstant(zone, wall) ?? searchInstant(zone, wall, 'compatible')
}

/** As {@link instantOfWall}, but a wall inside a gap gives the first instant after the gap: how a local day begins. */
export function firstInstantFrom(zone: ZoneOffsets, wall: number): number {
  return plainInstant(zone, wall) ?? searchInstant(zone, wall, 'end of gap')
}

/** The common case: so deep inside one segment that no earlier one can hold the same wall. */
function plainInstant(zone: ZoneOffsets, wall: number): number | undefined {
  const segment = segmentAt(zone, wall - zone.last.offset)
  const at = wall - segment.offset
  return at >= segment.start + WIDEST_SHIFT_MS && at < segment.end ? at : undefined
}

function searchInstant(zone: ZoneOffsets, wall: number, inGap: 'compatible' | 'end of gap'): number {
  let before = segmentAt(zone, wall - WIDEST_SHIFT_MS)
  let segment = before
  for (;;) {
    const at = wall - segment.offset
    if (at < segment.start) return inGap === 'compatible' ? wall - before.offset : segment.start
    if (at < segment.end) return at
    before = segment
    segment = segmentAt(zone, segment.end)
  }
}

/** The instant of the last occurrence of a wall that exists; differs from the first only in a repeated hour. */
export function lastInstantOfWall(zone: ZoneOffsets, wall: number): number {
  const first = firstInstantFrom(zone, wall)
  const after = segmentAt(zone, wall + WIDEST_SHIFT_MS)
  const again = wall - after.offset
  return again > first && wallAt(zone, again) === wall ? again : first
}
