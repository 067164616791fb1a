import { describe, expect, it } from 'vitest'
import { readTimeOfDay } from './time-of-day.ts'

describe('a time of day', () => {
  it.each([
    ['9', '09:00'],
    ['9h', '09:00'],
    ['9h30', '09:30'],
    ['09:05', '09:05'],
    ['0930', '09:30'],
    ['17.45', '17:45'],
    [' 23:59 ', '23:59'],
  ])('typed as %j is %s', (typed, time) => {
    expect(readTimeOfDay(typed, { isEnd: false })).toBe(time)
  })

  it.each(['', 'noon', '25:00', '12:60', '930', '-1'])('is not %j', (typed) => {
    expect(readTimeOfDay(typed, { isEnd: false })).toBeUndefined()
  })

  it('is 24:00 only as an end', () => {
    expect(readTimeOfDay('24:00', { isEnd: true })).toBe('24:00')
    expect(readTimeOfDay('24:00', { isEnd: false })).toBeUndefined()
  })
})
