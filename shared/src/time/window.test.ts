import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type Moment, moments } from '../testing/arbitrary-instants.ts'
import { WEEKDAYS, type Weekday } from './calendar-date.ts'
import { formatInstant, startOfDay, toLocal, weekdayOf } from './local-time.ts'
import { isOpen, nextOpening, quietHoursEnd, quietHoursSchema, type Window, windowSchema } from './window.ts'

const PARIS = 'Europe/Paris'
/** An instant by the wall clock of a zone. */
const on = (local: string, zone = PARIS) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const OFFICE: Window = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }
const opens = (from: number, window: Window, zone = PARIS) => formatInstant(nextOpening(from, window, zone))
const instant = (ms: number) => formatInstant(ms)

describe('a window on a marketer’s week', () => {
  it('leaves an instant inside unchanged (FLOW-DSL §5)', () => {
    const tuesday = on('2026-03-03T11:22:33')
    expect(nextOpening(tuesday, OFFICE, PARIS)).toBe(tuesday)
  })

  it('otherwise waits for the next opening instant', () => {
    expect(opens(on('2026-03-03T08:59:59'), OFFICE)).toBe(instant(on('2026-03-03T09:00')))
    expect(opens(on('2026-03-03T18:00'), OFFICE)).toBe(instant(on('2026-03-04T09:00')))
    expect(opens(on('2026-03-06T17:00'), OFFICE)).toBe(instant(on('2026-03-09T09:00')))
  })

  it('is half-open: 09:00 is inside, 17:00 is not', () => {
    expect(isOpen(on('2026-03-03T09:00'), OFFICE, PARIS)).toBe(true)
    expect(isOpen(on('2026-03-03T16:59:59.999'), OFFICE, PARIS)).toBe(true)
    expect(isOpen(on('2026-03-03T17:00'), OFFICE, PARIS)).toBe(false)
    expect(isOpen(on('2026-03-03T08:59:59.999'), OFFICE, PARIS)).toBe(false)
  })

  it('is on whole local days where it names no hours', () => {
    const weekend: Window = { days: ['sat', 'sun'] }
    expect(opens(on('2026-03-04T12:00'), weekend)).toBe(instant(on('2026-03-07T00:00')))
    expect(isOpen(on('2026-03-08T23:59:59'), weekend, PARIS)).toBe(true)
    expect(isOpen(on('2026-03-09T00:00'), weekend, PARIS)).toBe(false)
  })

  it('is on every day where it names no days', () => {
    expect(opens(on('2026-03-07T20:00'), { from: '09:00', to: '17:00' })).toBe(instant(on('2026-03-08T09:00')))
  })

  it('goes by the weekday and hour of the zone, not of UTC', () => {
    const sundayInAuckland = at('2026-03-07T12:30:00Z') // Sunday 01:30 there, Saturday in UTC
    expect(isOpen(sundayInAuckland, { days: ['sun'] }, 'Pacific/Auckland')).toBe(true)
    expect(isOpen(sundayInAuckland, { days: ['sat'] }, 'UTC')).toBe(true)
  })

  it('comes back a week later on its only day', () => {
    expect(opens(on('2026-03-03T17:00'), { days: ['tue'], from: '09:00', to: '17:00' })).toBe(
      instant(on('2026-03-10T09:00')),
    )
  })

  it('may end at 24:00 (fine print 126)', () => {
    const evening: Window = { from: '20:00', to: '24:00' }
    expect(isOpen(on('2026-03-03T23:59:59'), evening, PARIS)).toBe(true)
    expect(isOpen(on('2026-03-04T00:00'), evening, PARIS)).toBe(false)
  })
})

describe('a window over midnight', () => {
  const night: Window = { days: ['fri'], from: '22:00', to: '02:00' }

  it('belongs to the day it opens (FLOW-DSL §5)', () => {
    expect(isOpen(on('2026-03-06T23:00'), night, PARIS)).toBe(true) // Friday
    expect(isOpen(on('2026-03-07T01:59'), night, PARIS)).toBe(true) // Saturday, still Friday's
    expect(isOpen(on('2026-03-06T01:00'), night, PARIS)).toBe(false) // Friday, but Thursday's night
    expect(isOpen(on('2026-03-07T02:00'), night, PARIS)).toBe(false)
  })

  it('opens next on its own day', () => {
    expect(opens(on('2026-03-07T02:00'), night)).toBe(instant(on('2026-03-13T22:00')))
    expect(opens(on('2026-03-06T01:00'), night)).toBe(instant(on('2026-03-06T22:00')))
  })
})

describe('a window and the change of the clocks', () => {
  it('opens at the first instant that exists where its opening falls into the gap (FLOW-DSL §5)', () => {
    expect(opens(on('2026-03-29T00:00'), { from: '02:30', to: '04:00' })).toBe('2026-03-29T01:00:00Z') // 03:00
  })

  it('waits for the next allowed day where the gap swallows it whole (FLOW-DSL §5)', () => {
    const swallowed: Window = { days: ['sun'], from: '02:15', to: '02:45' }
    expect(opens(on('2026-03-29T00:00'), swallowed)).toBe(instant(on('2026-04-05T02:15')))
    expect(opens(on('2026-03-29T00:00'), { from: '02:00', to: '03:00' })).toBe(instant(on('2026-03-30T02:00')))
  })

  it('has both passes of the repeated hour inside (FLOW-DSL §5)', () => {
    const early: Window = { from: '02:00', to: '03:00' }
    for (const text of [
      '2026-10-25T00:00:00Z',
      '2026-10-25T00:59:59Z',
      '2026-10-25T01:00:00Z',
      '2026-10-25T01:59:59Z',
    ]) {
      expect(isOpen(at(text), early, PARIS)).toBe(true)
    }
    expect(isOpen(at('2026-10-25T02:00:00Z'), early, PARIS)).toBe(false)
  })

  it('opens a second time in the repeated hour: 00:30-01:30 at the second 01:00 (fine print 125)', () => {
    const havana = 'America/Havana' // 01:00 becomes 00:00 again on 1 November 2026, at 05:00 UTC
    const newYork = 'America/New_York' // 02:00 becomes 01:00 again, at 06:00 UTC
    const window: Window = { from: '00:30', to: '01:30' }
    expect(isOpen(at('2026-11-01T05:30:00Z'), window, newYork)).toBe(false)
    expect(opens(at('2026-11-01T05:30:00Z'), window, newYork)).toBe('2026-11-01T06:00:00Z') // the second 01:00
    expect(opens(at('2026-11-01T05:00:00Z'), window, havana)).toBe('2026-11-01T05:30:00Z') // the second 00:30
  })

  it('opens at the end of a gap at midnight', () => {
    expect(opens(at('2026-03-28T21:30:00Z'), { days: ['sun'] }, 'Asia/Beirut')).toBe('2026-03-28T22:00:00Z') // 01:00
  })

  it('waits a week for a day that was skipped (Samoa, Friday 30 December 2011)', () => {
    const friday: Window = { days: ['fri'], from: '09:00', to: '10:00' }
    expect(opens(on('2011-12-29T12:00', 'Pacific/Apia'), friday, 'Pacific/Apia')).toBe(
      instant(on('2012-01-06T09:00', 'Pacific/Apia')),
    )
  })

  it('knows steps of half an hour', () => {
    // Lord Howe: 02:00 becomes 02:30 on 4 October 2026
    expect(opens(at('2026-10-03T15:00:00Z'), { from: '02:10', to: '02:40' }, 'Australia/Lord_Howe')).toBe(
      '2026-10-03T15:30:00Z',
    )
  })
})

/** §5 in words of its own: does the wall clock stand inside? */
function standsInside({ zone, at: when }: Moment, { days, from, to }: Window): boolean {
  const local = toLocal(when, zone)
  const allowed = (day: Weekday) => !days || days.includes(day)
  const today = weekdayOf(local)
  if (from === undefined || to === undefined) return allowed(today)
  const yesterday = WEEKDAYS[(WEEKDAYS.indexOf(today) + 6) % 7] ?? today
  const clock = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`
  if (from < to) return allowed(today) && clock >= from && clock < to
  return (allowed(today) && clock >= from) || (allowed(yesterday) && clock < to)
}

const clockTime = fc.nat(24 * 60 - 1).map((minute) => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
})
const days = fc.subarray([...WEEKDAYS], { minLength: 1 })
const hours = fc
  .tuple(
    fc.oneof(clockTime, fc.constantFrom('00:00', '00:30', '01:30', '02:00', '02:30', '23:30')),
    fc.oneof(clockTime, fc.constantFrom('24:00', '01:00', '01:30', '02:45', '03:00')),
  )
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to }))
const windows: fc.Arbitrary<Window> = fc.oneof(
  hours,
  days.map((chosen) => ({ days: chosen })),
  fc.tuple(days, hours).map(([chosen, times]) => ({ days: chosen, ...times })),
)
const MINUTE = 60_000
// Whole-minute offsets only, so that stepping by minutes meets every opening.
const modern = moments(at('1975-01-01T00:00:00Z'), at('2060-01-01T00:00:00Z'))

/** The first instant >= at for which the test holds, found by walking minute by minute. */
function walk(from: number, holds: (instant: number) => boolean): number {
  let here = from
  while (!holds(here)) here = (Math.floor(here / MINUTE) + 1) * MINUTE
  return here
}

describe('any window, anywhere', () => {
  it('opens at the first instant whose wall clock is inside, as found by walking minute by minute (fine print 125)', () => {
    fc.assert(
      fc.property(modern, windows, (moment, window) => {
        const { zone } = moment
        const expected = walk(moment.at, (here) => standsInside({ zone, at: here }, window))
        expect(formatInstant(nextOpening(moment.at, window, zone))).toBe(formatInstant(expected))
        expect(isOpen(expected, window, zone)).toBe(true)
        expect(isOpen(moment.at, window, zone)).toBe(expected === moment.at)
      }),
      { numRuns: 1500 },
    )
  })

  it('keeps its opening when asked again', () => {
    fc.assert(
      fc.property(modern, windows, ({ at: when, zone }, window) => {
        const opening = nextOpening(when, window, zone)
        expect(opening).toBeGreaterThanOrEqual(when)
        expect(nextOpening(opening, window, zone)).toBe(opening)
      }),
    )
  })
})

describe('quiet hours', () => {
  const quiet = { from: '20:00', to: '08:00' }

  it('are half-open, in the zone of the contact, over midnight where they end earlier than they begin (fine print 135)', () => {
    expect(quietHoursEnd(on('2026-03-03T19:59:59'), quiet, PARIS)).toBe(on('2026-03-03T19:59:59'))
    expect(quietHoursEnd(on('2026-03-03T20:00'), quiet, PARIS)).toBe(on('2026-03-04T08:00'))
    expect(quietHoursEnd(on('2026-03-04T07:59:59'), quiet, PARIS)).toBe(on('2026-03-04T08:00'))
    expect(quietHoursEnd(on('2026-03-04T08:00'), quiet, PARIS)).toBe(on('2026-03-04T08:00'))
  })

  it('may lie within a day, or end with it', () => {
    expect(quietHoursEnd(on('2026-03-04T12:30'), { from: '12:00', to: '14:00' }, PARIS)).toBe(on('2026-03-04T14:00'))
    expect(quietHoursEnd(on('2026-03-04T21:00'), { from: '20:00', to: '24:00' }, PARIS)).toBe(on('2026-03-05T00:00'))
    expect(quietHoursEnd(on('2026-03-04T03:00'), { from: '00:00', to: '06:00' }, PARIS)).toBe(on('2026-03-04T06:00'))
  })

  it('end at the first instant that exists where their end falls into the gap', () => {
    expect(quietHoursEnd(on('2026-03-29T01:00'), { from: '22:00', to: '02:30' }, PARIS)).toBe(
      at('2026-03-29T01:00:00Z'),
    )
  })

  it('end at the first instant that is not quiet, as found by walking minute by minute', () => {
    fc.assert(
      fc.property(modern, hours, ({ at: when, zone }, times) => {
        if (times.from === '00:00' && times.to === '24:00') return
        const expected = walk(when, (here) => !standsInside({ zone, at: here }, times))
        expect(formatInstant(quietHoursEnd(when, times, zone))).toBe(formatInstant(expected))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    [{ from: '20:00', to: '20:00' }, 'opens and closes at 20:00'],
    [{ from: '00:00', to: '24:00' }, 'nothing could ever be sent'],
    [{ from: '20:00' }, 'expected string'],
    [{ from: '24:00', to: '08:00' }, 'HH:MM'],
    [{ from: '20:00', to: '08:00', days: ['mon'] }, 'days'],
  ])('%j are bad input', (value, message) => {
    const result = quietHoursSchema.safeParse(value)
    expect(result.success).toBe(false)
    expect(result.error?.issues[0]?.message).toContain(message)
  })
})

describe('what a window may say', () => {
  it.each([
    { days: ['mon'], from: '09:00', to: '17:00', zone: 'Europe/Paris' },
    { from: '09:00', to: '24:00' },
    { from: '00:00', to: '24:00' },
    { from: '22:00', to: '00:00' },
    { days: ['sat', 'sun'], zone: 'flow' },
    { days: ['mon', 'mon', 'tue'] }, // duplicates are harmless (fine print 127)
  ])('%j is fine', (window) => {
    expect(windowSchema.parse(window)).toEqual(window)
  })

  it.each([
    [{ from: '09:00', to: '09:00' }, ['to'], 'opens and closes at 09:00'],
    [{ from: '09:00' }, ['to'], 'opens at 09:00 but never closes'],
    [{ to: '17:00' }, ['from'], 'closes at 17:00 but never opens'],
    [{ days: ['mon'], to: '17:00' }, ['from'], 'never opens'],
    [{ days: [] }, ['days'], 'no day is chosen'],
    [{ from: '24:00', to: '08:00' }, ['from'], 'HH:MM, from 00:00 to 23:59'],
    [{ from: '9:00', to: '17:00' }, ['from'], 'HH:MM'],
    [{ from: '09:00', to: '24:01' }, ['to'], 'HH:MM'],
    [{ from: '09:00', to: '17:00:00' }, ['to'], 'HH:MM'],
    [{ days: ['monday'] }, ['days', 0], 'a day is one of mon, tue'],
    [{ days: ['Mon'] }, ['days', 0], 'a day is one of mon, tue'],
    [{ days: ['mon'], zone: '+02:00' }, ['zone'], 'not an IANA time zone name'],
    [{ days: ['mon'], zone: 'Europe/Lutetia' }, ['zone'], 'not an IANA time zone name'],
    [{ days: ['mon'], colour: 'red' }, [], 'colour'],
  ])('%j is an error that says where and why', (window, path, message) => {
    const issue = windowSchema.safeParse(window).error?.issues[0]
    expect(issue?.path).toEqual(path)
    expect(issue?.message).toContain(message)
  })

  it('is always open where it names neither days nor times', () => {
    for (const window of [{}, { zone: 'flow' }]) {
      expect(windowSchema.safeParse(window).success).toBe(true)
      expect(nextOpening(1, window, 'Europe/Paris')).toBe(1)
    }
  })

  it('says so where validation was forgotten', () => {
    expect(() => quietHoursEnd(0, { from: '00:00', to: '24:00' }, 'UTC')).toThrow('are empty')
    expect(() => nextOpening(0, { days: [] }, 'UTC')).toThrow('never open')
    expect(() => isOpen(0, { from: '09:00', to: '09:00' }, 'UTC')).toThrow('are empty')
  })

  it('goes by the same zone table as everything else', () => {
    expect(startOfDay(on('2026-03-07T10:00'), PARIS)).toBe(
      nextOpening(on('2026-03-06T10:00'), { days: ['sat'] }, PARIS),
    )
  })
})
