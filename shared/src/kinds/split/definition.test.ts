import { describe, expect, test } from 'vitest'
import { anEnvironment } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { split } from './definition.ts'

const step = {
  paths: [
    { outlet: 'a', name: 'Short', weight: 3 },
    { outlet: 'b', name: 'Long', weight: 6 },
    { outlet: 'none', name: 'Control', weight: 1, holdout: true },
  ],
}

stepKindSuite(split, [step])

const drawn = (number: number) => split.enter(step, anEnvironment({ draw: () => number }))

describe('a split step', () => {
  test('asks for a draw over the sum of its weights', () => {
    const totals: number[] = []
    split.enter(step, anEnvironment({ draw: (total) => totals.push(total) }))
    expect(totals).toEqual([10])
  })

  test('has half-open buckets in order of the paths', () => {
    expect([0, 2, 2.999, 3, 8, 9, 9.999].map((number) => drawn(number))).toMatchObject(
      ['a', 'a', 'a', 'b', 'b', 'none', 'none'].map((outlet) => ({ type: 'leave', outlet })),
    )
  })

  test('records the draw, and the control group as such', () => {
    expect(drawn(2)).toEqual({ type: 'leave', outlet: 'a', detail: { drawn: 2, of: 10 } })
    expect(drawn(9)).toEqual({ type: 'leave', outlet: 'none', detail: { drawn: 9, of: 10, holdout: true } })
  })

  test.each([0, -1, 0.5])('refuses a weight of %d (fine print 114)', (weight) => {
    const lopsided = { paths: [{ outlet: 'a', name: 'A', weight }] }
    expect(split.check?.(lopsided)).toMatchObject([{ code: 'bad_weight', field: 'paths[0].weight' }])
  })

  test('runs with weights that check refuses: nothing and less draw nobody (fine print 32)', () => {
    const weights = [
      { outlet: 'never', name: 'Never', weight: 0 },
      { outlet: 'less', name: 'Less', weight: -1 },
      { outlet: 'half', name: 'Half', weight: 0.5 },
    ]
    expect(split.enter({ paths: weights }, anEnvironment())).toMatchObject({ type: 'leave', outlet: 'half' })
    expect(split.enter({ paths: weights.slice(0, 2) }, anEnvironment())).toMatchObject({ type: 'fail' })
  })

  test('without a path fails instead of guessing', () => {
    expect(split.check?.({ paths: [] })).toMatchObject([{ code: 'empty_list' }])
    expect(split.enter({ paths: [] }, anEnvironment())).toMatchObject({ type: 'fail', code: 'bad_value' })
  })

  test('may let its control group leave without a word', () => {
    expect(split.undrawn?.(step, 'none', () => false)).toBeNull()
    expect(split.undrawn?.(step, 'a', () => false)).toBeUndefined()
  })

  test('is described by shares', () => {
    expect(split.describe(step, 'en')).toBe('Split at random: Short 30\u00a0%, Long 60\u00a0%, Control 10\u00a0%')
  })
})
