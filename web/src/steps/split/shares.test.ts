import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evenly, sharesOf } from './shares.ts'

describe('the shares of a split', () => {
  it('divided evenly add up to 100 and differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const weights = evenly(Array.from({ length: count }, () => ({ weight: 1 }))).map(({ weight }) => weight)
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(100)
        expect(Math.max(...weights) - Math.min(...weights)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('are in proportion to the weights; one that is none counts nothing', () => {
    expect(sharesOf([{ weight: 3 }, { weight: 1 }, { weight: -2 }])).toEqual([0.75, 0.25, 0])
    expect(sharesOf([{ weight: 0 }])).toEqual([0])
  })
})
