import { describe, expect, test } from 'vitest'
import { anEnvironment } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { goal } from './definition.ts'

stepKindSuite(goal, [{ name: 'demo booked' }, { name: 'order', value: 1200 }])

describe('a goal step', () => {
  test('records the milestone and goes on: it never ends the trip (fine print 121)', () => {
    expect(goal.enter({ name: 'order', value: 1200 }, anEnvironment())).toEqual({
      type: 'leave',
      outlet: 'done',
      actions: [{ type: 'reach_goal', name: 'order', value: 1200 }],
    })
    expect(goal.enter({ name: 'order' }, anEnvironment())).toMatchObject({
      actions: [{ type: 'reach_goal', name: 'order' }],
    })
  })

  test('needs a name', () => {
    expect(goal.check?.({ name: ' ' })).toMatchObject([{ code: 'missing_name', field: 'name' }])
  })

  test('is described by its name', () => {
    expect(goal.describe({ name: 'order', value: 1200 }, 'en')).toBe('Goal reached: “order” (1200)')
  })
})
