import { expect, test } from 'vitest'
import { checkFlowJson } from './check-json.ts'

const bye = { kind: 'end', reason: 'done', outcome: 'neutral' }
const flow = (steps: object, rest: object = {}) => ({ dsl: 1, key: 'f', start: 'a', steps, ...rest })
const found = (json: unknown) =>
  checkFlowJson(json).map(({ code, step, field }) => [code, step, field].filter((part) => part !== undefined).join(' '))

test('a flow of the right shape is checked as ever', () => {
  expect(found(flow({ a: { kind: 'wait', for: 'soon', next: { done: 'bye' } }, bye }))).toEqual(['bad_duration a for'])
})

test('a misspelt key in one step does not hide what is wrong in another', () => {
  const json = flow({
    a: { kind: 'wait', fro: 'P3D', next: { done: 'b' } },
    b: { kind: 'wait', for: 'soon', next: { done: 'nowhere' } },
  })
  expect(found(json)).toEqual(['unknown_key a fro', 'unknown_step b next.done', 'bad_duration b for'])
})

test('a part of the flow that cannot be read does not hide its steps', () => {
  const json = flow(
    { a: { kind: 'wait', for: 'soon', next: { done: 'bye' } }, bye },
    { key: 'F', entry: [{ on: 'evnt' }], nmae: 'x' },
  )
  expect(found(json)).toEqual([
    'bad_value key',
    'unknown_trigger entry[0].on',
    'unknown_key nmae',
    'bad_duration a for',
  ])
})

test('a step that cannot be read is not complained of twice, nor its neighbours for its sake', () => {
  expect(found(flow({ a: { kind: 'weit', next: { done: 'b' } }, b: { ...bye } }))).toEqual(['unknown_kind a kind'])
})

test('what is no flow at all is only that', () => {
  expect(found([])).toEqual(['not_a_flow'])
  expect(found({})).toEqual(['missing_key dsl', 'missing_key key', 'missing_key start', 'missing_key steps'])
})
