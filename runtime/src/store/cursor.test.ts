import { expect, test } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'

test('a cursor brings back what was put into it', () => {
  expect(readCursor(writeCursor('contacts', [1.5, 'Ä/:"', -3]), 'contacts', ['number', 'string', 'number'])).toEqual([
    1.5,
    'Ä/:"',
    -3,
  ])
})

test.each([
  ['of another list', writeCursor('messages', [1])],
  ['with too little in it', writeCursor('contacts', [])],
  ['with too much in it', writeCursor('contacts', [1, 2])],
  ['with text for a number', writeCursor('contacts', ['1'])],
  ['that is no JSON', Buffer.from('{').toString('base64url')],
  ['that is no list', Buffer.from('{"a":1}').toString('base64url')],
  ['that is null', Buffer.from('null').toString('base64url')],
  ['made of nothing', ''],
])('a cursor %s is refused as the caller’s fault', (_, cursor) => {
  expect(() => readCursor(cursor, 'contacts', ['number'])).toThrow(
    expect.objectContaining({ name: 'RequestError', code: 'invalid_cursor', path: 'cursor' }),
  )
})
