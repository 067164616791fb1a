import { describe, expect, test } from 'vitest'
import type { Json } from '../contract/json.ts'
import { holds } from './evaluate.ts'
import { all, rule, sampleSubject } from './sample-subject.ts'

interface At {
  readonly now?: string
  readonly zone?: string
}

/** The verdict on an attribute declared as a date. */
const is = (data: string, operator: string, value: Json, { now, zone }: At = {}): boolean =>
  holds(
    all(rule('contact.x', operator, value)),
    sampleSubject({
      contact: { fields: { x: data } },
      types: { 'contact.x': 'date' },
      ...(now && { now }),
      ...(zone && { zone }),
    }),
  )
const each = (data: string, value: Json, at?: At) =>
  Object.fromEntries(
    ['=', '<', '<=', '>', '>=', 'before', 'after', '!='].map((operator) => [operator, is(data, operator, value, at)]),
  )

const same = { '=': true, '<': false, '<=': true, '>': false, '>=': true, before: false, after: false, '!=': false }
const earlier = { '=': false, '<': true, '<=': true, '>': false, '>=': false, before: true, after: false, '!=': true }
const later = { '=': false, '<': false, '<=': false, '>': true, '>=': true, before: false, after: true, '!=': true }

describe('an instant against a day of the contact', () => {
  // 2 March in Paris is [1 March 23:00Z, 2 March 23:00Z)
  test.each([
    ['just before its 00:00', '2026-03-01T22:59:59.999Z', earlier],
    ['at its 00:00', '2026-03-01T23:00:00Z', same],
    ['in the middle, written with an offset', '2026-03-02T12:00:00+05:00', same],
    ['in the middle, written as local time', '2026-03-02T09:30', same],
    ['just before the next 00:00', '2026-03-02T22:59:59.999Z', same],
    ['at the next 00:00', '2026-03-02T23:00:00Z', later],
  ])('%s', (_name, data, expected) => {
    expect(each(data, '2026-03-02')).toEqual(expected)
  })

  test('the zone of the contact says when the day is', () => {
    expect(is('2026-03-02T23:30:00Z', '=', '2026-03-02')).toBe(false)
    expect(is('2026-03-02T23:30:00Z', '=', '2026-03-02', { zone: 'America/New_York' })).toBe(true)
  })

  test('a day of 23 or 25 hours ends when it ends', () => {
    expect([is('2026-03-29T21:59:59Z', '=', '2026-03-29'), is('2026-03-29T22:00:00Z', '=', '2026-03-29')]).toEqual([
      true,
      false,
    ])
    expect([is('2026-10-25T22:59:59Z', '=', '2026-10-25'), is('2026-10-25T23:00:00Z', '=', '2026-10-25')]).toEqual([
      true,
      false,
    ])
  })
})

describe('a day against an instant', () => {
  test.each([
    ['the instant lies before the day', '2026-03-01T22:59:59Z', later],
    ['the instant is its 00:00', '2026-03-01T23:00:00Z', same],
    ['the instant lies in the day', '2026-03-02T12:00:00Z', same],
    ['the instant is the next 00:00', '2026-03-02T23:00:00Z', earlier],
  ])('%s', (_name, value, expected) => {
    expect(each('2026-03-02', value)).toEqual(expected)
  })
})

describe('like against like', () => {
  test('day against day compares dates', () => {
    expect(each('2026-03-02', '2026-03-02')).toEqual(same)
    expect(each('2026-03-01', '2026-03-02')).toEqual(earlier)
    expect(each('2026-03-03', '2026-03-02')).toEqual(later)
    // Samoa went from 29 to 31 December 2011: the 30th was no day there, and yet a date.
    expect(each('2011-12-30', '2011-12-31', { zone: 'Pacific/Apia' })).toEqual(earlier)
    expect(each('2011-12-30', '2011-12-30', { zone: 'Pacific/Apia' })).toEqual(same)
  })

  test('instant against instant compares instants, however they are written', () => {
    expect(each('2026-03-02T09:00', '2026-03-02T08:00:00Z')).toEqual(same)
    expect(each('2026-03-02T08:59:59.999', '2026-03-02T10:00:00+02:00')).toEqual(earlier)
    expect(each('2026-03-02T09:00:01', '2026-03-02T10:00:00+02:00')).toEqual(later)
  })
})

describe('`between` and `in`', () => {
  test('two days include both, whole', () => {
    const days = ['2026-03-02', '2026-03-04']
    expect(is('2026-03-01T22:59:59Z', 'between', days)).toBe(false)
    expect(is('2026-03-01T23:00:00Z', 'between', days)).toBe(true)
    expect(is('2026-03-04T22:59:59Z', 'between', days)).toBe(true)
    expect(is('2026-03-04T23:00:00Z', 'between', days)).toBe(false)
    expect([
      is('2026-03-04', 'between', days),
      is('2026-03-05', 'between', days),
      is('2026-03-05', 'notBetween', days),
    ]).toEqual([true, false, true])
  })

  test('ends the wrong way round never hold, not even for a day that meets both', () => {
    expect(is('2026-03-03', 'between', ['2026-03-04', '2026-03-02'])).toBe(false)
    expect(is('2026-03-02', 'between', ['2026-03-02T10:00', '2026-03-02T09:00'])).toBe(false)
    expect(is('2026-03-02', 'notBetween', ['2026-03-02T10:00', '2026-03-02T09:00'])).toBe(true)
    expect(is('2026-03-02', 'between', ['2026-03-02T09:00', '2026-03-02T10:00'])).toBe(true)
  })

  test('`in` is any of the days', () => {
    expect(is('2026-03-02T10:00', 'in', ['2026-03-01', '2026-03-02'])).toBe(true)
    expect(is('2026-03-03T10:00', 'notIn', ['2026-03-01', '2026-03-02'])).toBe(true)
  })
})

describe('spans', () => {
  test('`withinLast` counts from the date until date + span, exclusive; `olderThan` from there on', () => {
    const data = '2026-03-02T09:00'
    const verdicts = (now: string) => [is(data, 'withinLast', 'P7D', { now }), is(data, 'olderThan', 'P7D', { now })]
    expect(verdicts('2026-03-02T07:59:59.999Z')).toEqual([false, false])
    expect(verdicts('2026-03-02T08:00:00Z')).toEqual([true, false])
    expect(verdicts('2026-03-09T07:59:59.999Z')).toEqual([true, false])
    expect(verdicts('2026-03-09T08:00:00Z')).toEqual([false, true])
  })

  test('`withinNext` holds from date - span to the date, both inclusive', () => {
    const verdict = (now: string) => is('2026-03-10T09:00', 'withinNext', 'P7D', { now })
    expect(verdict('2026-03-03T07:59:59.999Z')).toBe(false)
    expect(verdict('2026-03-03T08:00:00Z')).toBe(true)
    expect(verdict('2026-03-10T08:00:00Z')).toBe(true)
    expect(verdict('2026-03-10T08:00:00.001Z')).toBe(false)
    expect(is('2026-03-10T09:00:00Z', 'withinNext', 'PT1H', { now: '2026-03-10T08:00:00Z' })).toBe(true)
  })

  test('a date alone counts by its 00:00', () => {
    expect(is('2026-03-02', 'withinNext', 'P7D', { now: '2026-03-02T08:00:00Z' })).toBe(false)
    expect(is('2026-03-02', 'withinLast', 'P1D', { now: '2026-03-02T22:59:59Z' })).toBe(true)
    expect(is('2026-03-02', 'withinLast', 'P1D', { now: '2026-03-02T23:00:00Z' })).toBe(false)
    expect(is('2026-03-09', 'withinNext', 'P7D', { now: '2026-03-01T23:00:00Z' })).toBe(true)
  })

  test('days are calendar days of the zone, also across a change of the clocks; hours are exact', () => {
    // 28 March 12:00 in Paris is 11:00Z, 29 March 12:00 is 10:00Z
    expect(is('2026-03-28T12:00', 'withinLast', 'P1D', { now: '2026-03-29T09:59:59Z' })).toBe(true)
    expect(is('2026-03-28T12:00', 'withinLast', 'P1D', { now: '2026-03-29T10:00:00Z' })).toBe(false)
    expect(is('2026-03-28T12:00', 'withinLast', 'PT24H', { now: '2026-03-29T10:59:59Z' })).toBe(true)
    expect(is('2026-10-24T12:00', 'olderThan', 'P1D', { now: '2026-10-25T10:59:59Z' })).toBe(false)
    expect(is('2026-10-24T12:00', 'olderThan', 'P1D', { now: '2026-10-25T11:00:00Z' })).toBe(true)
  })

  test('months are counted forwards: 31 January + P1M is 28 February', () => {
    expect(is('2026-01-31T10:00', 'withinLast', 'P1M', { now: '2026-02-28T08:59:59Z' })).toBe(true)
    expect(is('2026-01-31T10:00', 'withinLast', 'P1M', { now: '2026-02-28T09:00:00Z' })).toBe(false)
    expect(is('2026-01-31T10:00', 'olderThan', 'P1M', { now: '2026-02-28T09:00:00Z' })).toBe(true)
  })

  test.each(['7 days', 'P0D', '-P7D', 'P11Y', 'p7d', 'P0.5D', 7, ''])('a span of %j is of no use', (value) => {
    for (const operator of ['withinLast', 'withinNext', 'olderThan']) {
      expect(is('2026-03-01T09:00', operator, value), operator).toBe(false)
    }
  })
})

describe('what parses as a date', () => {
  test('date words read text as a date whatever the type, but no numbers and booleans', () => {
    const undeclared = (data: string | number | boolean, operator: string, value: Json) =>
      holds(all(rule('contact.x', operator, value)), sampleSubject({ contact: { fields: { x: data } } }))
    expect(undeclared('2026-02-27', 'withinLast', 'P7D')).toBe(true)
    expect(undeclared('2026-02-27', 'before', '2026-03-01')).toBe(true)
    expect(undeclared(20_260_227, 'before', '2027-03-01')).toBe(false)
    expect(undeclared(true, 'before', '2027-03-01')).toBe(false)
    // but `<` on undeclared text is text
    expect(undeclared('2026-02-27T23:30:00+05:00', '<', '2026-02-27T20:00:00Z')).toBe(false)
  })

  test.each([
    '2024-13-45',
    '2024-02-30',
    '2025-02-29',
    '2024-1-1',
    '01/02/2024',
    'March 14, 2016',
    '20240101',
    '2024-W05',
    '2024-01-01T25:00',
  ])('%s does not: the attribute is missing, and as a rule value it is of no use', (text) => {
    expect([is(text, 'before', '2030-01-01'), is(text, '!=', '2030-01-01'), is(text, 'null', null)]).toEqual([
      false,
      true,
      true,
    ])
    expect([is('2026-03-02', '>', text), is('2026-03-02', '!=', text)]).toEqual([false, true])
  })
})
