import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { moments } from '../testing/arbitrary-instants.ts'
import { addBusinessTime, type BusinessHours, businessHoursSchema } from './business-hours.ts'
import { WEEKDAYS } from './calendar-date.ts'
import { isOpen, nextOpening } from './window.ts'

const PARIS = 'Europe/Paris'
const OFFICE: BusinessHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' }
const on = (local: string, zone = PARIS) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
const due = (from: string, amount: string, hours = OFFICE, zone = PARIS) =>
  Temporal.Instant.fromEpochMilliseconds(addBusinessTime(on(from, zone), amount, hours, zone))
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString()

describe('hours in business time (fine print 105)', () => {
  it('count within the day', () => {
    expect(due('2026-03-03T10:00', 'PT4H')).toBe('2026-03-03T14:00:00')
  })

  it('count open time only, over night and over the weekend', () => {
    expect(due('2026-03-03T16:00', 'PT4H')).toBe('2026-03-04T11:00:00')
    expect(due('2026-03-06T16:00', 'PT4H')).toBe('2026-03-09T11:00:00')
    expect(due('2026-03-06T16:00', 'PT20H')).toBe('2026-03-10T18:00:00') // 2 h, then two days of 9 h
  })

  it('that are used up exactly at closing are due at closing, not next morning', () => {
    expect(due('2026-03-03T14:00', 'PT4H')).toBe('2026-03-03T18:00:00')
    expect(due('2026-03-03T09:00', 'PT18H')).toBe('2026-03-04T18:00:00')
  })

  it('start at the next opening when started outside hours', () => {
    expect(due('2026-03-03T20:00', 'PT4H')).toBe('2026-03-04T13:00:00')
    expect(due('2026-03-03T18:00', 'PT1H')).toBe('2026-03-04T10:00:00') // closing time is outside
    expect(due('2026-03-07T12:00', 'PT1H')).toBe('2026-03-09T10:00:00')
    expect(due('2026-03-03T06:00', 'PT1H')).toBe('2026-03-03T10:00:00')
  })

  it('are exact elapsed time while it is open, also over a change of the clocks', () => {
    const always: BusinessHours = { days: [...WEEKDAYS], from: '00:00', to: '24:00' }
    expect(due('2026-03-28T12:00', 'PT24H', always)).toBe('2026-03-29T13:00:00')
    const nights: BusinessHours = { days: ['sat'], from: '22:00', to: '06:00' }
    expect(due('2026-03-28T22:00', 'PT7H', nights)).toBe('2026-03-29T06:00:00') // a shift of seven hours
    expect(due('2026-03-28T22:00', 'PT8H', nights)).toBe('2026-04-04T23:00:00')
  })
})

describe('days in business time (fine print 105)', () => {
  it('are the same clock time on the next business day', () => {
    expect(due('2026-03-03T10:30', 'P1D')).toBe('2026-03-04T10:30:00')
    expect(due('2026-03-06T10:30', 'P1D')).toBe('2026-03-09T10:30:00')
    expect(due('2026-03-06T10:30', 'P6D')).toBe('2026-03-16T10:30:00')
  })

  it('start at the next opening when started outside hours', () => {
    expect(due('2026-03-03T20:00', 'P1D')).toBe('2026-03-05T09:00:00')
    expect(due('2026-03-07T12:00', 'P1D')).toBe('2026-03-10T09:00:00')
  })

  it('come before hours: P1DT2H is a business day, then two open hours', () => {
    expect(due('2026-03-03T17:00', 'P1DT2H')).toBe('2026-03-05T10:00:00')
    expect(due('2026-03-06T10:00', 'P1DT2H')).toBe('2026-03-09T12:00:00')
  })

  it('of a night shift belong to the day it opens', () => {
    const nights: BusinessHours = { days: ['mon', 'fri'], from: '22:00', to: '06:00' }
    expect(due('2026-03-07T03:00', 'P1D', nights)).toBe('2026-03-10T03:00:00') // Friday's shift, then Monday's
    expect(due('2026-03-06T23:00', 'P1D', nights)).toBe('2026-03-09T23:00:00')
  })

  it('wait for the opening where the gap moves the clock time out of hours', () => {
    const small: BusinessHours = { days: ['sat', 'sun'], from: '02:15', to: '02:45' }
    expect(due('2026-03-28T02:30', 'P1D', small)).toBe('2026-04-04T02:15:00') // 29 March has no 02:30
  })

  it('pass over a day that the zone skipped (Samoa, 30 December 2011)', () => {
    expect(due('2011-12-29T10:30', 'P1D', OFFICE, 'Pacific/Apia')).toBe('2012-01-02T10:30:00')
  })
})

describe('longer units in business time', () => {
  it('are calendar, then the next opening where that is closed', () => {
    expect(due('2026-03-03T10:30', 'P1W')).toBe('2026-03-10T10:30:00')
    expect(due('2026-03-04T10:30', 'P1M')).toBe('2026-04-06T09:00:00') // 4 April is a Saturday
    expect(due('2026-03-04T10:30', 'P1M1DT1H')).toBe('2026-04-07T10:00:00')
  })
})

describe('any business hours, anywhere', () => {
  const MINUTE = 60_000
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const hours = fc
    .record({
      days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
      from: fc.nat(1439).map(clock),
      to: fc.integer({ min: 1, max: 1440 }).map(clock),
    })
    .filter(({ from, to }) => from !== to)
  const modern = moments(Date.UTC(1975, 0), Date.UTC(2060, 0))

  it('spend exactly the open minutes that were asked for', () => {
    fc.assert(
      fc.property(modern, hours, fc.integer({ min: 1, max: 3000 }), (moment, open, minutes) => {
        const start = Math.floor(moment.at / MINUTE) * MINUTE
        const end = addBusinessTime(start, `PT${minutes}M`, open, moment.zone)
        let spent = 0
        let here = nextOpening(start, open, moment.zone)
        while (here < end) {
          if (isOpen(here, open, moment.zone)) {
            spent += 1
            here += MINUTE
          } else here = nextOpening(here, open, moment.zone)
        }
        expect(here).toBe(end)
        expect(spent).toBe(minutes)
        expect(isOpen(end - 1, open, moment.zone)).toBe(true) // it is not a minute later than needed
      }),
      { numRuns: 500 },
    )
  })

  it('are due in hours when counted in days, and later for more days', () => {
    fc.assert(
      fc.property(modern, hours, fc.integer({ min: 1, max: 30 }), ({ at, zone }, open, days) => {
        const end = addBusinessTime(at, `P${days}D`, open, zone)
        expect(isOpen(end, open, zone)).toBe(true)
        expect(addBusinessTime(at, `P${days + 1}D`, open, zone)).toBeGreaterThanOrEqual(end)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what business hours may say', () => {
  it('names days and times', () => {
    expect(businessHoursSchema.parse(OFFICE)).toEqual(OFFICE)
  })

  it.each([
    [{ ...OFFICE, to: '09:00' }, ['to']],
    [{ ...OFFICE, days: [] }, ['days']],
    [{ from: '09:00', to: '18:00' }, ['days']],
    [{ days: ['mon'], from: '09:00' }, ['to']],
    [{ ...OFFICE, from: '25:00' }, ['from']],
    [{ ...OFFICE, zone: 'Europe/Paris' }, []],
  ])('refuses %j', (value, path) => {
    expect(businessHoursSchema.safeParse(value).error?.issues[0]?.path).toEqual(path)
  })

  it('does not run backwards', () => {
    expect(() => addBusinessTime(0, '-P1D', OFFICE, 'UTC')).toThrow('business time cannot run backwards')
  })
})
