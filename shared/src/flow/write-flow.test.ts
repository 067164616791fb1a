import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flowArbitrary } from '../testing/flow-arbitrary.ts'
import { aFlow } from '../testing/flow-builder.ts'
import { readFlow } from './schema.ts'
import { writeFlow } from './write-flow.ts'

test('a flow is written without its defaults, keys in the order of the contract', () => {
  const json = { dsl: 1, key: 'f', start: 's', steps: { s: { kind: 'score', reason: 'x' } } }
  expect(JSON.stringify(writeFlow(aFlow(json.steps, { key: 'f' })))).toBe(JSON.stringify(json))
})

test('reading what was written gives the same flow', () => {
  fc.assert(
    fc.property(flowArbitrary, (flow) => {
      expect(readFlow(JSON.parse(JSON.stringify(writeFlow(flow))))).toEqual({ ok: true, flow })
    }),
  )
})
