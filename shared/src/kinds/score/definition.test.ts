import { describe, expect, test } from 'vitest'
import { anEnvironment } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { score } from './definition.ts'

stepKindSuite(score, [
  { engagement: 10, reason: 'read it' },
  { fit: -5, engagement: 0.5, reason: 'student' },
])

describe('a score step', () => {
  test('writes one row for both axes, the one not given being zero', () => {
    expect(score.enter({ fit: -5, reason: 'student' }, anEnvironment())).toEqual({
      type: 'leave',
      outlet: 'done',
      actions: [{ type: 'add_score', fit: -5, engagement: 0, reason: 'student' }],
    })
  })

  test('that gives no points is warned about', () => {
    expect(score.check?.({ reason: 'x' })).toMatchObject([{ code: 'no_points', level: 'warning' }])
    expect(score.check?.({ fit: 0, engagement: 0, reason: 'x' })).toHaveLength(1)
  })

  test('is described with signs', () => {
    expect(score.describe({ fit: -5, engagement: 10, reason: 'student' }, 'en')).toBe(
      'Score −5 fit and +10 engagement (student)',
    )
    expect(score.describe({ fit: 5, reason: 'pme' }, 'fr')).toBe('Score +5 profil (pme)')
  })
})
