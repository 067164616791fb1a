import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'

/** Material for the property tests of this folder: instants of 1970-2100, many of them beside a change of the clocks. */

/** Zones with every oddity: half-hour steps, skipped day, midnight gaps, a Ramadan pause, quarter-hour offsets, none. */
export const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'America/Havana',
  'Asia/Beirut',
  'America/St_Johns',
  'Europe/Dublin',
  'Antarctica/Troll',
  'Asia/Tehran',
  'Africa/Monrovia',
  'Pacific/Kwajalein',
  'America/Anchorage',
  'Asia/Gaza',
  'Pacific/Chatham',
  'UTC',
] as const

const FROM = Temporal.Instant.from('1970-01-01T00:00:00Z').epochMilliseconds
const TO = Temporal.Instant.from('2101-01-01T00:00:00Z').epochMilliseconds

/** A zone and an instant in it. */
export type Moment = { readonly zone: string; readonly at: number }

/** The instants at which clocks change in a zone, as Temporal knows them. */
export function changesOfClocks(zone: string, from = FROM, to = TO): number[] {
  const changes: number[] = []
  let next = new Temporal.ZonedDateTime(BigInt(from) * 1_000_000n, zone).getTimeZoneTransition('next')
  while (next && next.epochMilliseconds < to) {
    changes.push(next.epochMilliseconds)
    next = next.getTimeZoneTransition('next')
  }
  return changes
}

/** Moments of a span of years; every second one lies within two days of a change of the clocks, to the minute or finer. */
export function moments(from = FROM, to = TO): fc.Arbitrary<Moment> {
  return fc.constantFrom(...ZONES).chain((zone) => {
    const changes = changesOfClocks(zone, from, to)
    const anywhere = fc.integer({ min: from, max: to - 1 })
    if (changes.length === 0) return anywhere.map((at) => ({ zone, at }))
    const minutes = fc.integer({ min: -2 * 1440, max: 2 * 1440 }).map((minute) => minute * 60_000)
    const near = fc
      .tuple(fc.constantFrom(...changes), minutes, fc.constantFrom(0, 0, -1, 1, 30_500))
      .map(([change, distance, fine]) => change + distance + fine)
    return fc.oneof(anywhere, near).map((at) => ({ zone, at }))
  })
}

/** Temporal's view of a moment. */
export function zoned({ zone, at }: Moment): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
}
