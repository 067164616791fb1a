import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { moments, zoned } from '../testing/arbitrary-instants.ts'
import {
  addDuration,
  approximateMilliseconds,
  duration,
  durationProblem,
  isZero,
  MAX_DURATION,
  negate,
  parseDuration,
} from './duration.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const NOTHING = { sign: 1, years: 0, months: 0, weeks: 0, days: 0, milliseconds: 0 }
const later = (from: string, text: string, zone = 'Europe/Paris') => addDuration(at(from), duration(text), zone)

describe('reading a duration', () => {
  it.each([
    ['P3D', { days: 3 }],
    ['P1Y2M3W4D', { years: 1, months: 2, weeks: 3, days: 4 }],
    ['PT1H30M', { milliseconds: 5_400_000 }],
    ['P1DT12H', { days: 1, milliseconds: 43_200_000 }],
    ['PT1.5H', { milliseconds: 5_400_000 }],
    ['PT0.5S', { milliseconds: 500 }],
    ['PT1H0,25M', { milliseconds: 3_615_000 }],
    ['+P1D', { days: 1 }],
    ['-P1DT1H', { sign: -1, days: 1, milliseconds: 3_600_000 }],
    ['-P0D', {}],
    ['PT36H', { milliseconds: 129_600_000 }],
  ])('understands %s', (text, expected) => {
    expect(parseDuration(text)).toEqual({ ...NOTHING, ...expected })
  })

  it.each([
    'P',
    'PT',
    'P1DT',
    '-P',
    '',
    ' P1D',
    'P1D ',
    '3D',
    'P1H',
    'PT1D',
    'P1D1Y',
    'PT1S1H',
    'P-1D',
    '--P1D',
    'P1',
    'p1d',
    'P1d',
    'PT1h',
    'P1W2',
    'P1,D',
    'PT.5H',
    'PT1.H',
    'three days',
    '3',
    'P1DT1',
    'PT1H1H',
  ])('refuses "%s"', (text) => {
    expect(parseDuration(text)).toBeUndefined()
    expect(durationProblem(text, { allow: 'positive' })).toContain('is not an ISO 8601 duration')
  })

  it.each(['P0.5D', 'P1.5Y', 'P0.5W', 'P0.5M', 'PT1.5H30M', 'PT0.5M1S', 'PT1.5H0.5M'])(
    'refuses %s: a fraction stands only in the smallest time unit (fine print 124)',
    (text) => {
      expect(parseDuration(text)).toBeUndefined()
    },
  )

  it('refuses what it could not honour exactly (FLOW-DSL §5)', () => {
    expect(parseDuration('PT0.0001S')).toBeUndefined()
    expect(durationProblem('PT0.0001S', { allow: 'positive' })).toBe('"PT0.0001S" is finer than a millisecond')
    expect(parseDuration('PT300000000.000000001S')).toBeUndefined()
    expect(parseDuration('PT0.00001H')).toEqual({ ...NOTHING, milliseconds: 36 })
    expect(parseDuration(`P${'9'.repeat(400)}D`)).toBeUndefined()
    expect(durationProblem(`PT${'9'.repeat(400)}H`, { allow: 'positive' })).toContain('longer than P10Y')
  })

  it('reads exactly what Temporal reads, but upper case only', () => {
    const amount = fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined })
    const text = fc
      .tuple(
        fc.constantFrom('', '+', '-'),
        amount,
        amount,
        amount,
        amount,
        amount,
        amount,
        amount,
        fc.constantFrom('', '.5', ',125'),
      )
      .map(([sign, y, mo, w, d, h, mi, s, fraction]) => {
        const part = (value: number | undefined, unit: string) => (value === undefined ? '' : `${value}${unit}`)
        const time = part(h, 'H') + part(mi, 'M') + part(s, `${fraction}S`)
        return `${sign}P${part(y, 'Y')}${part(mo, 'M')}${part(w, 'W')}${part(d, 'D')}${time ? `T${time}` : ''}`
      })
    fc.assert(
      fc.property(text, (iso) => {
        if (iso.endsWith('P')) {
          expect(parseDuration(iso)).toBeUndefined()
          return
        }
        const theirs = Temporal.Duration.from(iso)
        const ours = parseDuration(iso)
        expect(ours).toEqual({
          sign: theirs.sign < 0 ? -1 : 1,
          years: Math.abs(theirs.years),
          months: Math.abs(theirs.months),
          weeks: Math.abs(theirs.weeks),
          days: Math.abs(theirs.days),
          milliseconds: Math.abs(
            theirs.hours * 3_600_000 + theirs.minutes * 60_000 + theirs.seconds * 1000 + theirs.milliseconds,
          ),
        })
      }),
      { numRuns: 1000 },
    )
  })
})

describe('moving an instant by a duration', () => {
  it('moves the wall clock by calendar units, also across a change of the clocks (FLOW-DSL §5)', () => {
    expect(later('2026-03-28T08:00:00Z', 'P1D')).toBe(at('2026-03-29T07:00:00Z')) // 09:00 to 09:00
    expect(later('2026-10-24T07:00:00Z', 'P1W')).toBe(at('2026-10-31T08:00:00Z'))
  })

  it('counts time units as exact elapsed time (FLOW-DSL §5)', () => {
    expect(later('2026-03-28T08:00:00Z', 'PT24H')).toBe(at('2026-03-29T08:00:00Z')) // 09:00 to 10:00
  })

  it('goes from 31 January by a month to the last day of February (FLOW-DSL §5)', () => {
    expect(later('2026-01-31T09:00:00Z', 'P1M')).toBe(at('2026-02-28T09:00:00Z'))
    expect(later('2028-01-31T09:00:00Z', 'P1M')).toBe(at('2028-02-29T09:00:00Z'))
    expect(later('2028-02-29T09:00:00Z', 'P1Y')).toBe(at('2029-02-28T09:00:00Z'))
  })

  it('goes back by a negative duration, across the year', () => {
    expect(later('2026-03-31T09:00:00Z', '-P1M')).toBe(at('2026-02-28T10:00:00Z')) // 11:00 in summer, 11:00 in winter
    expect(later('2026-01-15T09:00:00Z', '-P13M')).toBe(at('2024-12-15T09:00:00Z'))
  })

  it('moves the date first, then by exact time (fine print 124)', () => {
    expect(later('2026-03-28T08:00:00Z', 'P1DT12H')).toBe(at('2026-03-29T19:00:00Z'))
    expect(later('2026-03-28T00:30:00Z', 'P1DT1H')).toBe(at('2026-03-29T01:30:00Z')) // 01:30 exists, then one hour
  })

  it('moves a local time that does not exist forward by the gap', () => {
    expect(later('2026-03-28T01:30:00Z', 'P1D')).toBe(at('2026-03-29T01:30:00Z')) // 02:30 becomes 03:30
  })

  it('takes the earlier of a local time that exists twice', () => {
    expect(later('2026-10-24T00:30:00Z', 'P1D')).toBe(at('2026-10-25T00:30:00Z'))
  })

  it('keeps the instant where the duration is nothing, even in the second pass of a repeated hour', () => {
    expect(later('2026-10-25T01:30:00Z', 'P0D')).toBe(at('2026-10-25T01:30:00Z'))
  })

  it('arrives where Temporal arrives', () => {
    const amounts = fc.record({
      sign: fc.constantFrom<1 | -1>(1, -1),
      years: fc.nat(10),
      months: fc.nat(30),
      weeks: fc.nat(60),
      days: fc.nat(500),
      milliseconds: fc.nat(400_000_000),
    })
    const sparse = fc
      .tuple(amounts, fc.subarray(['years', 'months', 'weeks', 'days', 'milliseconds'] as const))
      .map(([amount, kept]) => ({
        ...NOTHING,
        ...Object.fromEntries(kept.map((unit) => [unit, amount[unit]])),
        sign: amount.sign,
      }))
    fc.assert(
      fc.property(moments(), sparse, (moment, move) => {
        const { sign, ...units } = move
        const theirs = Temporal.Duration.from(units)
        const expected = zoned(moment).add(sign === 1 ? theirs : theirs.negated()).epochMilliseconds
        expect(addDuration(moment.at, move, moment.zone)).toBe(expected)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('the limits of a duration', () => {
  const positive = (text: string) => durationProblem(text, { allow: 'positive' })
  const signed = (text: string) => durationProblem(text, { allow: 'signed' })

  it.each(['P10Y', 'P120M', 'P521W', 'P3652D', 'PT87660H', 'PT0.001S', '+P1D'])('takes %s', (text) => {
    expect(positive(text)).toBeUndefined()
  })

  it.each(['P10Y1D', 'P121M', 'P522W', 'P3653D', 'PT87660H1S', 'P9Y13M', 'P99999999999999999999Y'])(
    'refuses %s: P10Y is the longest, 1 Y being 12 M or 365.25 D (fine print 123)',
    (text) => {
      expect(positive(text)).toBe(`"${text}" is longer than ${MAX_DURATION}, the longest duration allowed`)
      expect(signed(`-${text}`)).toContain('longer than P10Y')
    },
  )

  it('lets only an offset be negative or zero (fine print 122)', () => {
    expect(positive('-P1D')).toBe('"-P1D" is negative: only an offset may go back in time')
    expect(positive('P0D')).toBe('"P0D" lasts no time: a duration here must be longer than zero')
    expect(positive('-PT0S')).toContain('lasts no time')
    expect(signed('-P30D')).toBeUndefined()
    expect(signed('P0D')).toBeUndefined()
    expect(signed('tomorrow')).toContain('is not an ISO 8601 duration')
  })

  it('compares by 1 Y = 12 M = 365.25 D (fine print 123)', () => {
    const days = (text: string) => approximateMilliseconds(duration(text)) / 86_400_000
    expect(days('P1Y')).toBe(365.25)
    expect(days('P12M')).toBe(365.25)
    expect(days('P1W1DT12H')).toBe(8.5)
    expect(days('-P2D')).toBe(-2)
  })
})

describe('a duration as a value', () => {
  it('can be turned round; nothing stays nothing', () => {
    expect(negate(duration('P1D'))).toEqual({ ...NOTHING, sign: -1, days: 1 })
    expect(negate(negate(duration('P1DT1S')))).toEqual(duration('P1DT1S'))
    expect(negate(duration('P0D'))).toEqual(NOTHING)
    expect(isZero(duration('PT0S'))).toBe(true)
    expect(isZero(duration('PT0.001S'))).toBe(false)
  })

  it('is remembered by its text, and says where validation was forgotten', () => {
    expect(duration('P3D')).toBe(duration('P3D'))
    expect(() => duration('three days')).toThrow('validate durations with durationProblem first')
  })

  it('is still right after more texts than are remembered', () => {
    for (let days = 1; days <= 2500; days += 1) expect(duration(`P${days}D`).days).toBe(days)
    expect(duration('P1D').days).toBe(1)
  })
})
