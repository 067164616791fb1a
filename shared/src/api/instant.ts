import { z } from 'zod'
import { formatInstant } from '../time/local-time.ts'

/** An instant as the API writes it: UTC, ISO 8601, no needless fraction (`2026-03-02T08:00:00Z`). */
export const instantSchema = z.iso
  .datetime({ error: 'is not an instant such as 2026-03-02T08:00:00Z' })
  .meta({ id: 'Instant', description: 'UTC instant, ISO 8601', examples: ['2026-03-02T08:00:00Z'] })

/** An instant as callers may write it: any offset, but never without one. */
export const instantInputSchema = z.iso
  .datetime({
    offset: true,
    error: 'is not an instant with a zone, such as 2026-03-02T08:00:00Z or 2026-03-02T09:00:00+01:00',
  })
  .meta({ id: 'InstantInput', description: 'ISO 8601 instant with Z or an offset' })

/** Epoch milliseconds -> the API's text. */
export function instantText(at: number): string {
  return formatInstant(at)
}

/** For fields that may not have happened yet. */
export function instantTextOrNull(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : instantText(at)
}
