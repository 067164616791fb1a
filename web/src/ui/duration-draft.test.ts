import { describe, expect, it } from 'vitest'
import { cleanAmount, draftOf, problemOf, textOf } from './duration-draft.ts'

describe('the draft of a duration', () => {
  it('is an amount of a unit where one unit says it all', () => {
    expect(draftOf('P3D', 'hours')).toEqual({ as: 'amount', amount: '3', unit: 'days', isNegative: false })
    expect(draftOf('-PT90M', 'hours')).toEqual({ as: 'amount', amount: '90', unit: 'minutes', isNegative: true })
    expect(draftOf('', 'hours')).toEqual({ as: 'amount', amount: '', unit: 'hours', isNegative: false })
  })

  it('is text where it takes more than one unit, or is written in a way of its own', () => {
    expect(draftOf('P1DT12H', 'days')).toEqual({ as: 'text', text: 'P1DT12H' })
    expect(draftOf('P03D', 'days')).toEqual({ as: 'text', text: 'P03D' })
    expect(draftOf('soon', 'days')).toEqual({ as: 'text', text: 'soon' })
  })

  it.each(['', 'P3D', '-P30D', 'PT1.5H', '+PT1,5H', 'P1DT12H', 'P0D', '-P0D', ' P1D', 'nonsense', 'P1e+30D'])(
    'gives %j back to the letter',
    (text) => {
      expect(textOf(draftOf(text, 'days'))).toBe(text)
    },
  )
})

describe('what is typed as an amount', () => {
  it.each([
    ['3', '3'],
    ['1,5', '1.5'],
    ['1.5.2', '1.52'],
    ['-3 days', '3'],
    ['.5', '0.5'],
    ['', ''],
  ])('%j is kept as %j', (typed, amount) => {
    expect(cleanAmount(typed)).toBe(amount)
  })
})

describe('a duration that check would refuse', () => {
  it.each([
    ['P1.5D', 'whole'],
    ['P0D', 'zero'],
    ['-P3D', 'negative'],
    ['P11Y', 'long'],
    ['tomorrow', 'unreadable'],
    ['P10Y', undefined],
    ['', undefined],
  ] as const)('%j is told to be %s', (text, problem) => {
    expect(problemOf(text, 'positive', 'days')).toBe(problem)
  })

  it('may be negative or nothing where it is an offset', () => {
    expect(problemOf('-P30D', 'signed')).toBeUndefined()
    expect(problemOf('P0D', 'signed')).toBeUndefined()
    expect(problemOf('-P11Y', 'signed')).toBe('long')
  })
})
