import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { moments } from '../testing/arbitrary-instants.ts'
import { formatInstant, toLocal, weekdayOf } from './local-time.ts'
import { nextOccurrence, type Schedule, scheduleProblem } from './schedule.ts'

const PARIS = 'Europe/Paris'
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds

/** The first occurrences after an instant, on the wall clock of the zone. */
function occurrences(schedule: Schedule, from: string, count = 3, zone = PARIS, startsAt = at(from)): string[] {
  const found: string[] = []
  let here: number | undefined = at(from)
  while (found.length < count) {
    here = nextOccurrence(schedule, here, { zone, startsAt })
    if (here === undefined) return [...found, 'over']
    found.push(Temporal.Instant.fromEpochMilliseconds(here).toZonedDateTimeISO(zone).toString().slice(0, 22))
  }
  return found
}

describe('a cron schedule (fine print 65)', () => {
  it('is local to the zone', () => {
    expect(occurrences({ cron: '0 9 * * mon' }, '2026-03-20T00:00:00Z')).toEqual([
      '2026-03-23T09:00:00+01',
      '2026-03-30T09:00:00+02',
      '2026-04-06T09:00:00+02',
    ])
  })

  it('occurs strictly after the given instant, and after its start', () => {
    const nine = at('2026-03-02T08:00:00Z')
    const daily = { cron: '0 9 * * *' }
    expect(nextOccurrence(daily, nine, { zone: PARIS, startsAt: 0 })).toBe(at('2026-03-03T08:00:00Z'))
    expect(nextOccurrence(daily, nine - 1, { zone: PARIS, startsAt: 0 })).toBe(nine)
    expect(nextOccurrence(daily, 0, { zone: PARIS, startsAt: nine })).toBe(at('2026-03-03T08:00:00Z'))
  })

  it.each([
    ['*/20 8-9 * * *', ['2026-03-02T08:00', '2026-03-02T08:20', '2026-03-02T08:40', '2026-03-02T09:00']],
    ['15,45 12 * * *', ['2026-03-02T12:15', '2026-03-02T12:45', '2026-03-03T12:15', '2026-03-03T12:45']],
    ['0 0 1 jan,JUL *', ['2026-07-01T00:00', '2027-01-01T00:00', '2027-07-01T00:00', '2028-01-01T00:00']],
    ['30 6 * * fri-sun', ['2026-03-06T06:30', '2026-03-07T06:30', '2026-03-08T06:30', '2026-03-13T06:30']],
    ['0 7 * * 7', ['2026-03-08T07:00', '2026-03-15T07:00', '2026-03-22T07:00', '2026-03-29T07:00']],
    ['0 7 * * 0', ['2026-03-08T07:00', '2026-03-15T07:00', '2026-03-22T07:00', '2026-03-29T07:00']],
    ['0 7 29 2 *', ['2028-02-29T07:00', '2032-02-29T07:00', '2036-02-29T07:00', '2040-02-29T07:00']],
    ['50/5 23 * * *', ['2026-03-02T23:50', '2026-03-02T23:55', '2026-03-03T23:50', '2026-03-03T23:55']],
    ['0 9 31 * *', ['2026-03-31T09:00', '2026-05-31T09:00', '2026-07-31T09:00', '2026-08-31T09:00']],
  ])('%s names the times of its fields', (cron, expected) => {
    expect(occurrences({ cron }, '2026-03-01T23:59:00Z', 4, 'UTC').map((text) => text.slice(0, 16))).toEqual(expected)
  })

  it('with both a day of month and a day of week takes either, as cron does', () => {
    expect(
      occurrences({ cron: '0 9 13 * 5' }, '2026-03-02T00:00:00Z', 4, 'UTC').map((text) => text.slice(0, 10)),
    ).toEqual(['2026-03-06', '2026-03-13', '2026-03-20', '2026-03-27'])
    expect(
      occurrences({ cron: '0 9 10 * 5' }, '2026-03-02T00:00:00Z', 2, 'UTC').map((text) => text.slice(0, 10)),
    ).toEqual(['2026-03-06', '2026-03-10'])
  })

  it('moves a time that does not exist forward by the gap', () => {
    expect(occurrences({ cron: '30 2 * * *' }, '2026-03-28T00:00:00Z')).toEqual([
      '2026-03-28T02:30:00+01',
      '2026-03-29T03:30:00+02',
      '2026-03-30T02:30:00+02',
    ])
  })

  it('occurs once in the repeated hour, at the earlier', () => {
    expect(occurrences({ cron: '30 2 * * *' }, '2026-10-24T12:00:00Z')).toEqual([
      '2026-10-25T02:30:00+02',
      '2026-10-26T02:30:00+01',
      '2026-10-27T02:30:00+01',
    ])
  })

  it('keeps the order of instants where a moved time meets one that exists', () => {
    expect(occurrences({ cron: '*/30 2-3 * * *' }, '2026-03-28T12:00:00Z')).toEqual([
      '2026-03-29T03:00:00+02', // both 02:00, moved, and 03:00
      '2026-03-29T03:30:00+02',
      '2026-03-30T02:00:00+02',
    ])
  })

  it('still owes a time moved by the gap when asked after the gap', () => {
    expect(occurrences({ cron: '45 2 * * *' }, '2026-03-29T01:10:00Z', 1)).toEqual(['2026-03-29T03:45:00+02']) // asked at 03:10
    const lordHowe = 'Australia/Lord_Howe' // 02:00 becomes 02:30 on 4 October 2026
    expect(occurrences({ cron: '15,40 2 * * *' }, '2026-10-03T14:00:00Z', 3, lordHowe)).toEqual([
      '2026-10-04T02:40:00+11',
      '2026-10-04T02:45:00+11', // 02:15, moved
      '2026-10-05T02:15:00+11',
    ])
  })

  it('survives a skipped day', () => {
    expect(occurrences({ cron: '0 9 * * *' }, '2011-12-29T12:00:00Z', 3, 'Pacific/Apia')).toEqual([
      '2011-12-29T09:00:00-10',
      '2011-12-31T09:00:00+14', // and 30 December, moved by a day
      '2012-01-01T09:00:00+14',
    ])
  })

  it('is the earliest instant of its local times, anywhere', () => {
    const crons = [
      '30 2 * * *',
      '*/20 * * * *',
      '0 0 * * *',
      '15 0-3 * * sat,sun',
      '7 1,2 * * 1-5',
      '59 23 * * *',
      '15,40 2 * * *',
    ]
    const modern = moments(Date.UTC(1975, 0), Date.UTC(2060, 0))
    fc.assert(
      fc.property(modern, fc.constantFrom(...crons), ({ at: after, zone }, cron) => {
        const [minutes = '', hours = '', , , weekdays = ''] = cron.split(' ')
        const fits = (text: string, value: number) =>
          text === '*' ||
          (text.startsWith('*/') && value % Number(text.slice(2)) === 0) ||
          text.split(',').some((part) => {
            const [low, high = low] = part.split('-').map(Number)
            return low !== undefined && high !== undefined && value >= low && value <= high
          })
        let expected = Number.POSITIVE_INFINITY
        const first = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate()
        for (
          let day = first.subtract({ days: 2 });
          Temporal.PlainDate.compare(day, first.add({ days: 7 })) < 0;
          day = day.add({ days: 1 })
        ) {
          const named = weekdays === 'sat,sun' ? day.dayOfWeek >= 6 : fits(weekdays, day.dayOfWeek % 7)
          for (let minute = 0; named && minute < 1440; minute += 1) {
            if (!fits(hours, Math.floor(minute / 60)) || !fits(minutes, minute % 60)) continue
            const wall = day.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
            const instant = wall.toZonedDateTime(zone).epochMilliseconds
            if (instant > after && instant < expected) expected = instant
          }
        }
        const found = nextOccurrence({ cron }, after, { zone, startsAt: 0 })
        expect(formatInstant(found ?? 0)).toBe(formatInstant(expected))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    '* * * *',
    '0 0 9 * * mon',
    '@daily',
    '',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * 32 * *',
    '* * * 13 *',
    '* * * * 8',
    '*/0 * * * *',
    '5-1 * * * *',
    '0 9 L * *',
    '0 9 * * 1#2',
    '0 9 1W * *',
    '? * * * *',
    'a * * * *',
    '1,,2 * * * *',
    '0 9 * * monday',
    '0 9 30 2 *',
    '0 9 31 4,6,9,11 *',
    '-5 * * * *',
    '1.5 * * * *',
    '* * * mon *',
  ])('refuses "%s"', (cron) => {
    expect(scheduleProblem({ cron })).toContain(`"${cron}"`)
    expect(() => nextOccurrence({ cron }, 0, { zone: 'UTC', startsAt: 0 })).toThrow('scheduleProblem')
  })

  it.each(['0 9 * * mon', '*/15 9-17 1-7 */2 1-5', '  0   9 * * *  ', '0 9 30 2 mon'])('takes "%s"', (cron) => {
    expect(scheduleProblem({ cron })).toBeUndefined()
  })
})

describe('a recurrence rule (fine print 65)', () => {
  it('without DTSTART starts at publication, and the first occurrence is after it', () => {
    expect(occurrences({ rrule: 'FREQ=DAILY' }, '2026-03-27T09:30:00Z')).toEqual([
      '2026-03-28T10:30:00+01',
      '2026-03-29T10:30:00+02',
      '2026-03-30T10:30:00+02',
    ])
  })

  it('that names its hour means that hour sharp, whenever it was published', () => {
    expect(occurrences({ rrule: 'RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9' }, '2026-03-20T09:47:23.456Z', 2)).toEqual([
      '2026-03-23T09:00:00+01',
      '2026-03-30T09:00:00+02',
    ])
  })

  it('with DTSTART keeps its own start, and its own zone where it names one', () => {
    const start = at('2026-03-01T00:00:00Z')
    const floating = { rrule: 'DTSTART:20260105T093000\nRRULE:FREQ=WEEKLY;INTERVAL=2' }
    expect(occurrences(floating, '2026-03-01T00:00:00Z', 2, PARIS, start)).toEqual([
      '2026-03-02T09:30:00+01',
      '2026-03-16T09:30:00+01',
    ])
    const pinned = { rrule: 'DTSTART;TZID=America/New_York:20260302T090000\nRRULE:FREQ=DAILY' }
    expect(occurrences(pinned, '2026-03-01T00:00:00Z', 1, PARIS, start)).toEqual(['2026-03-02T15:00:00+01'])
    const utc = { rrule: 'DTSTART:20260327T080000Z\nRRULE:FREQ=DAILY' }
    expect(occurrences(utc, '2026-03-28T00:00:00Z', 2, PARIS, start)).toEqual([
      '2026-03-28T09:00:00+01',
      '2026-03-29T10:00:00+02',
    ])
  })

  it('expands what RFC 5545 gives it', () => {
    const days = (rrule: string, count: number) =>
      occurrences({ rrule }, '2026-01-01T08:00:00Z', count, 'UTC').map((text) => text.slice(0, 10))
    expect(days('FREQ=MONTHLY;BYDAY=-1FR', 3)).toEqual(['2026-01-30', '2026-02-27', '2026-03-27'])
    expect(days('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 2)).toEqual(['2026-01-30', '2026-02-27'])
    expect(days('FREQ=MONTHLY;BYMONTHDAY=31', 3)).toEqual(['2026-01-31', '2026-03-31', '2026-05-31'])
    expect(days('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 2)).toEqual(['2028-02-29', '2032-02-29'])
  })

  it('moves a time that does not exist forward by the gap, and occurs once in the repeated hour', () => {
    const nightly = { rrule: 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30' }
    expect(occurrences(nightly, '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T03:30:00+02',
      '2026-03-30T02:30:00+02',
    ])
    expect(occurrences(nightly, '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T02:30:00+02',
      '2026-10-26T02:30:00+01',
    ])
  })

  it('ends by COUNT, which counts the start', () => {
    expect(occurrences({ rrule: 'FREQ=DAILY;COUNT=3' }, '2026-03-02T08:00:00Z')).toEqual([
      '2026-03-03T09:00:00+01',
      '2026-03-04T09:00:00+01',
      'over',
    ])
  })

  it('ends by UNTIL, inclusive: an instant, a local time or a whole local day', () => {
    const until = (text: string) =>
      occurrences({ rrule: `FREQ=DAILY;UNTIL=${text}` }, '2026-03-02T08:00:00Z', 9).length - 1
    expect(until('20260304T080000Z')).toBe(2)
    expect(until('20260304T075959Z')).toBe(1)
    expect(until('20260304T090000')).toBe(2)
    expect(until('20260304')).toBe(2)
  })

  it.each([
    ['FREQ=HOURLY;INTERVAL=6', 'UTC'],
    ['FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=9,15;BYMINUTE=30', PARIS],
  ])('%s names only what it says, year after year', (rrule, zone) => {
    const startsAt = at('2026-01-01T00:00:00Z')
    let here: number | undefined = startsAt
    for (let n = 0; n < 200; n += 1) {
      const next: number | undefined = nextOccurrence({ rrule }, here ?? 0, { zone, startsAt })
      expect(next).toBeGreaterThan(here ?? 0)
      here = next
      const local = toLocal(next ?? 0, zone)
      if (rrule.includes('HOURLY')) expect(local.hour % 6).toBe(0)
      else expect([weekdayOf(local), local.minute]).toEqual([expect.stringMatching(/tue|thu/), 30])
    }
  })

  it.each([
    ['', 'not a recurrence rule'],
    ['every monday', 'not a recurrence rule'],
    ['FREQ=FORTNIGHTLY', 'FREQ=FORTNIGHTLY is not valid'],
    ['INTERVAL=2', 'FREQ is missing'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL=0 is not valid'],
    ['FREQ=DAILY;COUNT=0', 'COUNT=0 is not valid'],
    ['FREQ=DAILY;BYHOUR=25', 'BYHOUR=25 is not valid'],
    ['FREQ=DAILY;BYHOUR=', 'BYHOUR= is not valid'],
    ['FREQ=DAILY;BYDAY=XX', 'BYDAY=XX is not valid'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY=0 is not valid'],
    ['FREQ=DAILY;COLOUR=RED', 'COLOUR is not a part'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ is given twice'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20261231', 'exclude each other'],
    ['FREQ=DAILY;UNTIL=soon', 'UNTIL=SOON is not a date'],
    ['FREQ=DAILY;UNTIL=20260230', 'is not a date'],
    ['FREQ=WEEKLY;BYMONTHDAY=3', 'BYMONTHDAY'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'never comes'],
    ['DTSTART:20260302T090000\nRRULE:FREQ=DAILY;UNTIL=20260301', 'never comes'],
    ['DTSTART:tomorrow\nRRULE:FREQ=DAILY', 'is not a start'],
    ['DTSTART;TZID=Mars/Olympus:20260302T090000\nRRULE:FREQ=DAILY', 'is not an IANA time zone'],
    ['DTSTART:20260302T090000\nRRULE:FREQ=DAILY\nEXDATE:20260303T090000', 'not a recurrence rule'],
  ])('refuses %j', (rrule, message) => {
    expect(scheduleProblem({ rrule })).toContain(message)
  })

  it.each([
    'FREQ=DAILY',
    'rrule:freq=weekly;byday=mo',
    'FREQ=MONTHLY;BYDAY=1MO,-1FR;WKST=SU',
    'DTSTART;TZID=Europe/Paris:20260302T090000\r\nRRULE:FREQ=DAILY;UNTIL=20261231T230000Z',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'FREQ=DAILY;',
  ])('takes %j', (rrule) => {
    expect(scheduleProblem({ rrule })).toBeUndefined()
  })
})

describe('a schedule', () => {
  it('is exactly one of cron and rrule', () => {
    expect(scheduleProblem({})).toContain('exactly one')
    expect(scheduleProblem({ cron: '0 9 * * *', rrule: 'FREQ=DAILY' })).toContain('exactly one')
  })
})
