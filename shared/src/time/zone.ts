import { findZone } from './zone-offsets.ts'

/** True for the name of an IANA time zone, in any case. Offsets (`+02:00`, `UTC+2`) are not names (fine print 128). */
export function isZone(name: string): boolean {
  return findZone(name) !== null
}

/**
 * The zone that counts (FLOW-DSL §5): the first valid name among the candidates - usually the contact's, the flow's and
 * the workspace's - in its IANA spelling; `UTC` where none is valid (fine print 128).
 */
export function effectiveZone(...candidates: readonly (string | undefined | null)[]): string {
  for (const candidate of candidates) {
    const zone = candidate ? findZone(candidate) : null
    if (zone) return zone.name
  }
  return 'UTC'
}
