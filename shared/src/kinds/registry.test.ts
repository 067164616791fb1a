import { expect, test } from 'vitest'
import { STEP_KINDS } from '../contract/words.ts'
import { kindOf, stepKinds } from './registry.ts'

test('every kind of the contract stands in the registry under its own name, in the same order', () => {
  expect(Object.entries(stepKinds).map(([name, kind]) => [name, kind.kind])).toEqual(
    STEP_KINDS.map((name) => [name, name]),
  )
})

test('a step finds its kind', () => {
  expect(kindOf({ kind: 'wait' })).toBe(stepKinds.wait)
})

test('goals are tested before exactly the kinds that act (FLOW-DSL §2, fine print 60)', () => {
  const acting = STEP_KINDS.filter((name) => stepKinds[name].isActing)
  expect(acting).toEqual(['email', 'sms', 'task', 'handoff', 'webhook'])
})

test('steps that do not wait never keep a loop from running away', () => {
  const allDrawn = () => true
  const rests = [
    stepKinds.email.mayRest({ message: 'm' }, allDrawn),
    stepKinds.sms.mayRest({ message: 'm' }, allDrawn),
    stepKinds.branch.mayRest({ paths: [] }, allDrawn),
    stepKinds.split.mayRest({ paths: [] }, allDrawn),
    stepKinds.score.mayRest({ reason: 'x' }, allDrawn),
    stepKinds.update.mayRest({}, allDrawn),
    stepKinds.notify.mayRest({ to: 'owner', subject: 'x', body: 'y' }, allDrawn),
    stepKinds.goal.mayRest({ name: 'x' }, allDrawn),
    stepKinds.end.mayRest({ reason: 'x', outcome: 'lost' }, allDrawn),
  ]
  expect(rests).toEqual(rests.map(() => false))
})

test('exactly the kinds of the contract fall through (FLOW-DSL §4)', () => {
  const falling = STEP_KINDS.flatMap((name) =>
    Object.entries(stepKinds[name].fallThrough).map(([from, to]) => `${name}: ${from} -> ${to}`),
  )
  expect(falling).toEqual([
    'email: blocked -> sent',
    'sms: blocked -> sent',
    'wait: missing -> done',
    'webhook: failed -> ok',
  ])
})
