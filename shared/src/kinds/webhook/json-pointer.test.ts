import { describe, expect, test } from 'vitest'
import { isJsonPointer, valueAt } from './json-pointer.ts'

// The document and the answers of RFC 6901, section 5.
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
}

describe('a JSON pointer', () => {
  test.each<[string, unknown]>([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j finds what RFC 6901 says', (pointer, value) => {
    expect(valueAt(document, pointer)).toEqual(value)
  })

  test.each([
    '/nope',
    '/foo/2',
    '/foo/-',
    '/foo/01',
    '/foo/0/1',
    '/foo/length',
    '/constructor',
    '/__proto__',
    '/a~2b',
    'foo',
  ])('%j finds nothing', (pointer) => {
    expect(valueAt(document, pointer)).toBeUndefined()
  })

  test('unescapes ~01 to ~1, not to /', () => {
    expect(valueAt({ '~1': 'yes', '/': 'no' }, '/~01')).toBe('yes')
  })

  test('is text that is empty or starts with a slash, every ~ escaped', () => {
    expect(['', '/', '/a/b', '/~0~1'].map(isJsonPointer)).toEqual([true, true, true, true])
    expect(['a', '#/a', '/~', '/~2', ' /a'].map(isJsonPointer)).toEqual([false, false, false, false, false])
  })
})
