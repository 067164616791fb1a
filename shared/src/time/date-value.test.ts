import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { compareDays, dateValueEnd, dateValueStart, isDay, parseDateValue } from './date-value.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const read = (value: unknown) => {
  const parsed = parseDateValue(value)
  if (!parsed) throw new Error(`${String(value)} did not parse`)
  return parsed
}
const day = (text: string) => {
  const parsed = read(text)
  if (!isDay(parsed)) throw new Error(`${text} is not a day`)
  return parsed
}

describe('what parses as a date (fine print 96)', () => {
  it('is an ISO date, a local date-time, or a date-time with offset', () => {
    expect(read('2026-12-01')).toEqual({ kind: 'day', year: 2026, month: 12, day: 1 })
    expect(read('2026-12-01T09:05')).toEqual({
      kind: 'local',
      year: 2026,
      month: 12,
      day: 1,
      hour: 9,
      minute: 5,
      second: 0,
      millisecond: 0,
    })
    expect(read('2026-12-01T09:05:07.25')).toMatchObject({ kind: 'local', second: 7, millisecond: 250 })
    expect(read('2026-12-01T09:00+01:00')).toEqual({ kind: 'instant', at: at('2026-12-01T08:00:00Z') })
    expect(read('2026-12-01T08:00:00Z')).toEqual({ kind: 'instant', at: at('2026-12-01T08:00:00Z') })
  })

  it('is trimmed first', () => {
    expect(read('  2026-12-01\n')).toEqual(read('2026-12-01'))
  })

  it('knows leap years', () => {
    expect(parseDateValue('2024-02-29')).toBeDefined()
    expect(parseDateValue('2023-02-29')).toBeUndefined()
    expect(parseDateValue('2000-02-29')).toBeDefined()
    expect(parseDateValue('1900-02-29')).toBeUndefined()
  })

  it.each([
    '2024-13-45',
    '2024-02-30',
    '2024-00-10',
    '2024-04-31',
    '2024-1-5',
    '20240213',
    '2024-02',
    '13/02/2024',
    'soon',
    '',
    '2024-02-13T24:00',
    '2024-02-13T9:00',
    '2024-02-13T09',
    '2024-02-13T09:00:61',
    '2024-02-13T09:00 Paris',
    20240213,
    1_700_000_000_000,
    true,
    false,
    null,
    undefined,
    ['2024-02-13'],
    { day: 1 },
  ])('is not %j', (value) => {
    expect(parseDateValue(value)).toBeUndefined()
  })
})

describe('what a date stands for', () => {
  it('is the local day from 00:00 to the next 00:00 of the effective zone (fine print 80)', () => {
    expect(dateValueStart(read('2026-03-29'), 'Europe/Paris')).toBe(at('2026-03-28T23:00:00Z'))
    expect(dateValueEnd(read('2026-03-29'), 'Europe/Paris')).toBe(at('2026-03-29T22:00:00Z')) // a day of 23 hours
    expect(dateValueStart(read('2026-03-29'), 'America/New_York')).toBe(at('2026-03-29T04:00:00Z'))
  })

  it('begins at the first instant that exists where 00:00 does not', () => {
    expect(dateValueStart(read('2026-03-29'), 'Asia/Beirut')).toBe(at('2026-03-28T22:00:00Z'))
    expect(dateValueEnd(read('2026-03-28'), 'Asia/Beirut')).toBe(at('2026-03-28T22:00:00Z'))
  })

  it('is empty for a day the zone skipped', () => {
    const skipped = read('2011-12-30')
    expect(dateValueStart(skipped, 'Pacific/Apia')).toBe(dateValueEnd(skipped, 'Pacific/Apia'))
  })

  it('is one instant for a date-time: local in the zone, or as written with its offset (fine print 94)', () => {
    expect(dateValueStart(read('2026-12-01T09:00'), 'Europe/Paris')).toBe(at('2026-12-01T08:00:00Z'))
    expect(dateValueEnd(read('2026-12-01T09:00'), 'Europe/Paris')).toBe(at('2026-12-01T08:00:00Z'))
    expect(dateValueStart(read('2026-12-01T09:00Z'), 'Europe/Paris')).toBe(at('2026-12-01T09:00:00Z'))
    expect(dateValueEnd(read('2026-12-01T09:00Z'), 'Europe/Paris')).toBe(at('2026-12-01T09:00:00Z'))
  })

  it('compares day against day by date (fine print 80)', () => {
    expect(compareDays(day('2026-03-01'), day('2026-02-28'))).toBeGreaterThan(0)
    expect(compareDays(day('2025-12-31'), day('2026-01-01'))).toBeLessThan(0)
    expect(compareDays(day('2026-03-01'), day('2026-03-01'))).toBe(0)
  })
})
