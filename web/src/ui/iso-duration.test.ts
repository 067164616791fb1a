import { describe, expect, it } from 'vitest'
import { readDuration, writeDuration } from './iso-duration.ts'

describe('the text of a duration', () => {
  it('falls into the parts that are written', () => {
    expect(readDuration('P1Y2M3W4DT5H6M7.5S')?.parts.map(({ amount }) => amount)).toEqual([1, 2, 3, 4, 5, 6, 7.5])
    expect(readDuration('-P30D')).toEqual({ negative: true, parts: [{ unit: 'days', amount: 30 }] })
    expect(readDuration('+PT1,5H')).toEqual({ negative: false, parts: [{ unit: 'hours', amount: 1.5 }] })
    expect(readDuration('PT90M')?.parts).toEqual([{ unit: 'minutes', amount: 90 }])
  })

  it.each(['', 'P', 'PT', 'P1DT', 'p3d', '3D', 'P0.5D', 'PT1.5H30M', 'P3D '])('is not %j', (text) => {
    expect(readDuration(text)).toBeUndefined()
  })

  it('is written from one amount of one unit', () => {
    expect(writeDuration(3, 'days')).toBe('P3D')
    expect(writeDuration(90, 'minutes')).toBe('PT90M')
    expect(writeDuration(2, 'months')).toBe('P2M')
    expect(writeDuration(-30, 'days')).toBe('-P30D')
    expect(writeDuration(1.5, 'hours')).toBe('PT1.5H')
  })
})
