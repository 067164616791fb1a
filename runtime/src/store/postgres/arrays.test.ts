import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOf, numbers, plainText, texts } from './arrays.ts'

/** As PostgreSQL reads an array of texts (its manual, 8.15.6): quotes around, a backslash before what is meant literally. */
function readArray(literal: string): (string | null)[] {
  const items: (string | null)[] = []
  for (const [, quoted, bare] of literal.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,"]+)/gs))
    items.push(quoted === undefined ? (bare === 'NULL' ? null : (bare ?? '')) : quoted.replace(/\\(.)/gs, '$1'))
  return items
}

test('every text comes out of an array as it went in, but for what PostgreSQL cannot keep', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (given) => {
      expect(readArray(texts(given))).toEqual(given.map(plainText))
    }),
  )
  expect(readArray(texts(['a\0b', '\ud800', '"\\', 'NULL', '', 'a,b{}', 'line\nbreak']))).toEqual([
    'a\uFFFDb',
    '\uFFFD',
    '"\\',
    'NULL',
    '',
    'a,b{}',
    'line\nbreak',
  ])
})

test('rows become one array per column, with nothing where there is nothing', () => {
  expect(
    columnsOf(
      [
        [1, 'a'],
        [2.5, null],
      ],
      2,
    ),
  ).toEqual(['{1,2.5}', '{"a",NULL}'])
  expect(numbers([])).toBe('{}')
})

test('what is neither text nor number has no place in a row', () => {
  expect(() => columnsOf([[JSON.parse('{}')]], 1)).toThrow(/has no place in a row/)
})
