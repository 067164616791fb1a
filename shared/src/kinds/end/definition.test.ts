import { describe, expect, test } from 'vitest'
import { anEnvironment } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { end } from './definition.ts'

stepKindSuite(end, [
  { reason: 'bought', outcome: 'converted' },
  { reason: 'cold', outcome: 'neutral' },
  { reason: 'gone', outcome: 'lost' },
])

describe('an end step', () => {
  test.each([
    ['converted', 'converted'],
    ['neutral', 'ended'],
    ['lost', 'ended'],
  ] as const)('with outcome %s is %s, with its own reason (fine print 39, 40)', (outcome, status) => {
    expect(end.enter({ reason: 'why', outcome }, anEnvironment())).toEqual({ type: 'finish', status, reason: 'why' })
  })

  test('should say why', () => {
    expect(end.check?.({ reason: '', outcome: 'neutral' })).toMatchObject([
      { code: 'missing_reason', level: 'warning' },
    ])
  })

  test('is described by outcome and reason', () => {
    expect(end.describe({ reason: 'bought', outcome: 'converted' }, 'en')).toBe('End (converted): “bought”')
    expect(end.describe({ reason: 'acheté', outcome: 'lost' }, 'fr')).toBe('Fin (perdu)\u202f: «\u202facheté\u202f»')
  })
})
