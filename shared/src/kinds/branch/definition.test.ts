import { describe, expect, test } from 'vitest'
import { anEnvironment, rule, verdict } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { branch } from './definition.ts'

const isHot = rule('score.total', '>=', 50)
const isWarm = rule('score.total', '>=', 20)
const step = {
  paths: [
    { outlet: 'hot', name: 'Hot leads', when: isHot },
    { outlet: 'warm', name: 'Warm leads', when: isWarm },
  ],
}

stepKindSuite(branch, [step])

describe('a branch step', () => {
  test('takes the first path that holds, top to bottom, with one reason per path tried (fine print 47)', () => {
    const env = anEnvironment({ holds: (condition) => verdict(condition === isWarm) })
    expect(branch.enter(step, env)).toEqual({ type: 'leave', outlet: 'warm', because: [verdict(false), verdict(true)] })
    expect(branch.enter(step, anEnvironment({ holds: () => verdict(true) }))).toEqual({
      type: 'leave',
      outlet: 'hot',
      because: [verdict(true)],
    })
  })

  test('takes else where no path holds', () => {
    expect(branch.enter(step, anEnvironment())).toMatchObject({
      outlet: 'else',
      because: [verdict(false), verdict(false)],
    })
    expect(branch.enter({ paths: [] }, anEnvironment())).toEqual({ type: 'leave', outlet: 'else', because: [] })
  })

  test('needs paths with names of their own, none of them else (fine print 112, 114)', () => {
    const [hot] = step.paths
    expect(branch.check?.({ paths: [] })).toMatchObject([{ code: 'empty_list', field: 'paths' }])
    const twins = { paths: [hot!, hot!, { ...hot!, outlet: 'else' }] }
    expect(branch.check?.(twins)).toMatchObject([
      { code: 'duplicate_outlet' },
      { code: 'reserved_outlet', field: 'paths[2].outlet' },
    ])
  })

  test('warns about every way that leads out of the flow', () => {
    expect(branch.undrawn?.(step, 'else', () => false)?.message).toContain('fits no path')
    expect(branch.undrawn?.(step, 'hot', () => false)).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('Hot leads'),
    })
  })

  test('is described by its paths', () => {
    expect(branch.describe(step, 'en')).toBe('Choose: Hot leads, Warm leads or otherwise')
    expect(branch.describe(step, 'fr')).toBe('Choisir\u202f: Hot leads, Warm leads ou sinon')
  })
})
