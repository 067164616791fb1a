import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { changesOfClocks, moments, ZONES, zoned } from '../testing/arbitrary-instants.ts'
import {
  formatInstant,
  fromLocal,
  parseInstant,
  startOfDay,
  startOfNextDay,
  toLocal,
  weekdayOf,
  withTimeOfDay,
} from './local-time.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const local = (text: string) => {
  const { year, month, day, hour, minute, second, millisecond } = Temporal.PlainDateTime.from(text)
  return { year, month, day, hour, minute, second, millisecond }
}

describe('the wall clock of a zone', () => {
  it('is converted at the target instant, never with the offset of another (FLOW-DSL §5)', () => {
    expect(toLocal(at('2026-03-28T08:00:00Z'), 'Europe/Paris')).toEqual(local('2026-03-28T09:00'))
    expect(toLocal(at('2026-03-30T08:00:00Z'), 'Europe/Paris')).toEqual(local('2026-03-30T10:00'))
  })

  it('moves a local time that does not exist forward by the gap (FLOW-DSL §5)', () => {
    expect(fromLocal(local('2026-03-29T02:30'), 'Europe/Paris')).toBe(at('2026-03-29T01:30:00Z'))
    expect(fromLocal(local('2026-10-04T02:15'), 'Australia/Lord_Howe')).toBe(at('2026-10-03T15:45:00Z'))
  })

  it('takes the earlier of a local time that exists twice (FLOW-DSL §5)', () => {
    expect(fromLocal(local('2026-10-25T02:30'), 'Europe/Paris')).toBe(at('2026-10-25T00:30:00Z'))
  })

  it('moves a time of a skipped day to the day after (Samoa, 30 December 2011)', () => {
    expect(fromLocal(local('2011-12-30T10:00'), 'Pacific/Apia')).toBe(
      fromLocal(local('2011-12-31T10:00'), 'Pacific/Apia'),
    )
  })

  it('refuses a zone that nobody validated', () => {
    expect(() => toLocal(0, '+02:00')).toThrow('"+02:00" is not an IANA time zone')
    expect(() => toLocal(Number.NaN, 'Europe/Paris')).toThrow('outside the range of dates')
  })

  it('shows what Temporal shows, at any instant of 1970-2100', () => {
    fc.assert(
      fc.property(moments(), (moment) => {
        const { year, month, day, hour, minute, second, millisecond } = zoned(moment)
        expect(toLocal(moment.at, moment.zone)).toEqual({ year, month, day, hour, minute, second, millisecond })
      }),
      { numRuns: 5000 },
    )
  })

  it('shows what Temporal shows right before and at every change of the clocks', () => {
    for (const zone of ZONES) {
      for (const change of changesOfClocks(zone)) {
        for (const instant of [change - 1, change]) {
          const { hour, minute, day } = zoned({ zone, at: instant })
          expect(toLocal(instant, zone)).toMatchObject({ hour, minute, day })
        }
      }
    }
  })

  it('finds the instant Temporal finds (compatible), for any local time', () => {
    fc.assert(
      fc.property(moments(), fc.integer({ min: -1440, max: 1440 }), (moment, minutes) => {
        const shown = zoned(moment).toPlainDateTime().add({ minutes })
        const expected = shown.toZonedDateTime(moment.zone, { disambiguation: 'compatible' }).epochMilliseconds
        expect(fromLocal(local(shown.toString()), moment.zone)).toBe(expected)
      }),
      { numRuns: 5000 },
    )
  })

  it('also knows dates far outside the usual years', () => {
    for (const text of [
      '0001-01-01T00:00',
      '1850-06-01T12:00',
      '1911-03-10T23:55',
      '2400-02-29T12:00',
      '9999-12-31T23:59',
    ]) {
      for (const zone of ZONES) {
        const expected = Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
        expect(fromLocal(local(text), zone)).toBe(expected)
      }
    }
  })
})

describe('a local day', () => {
  it('starts at 00:00', () => {
    expect(startOfDay(at('2026-03-02T22:59:59Z'), 'Europe/Paris')).toBe(at('2026-03-01T23:00:00Z'))
    expect(startOfNextDay(at('2026-03-02T22:59:59Z'), 'Europe/Paris')).toBe(at('2026-03-02T23:00:00Z'))
  })

  it('starts at the first instant that exists where clocks change at midnight', () => {
    // Beirut: 00:00 became 01:00 on 29 March 2026
    expect(startOfDay(at('2026-03-29T10:00:00Z'), 'Asia/Beirut')).toBe(at('2026-03-28T22:00:00Z'))
    expect(toLocal(at('2026-03-28T22:00:00Z'), 'Asia/Beirut').hour).toBe(1)
  })

  it('is followed by the day after the skipped one', () => {
    const friday = startOfNextDay(fromLocal(local('2011-12-29T12:00'), 'Pacific/Apia'), 'Pacific/Apia')
    expect(toLocal(friday, 'Pacific/Apia')).toEqual(local('2011-12-31T00:00'))
  })

  it('starts where Temporal starts it, and ends after every one of its instants', () => {
    fc.assert(
      fc.property(moments(), (moment) => {
        const start = startOfDay(moment.at, moment.zone)
        const next = startOfNextDay(moment.at, moment.zone)
        const day = zoned(moment)
        expect(start).toBe(day.startOfDay().epochMilliseconds)
        expect(next).toBeGreaterThan(moment.at)
        const expected = day.toPlainDate().add({ days: 1 }).toZonedDateTime(moment.zone).epochMilliseconds
        if (expected > moment.at) expect(next).toBe(expected)
        else expect(toLocal(next, moment.zone)).toMatchObject({ hour: 0, minute: 0, second: 0 })
      }),
      { numRuns: 3000 },
    )
  })

  it('that begins twice (St John’s fell back over midnight) ends at its second end for who is in the second pass', () => {
    const secondPass = at('2009-11-01T03:00:00Z') // 23:30 on 31 October, for the second time
    expect(toLocal(secondPass, 'America/St_Johns')).toEqual(local('2009-10-31T23:30'))
    expect(startOfNextDay(secondPass, 'America/St_Johns')).toBe(at('2009-11-01T03:30:00Z'))
  })
})

describe('a time of day', () => {
  it('replaces the local time and keeps the local date (fine print 97)', () => {
    expect(withTimeOfDay(at('2026-07-01T22:30:00Z'), '09:00', 'Europe/Paris')).toBe(at('2026-07-02T07:00:00Z'))
  })

  it('moves forward by a gap that swallows it', () => {
    expect(withTimeOfDay(at('2026-03-29T10:00:00Z'), '02:30', 'Europe/Paris')).toBe(at('2026-03-29T01:30:00Z'))
  })

  it.each(['24:00', '9:00', '09:60', '09:00:00', ''])('is not "%s" (fine print 126)', (text) => {
    expect(() => withTimeOfDay(0, text, 'UTC')).toThrow('is not a time of day')
  })
})

describe('the day of the week', () => {
  it('is that of the local date', () => {
    expect(weekdayOf(local('2026-03-02T00:00'))).toBe('mon')
    expect(weekdayOf(local('2026-03-08T23:59'))).toBe('sun')
    expect(weekdayOf(local('1969-12-31T12:00'))).toBe('wed')
    expect(weekdayOf(toLocal(at('2026-03-01T23:30:00Z'), 'Europe/Paris'))).toBe('mon')
  })

  it('is what Temporal says, for any date', () => {
    fc.assert(
      fc.property(moments(), (moment) => {
        const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
        expect(weekdayOf(toLocal(moment.at, moment.zone))).toBe(names[zoned(moment).dayOfWeek - 1])
      }),
    )
  })
})

describe('instants as text', () => {
  it('are written in UTC, with a fraction only where there is one', () => {
    expect(formatInstant(at('2026-03-02T09:00:00+01:00'))).toBe('2026-03-02T08:00:00Z')
    expect(formatInstant(at('2026-03-02T08:00:00.5Z'))).toBe('2026-03-02T08:00:00.500Z')
    expect(formatInstant(0)).toBe('1970-01-01T00:00:00Z')
  })

  it.each([
    ['2026-03-02T09:00:00+01:00', '2026-03-02T08:00:00Z'],
    ['2026-03-02T08:00Z', '2026-03-02T08:00:00Z'],
    ['2026-03-02T08:00:00.123456Z', '2026-03-02T08:00:00.123Z'],
    ['2026-03-02T13:45:00+0545', '2026-03-02T08:00:00Z'],
    ['2026-03-01T22:30:00-09:30', '2026-03-02T08:00:00Z'],
    ['2026-03-02T09:00:00+01', '2026-03-02T08:00:00Z'],
    ['2026-03-02 08:00:00z', '2026-03-02T08:00:00Z'],
  ])('reads %s', (text, expected) => {
    expect(formatInstant(parseInstant(text) ?? Number.NaN)).toBe(expected)
  })

  it.each([
    '2026-03-02T09:00:00',
    '2026-03-02',
    '2026-02-30T09:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T09:00:00+24:00',
    '2026-03-02T09:00:00Z[Europe/Paris]',
    '2026-03-02T09:60:00Z',
    '20260302T090000Z',
    'tomorrow',
    '',
  ])('refuses "%s": no offset, or no such date', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  it('come back from their own text', () => {
    fc.assert(
      fc.property(moments(), ({ at: instant }) => {
        expect(parseInstant(formatInstant(instant))).toBe(instant)
      }),
    )
  })
})
