import { addDuration, parseDuration } from '@couveuse/shared/time/duration'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relativeTo } from './relative-time.ts'

const at = (text: string): number => Date.parse(text)

describe('an instant of a scenario', () => {
  it.each([
    ['2026-03-02T08:00:00Z', '2026-03-02T08:00:00Z', '+PT0S'],
    ['2026-03-02T08:00:00Z', '2026-03-02T08:00:01Z', '+PT1S'],
    ['2026-03-02T08:00:00Z', '2026-03-09T08:00:00Z', '+P7D'],
    ['2026-03-02T08:00:00Z', '2026-03-03T10:30:00Z', '+P1DT2H30M'],
    // the night in which clocks go forward, and the one in which they go back
    ['2026-03-28T08:00:00Z', '2026-03-29T07:00:00Z', '+P1D'],
    ['2026-10-24T07:00:00Z', '2026-10-25T08:00:00Z', '+P1D'],
  ])('from %s to %s is written %s', (start, end, text) => {
    expect(relativeTo(at(start), at(end), 'Europe/Paris')).toBe(text)
  })

  it('reads back as the same instant in any zone, across every change of clocks', () => {
    const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC')
    const start = fc.integer({ min: at('2026-01-01T00:00:00Z') / 1000, max: at('2027-12-31T00:00:00Z') / 1000 })
    const distance = fc.integer({ min: 0, max: 400 * 86_400_000 })
    fc.assert(
      fc.property(zones, start, distance, (zone, from, span) => {
        const startAt = from * 1000
        const read = parseDuration(relativeTo(startAt, startAt + span, zone).slice(1))
        expect(read && addDuration(startAt, read, zone)).toBe(startAt + span)
      }),
    )
  })
})
