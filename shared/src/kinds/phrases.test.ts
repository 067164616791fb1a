import { describe, expect, test } from 'vitest'
import { durationInWords, listInWords, offsetInWords, windowInWords } from './phrases.ts'

describe('durations in words', () => {
  test.each([
    ['P1Y', '1 year', '1 an'],
    ['P2M', '2 months', '2 mois'],
    ['P1W', '1 week', '1 semaine'],
    ['PT1.5H', '1 hour and 30 minutes', '1 heure et 30 minutes'],
    ['PT0.5S', '0.5 seconds', '0,5 seconde'],
    ['P1DT2H3M', '1 day, 2 hours and 3 minutes', '1 jour, 2 heures et 3 minutes'],
    ['PT0S', '0 days', '0 jour'],
    ['soon', '“soon”', '“soon”'],
  ])('%s', (text, en, fr) => {
    expect(durationInWords(text, 'en')).toBe(en)
    expect(durationInWords(text, 'fr')).toBe(fr)
  })

  test('an offset says before or after', () => {
    expect(offsetInWords('-P30D', 'en')).toBe('30 days before')
    expect(offsetInWords('P1D', 'fr')).toBe('1 jour après')
  })
})

describe('windows in words', () => {
  test.each([
    [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }, 'Mon-Fri 09:00-17:00'],
    [{ days: ['fri', 'mon', 'tue', 'wed'] }, 'Mon-Wed, Fri'],
    [{ days: ['sat', 'sun'] }, 'Sat, Sun'],
    [{ from: '20:00', to: '08:00', zone: 'Asia/Tokyo' }, '20:00-08:00 (Asia/Tokyo)'],
  ])('%j', (window, words) => {
    expect(windowInWords(window, 'en')).toBe(words)
  })
})

test('lists in words', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => listInWords(items, 'or', 'en'))).toEqual([
    '',
    'a',
    'a or b',
    'a, b or c',
  ])
})
