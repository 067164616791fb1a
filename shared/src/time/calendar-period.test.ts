import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { moments, zoned } from '../testing/arbitrary-instants.ts'
import { nextPeriodStart, periodStart } from './calendar-period.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds

describe('calendar periods of a cap', () => {
  const friday = at('2026-10-30T22:30:00Z') // 23:30 in Paris

  it('are local days', () => {
    expect(periodStart(friday, 'day', 'Europe/Paris')).toBe(at('2026-10-29T23:00:00Z'))
    expect(nextPeriodStart(friday, 'day', 'Europe/Paris')).toBe(at('2026-10-30T23:00:00Z'))
  })

  it('are weeks that start on Monday at 00:00 (fine print 133)', () => {
    expect(periodStart(friday, 'week', 'Europe/Paris')).toBe(at('2026-10-25T23:00:00Z'))
    expect(nextPeriodStart(friday, 'week', 'Europe/Paris')).toBe(at('2026-11-01T23:00:00Z'))
    expect(periodStart(at('2026-10-25T22:59:59Z'), 'week', 'Europe/Paris')).toBe(at('2026-10-18T22:00:00Z')) // a Sunday
  })

  it('are local months, also over the new year', () => {
    expect(periodStart(friday, 'month', 'Europe/Paris')).toBe(at('2026-09-30T22:00:00Z'))
    expect(nextPeriodStart(friday, 'month', 'Europe/Paris')).toBe(at('2026-10-31T23:00:00Z'))
    expect(nextPeriodStart(at('2026-12-31T12:00:00Z'), 'month', 'UTC')).toBe(at('2027-01-01T00:00:00Z'))
  })

  it('start where Temporal starts them, and the next one is always ahead', () => {
    fc.assert(
      fc.property(moments(), (moment) => {
        const { zone, at: instant } = moment
        const date = zoned(moment).toPlainDate()
        const monday = date.subtract({ days: date.dayOfWeek - 1 })
        const first = date.with({ day: 1 })
        const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds
        expect(periodStart(instant, 'day', zone)).toBe(start(date))
        expect(periodStart(instant, 'week', zone)).toBe(start(monday))
        expect(periodStart(instant, 'month', zone)).toBe(start(first))
        for (const [period, next] of [
          ['day', start(date.add({ days: 1 }))],
          ['week', start(monday.add({ days: 7 }))],
          ['month', start(first.add({ months: 1 }))],
        ] as const) {
          const ours = nextPeriodStart(instant, period, zone)
          expect(ours).toBeGreaterThan(instant)
          if (next > instant) expect(ours).toBe(next)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
