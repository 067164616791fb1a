import { instantOfWall, wallAt, zoneOffsets } from '@couveuse/shared/time/zone-offsets'

/** A day and a time of day as one edits them; either may be empty. */
export interface WallClock {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:MM` */
  readonly time: string
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::00(?:\.0+)?)?)?$/

/** The parts of a local text (`2026-12-01T09:00`, `2026-12-01`); undefined for anything else, an instant with offset among it. */
export function wallOfLocal(text: string): WallClock | undefined {
  if (text === '') return { date: '', time: '' }
  const match = LOCAL.exec(text)
  return match ? { date: match[1] ?? '', time: match[2] ?? '' } : undefined
}

/** The local text of what was chosen; a day alone stands for 00:00 (fine print 94). */
export function localOfWall({ date, time }: WallClock): string {
  return date && time ? `${date}T${time}` : date
}

/** What the clock on the wall of a zone shows at an instant (ISO 8601); undefined where the text is no instant. */
export function wallOfInstant(text: string, zone: string): WallClock | undefined {
  if (text === '') return { date: '', time: '' }
  const at = Date.parse(text)
  if (!Number.isFinite(at)) return undefined
  const wall = new Date(wallAt(zoneOffsets(zone), at)).toISOString()
  return { date: wall.slice(0, 10), time: wall.slice(11, 16) }
}

/** The instant at which the wall of a zone shows this, as the API writes it (a time that does not exist moves forward, §5). */
export function instantOfWallClock({ date, time }: WallClock, zone: string): string {
  const wall = Date.parse(`${date}T${time || '00:00'}:00Z`)
  if (!Number.isFinite(wall)) return ''
  return new Date(instantOfWall(zoneOffsets(zone), wall)).toISOString().replace(/\.000Z$/, 'Z')
}
