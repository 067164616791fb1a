import { expect, test } from 'vitest'
import { STEP_KINDS } from '../contract/words.ts'
import { flowJsonSchema } from './json-schema.ts'

test('the JSON Schema names every kind of step, refuses unknown keys and requires what has no default', () => {
  const schema = flowJsonSchema()
  const names = STEP_KINDS.map((kind) => `${kind[0]?.toUpperCase()}${kind.slice(1)}Step`)
  expect(Object.keys(schema.$defs ?? {})).toEqual(expect.arrayContaining(names))
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
  expect(schema.$defs?.Flow).toMatchObject({ additionalProperties: false, required: ['dsl', 'key', 'start', 'steps'] })
  expect(schema.$defs?.WaitStep).toMatchObject({ additionalProperties: false, required: ['kind'] })
})

test('the JSON Schema is plain JSON', () => {
  const schema = flowJsonSchema()
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
})
