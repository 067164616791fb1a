import { describe, expect, test } from 'vitest'
import { aFlow } from '../testing/flow-builder.ts'
import { choiceAt, concernedPlaces, migrationPlanSchema, planProblems, stepChange } from './publish.ts'

const version = (steps: Readonly<Record<string, unknown>>, text = 'Hello') => ({
  flow: aFlow(steps),
  messages: { welcome: { subject: 'Hi', body: text } },
})
const wait = { kind: 'wait', for: 'P3D', next: { done: 'mail' } }
const mail = { kind: 'email', message: 'welcome' }
const before = version({ wait, mail })

describe('what a new version makes of a step', () => {
  test('nothing, when only its label and note differ', () => {
    const after = version({ wait: { ...wait, label: 'A pause', note: 'why' }, mail })
    expect(stepChange('wait', before, after)).toBe('unchanged')
  })
  test('another length, another way out, another kind: it has changed', () => {
    const others = [{ ...wait, for: 'P5D' }, { ...wait, next: {} }, { ...mail }]
    for (const other of others) expect(stepChange('wait', before, version({ wait: other, mail }))).toBe('changed')
  })
  test('another text of the library message it sends: it has changed', () => {
    expect(stepChange('mail', before, version({ wait, mail }, 'Good day'))).toBe('changed')
    expect(stepChange('wait', before, version({ wait, mail }, 'Good day'))).toBe('unchanged')
  })
  test('no such step: it was removed', () => {
    expect(stepChange('wait', before, version({ mail }))).toBe('removed')
  })
})

describe('a migration plan', () => {
  const plan = { 1: { wait: { to: 'mail' }, mail: { end: 'over' } }, 2: { wait: { to: 'gone' } } }

  test('says what is decided for a place, and nothing for all others', () => {
    expect(choiceAt(plan, 1, 'wait')).toEqual({ to: 'mail' })
    expect(choiceAt(plan, 1, 'mail')).toEqual({ end: 'over' })
    for (const [number, step] of [
      [3, 'wait'],
      [1, 'constructor'],
      [1, 'nowhere'],
    ] as const)
      expect(choiceAt(plan, number, step)).toBeUndefined()
    expect(choiceAt(undefined, 1, 'wait')).toBeUndefined()
  })
  test('cannot move anybody to a step that is not there', () => {
    expect(planProblems(plan, before.flow)).toMatchObject([{ version: '2', step: 'wait' }])
    expect(planProblems({ 1: { wait: { to: 'constructor' } } }, before.flow)).toHaveLength(1)
  })
  test('names the places whose contacts have to be told', () => {
    expect(concernedPlaces(plan)).toEqual([
      { version: 1, step: 'wait' },
      { version: 1, step: 'mail' },
      { version: 2, step: 'wait' },
    ])
  })
  test('gives everybody who ends a reason, and one fate', () => {
    for (const choice of [{ end: '' }, { end: '  ' }, { to: 'mail', end: 'x' }, {}, { to: '' }])
      expect(migrationPlanSchema.safeParse({ 1: { wait: choice } }).success).toBe(false)
    expect(migrationPlanSchema.parse(plan)).toEqual(plan)
  })
})
