import { describe, expect, test } from 'vitest'
import { foreignKey, foreignTail, keyOf, ordinalOf, splitKey, tailOf } from './keys.ts'

describe('Keys of a contact’s things', () => {
  test.each([
    ['ada.1', 'ada', '1'],
    ['ada.12:3', 'ada', '12:3'],
    ['ada.12:3:4', 'ada', '12:3:4'],
    ['a.1:2.3:4:5', 'a.1:2', '3:4:5'],
  ])('%s is %s and %s', (key, contactId, tail) => {
    expect(splitKey(key)).toEqual({ contactId, tail })
    expect(keyOf(contactId, tail)).toBe(key)
    expect(tailOf(contactId, key)).toBe(tail)
  })

  test.each(['', 'ada', 'ada.', '.1', 'ada.x', 'ada.1:', 'ada.1:2:3:4'])('"%s" is no key', (text) => {
    expect(splitKey(text)).toBeUndefined()
  })

  test('a key of somebody else has no tail', () => {
    expect(() => tailOf('ada', 'adam.1')).toThrow(/does not belong to contact ada/)
  })

  test('the ordinal of a tail is that of its enrollment', () => {
    expect([ordinalOf('7'), ordinalOf('7:1'), ordinalOf('12:3:4')]).toEqual([7, 7, 12])
  })

  test.each(['ada.1:2', 'bob.1:2', 'anything', ''])('the message key "%s" survives being kept with ada', (key) => {
    expect(foreignKey('ada', foreignTail('ada', key))).toBe(key)
  })
})
