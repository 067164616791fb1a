import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ATTRIBUTE_TYPES, type AttributeType } from '../contract/words.ts'
import { contactAttributeType, convertValue } from './convert.ts'
import type { AttributeValue } from './schema.ts'

const converted = (value: AttributeValue, type?: AttributeType) => {
  const result = convertValue(value, type)
  return result.ok ? result.value : 'refused'
}

describe('converting a value', () => {
  test('numbers take numeric text only: digits, one point, a sign (fine print 75)', () => {
    expect(['1000', ' 12.5 ', '+3', '-0.5', '007'].map((text) => converted(text, 'number'))).toEqual([
      1000, 12.5, 3, -0.5, 7,
    ])
    const refused = ['1 000', '1e3', '0x10', '1,5', '.5', '5.', 'Infinity', 'NaN', '', '--1']
    expect(refused.map((text) => converted(text, 'number'))).toEqual(refused.map(() => 'refused'))
    expect(converted(true, 'number')).toBe('refused')
    expect(converted('9'.repeat(400), 'number')).toBe('refused')
  })

  test('booleans take true and false in any case, nothing else (fine print 77)', () => {
    expect([true, 'TRUE', ' false '].map((value) => converted(value, 'boolean'))).toEqual([true, true, false])
    expect([1, 0, 'yes', '', '1'].map((value) => converted(value, 'boolean'))).toEqual(Array(5).fill('refused'))
  })

  test('dates stay as they are written, and must be on the calendar (fine print 96)', () => {
    expect(converted(' 2026-12-01T09:00 ', 'date')).toBe('2026-12-01T09:00')
    expect(['2026-02-30', 'tomorrow', '', 20_261_201].map((value) => converted(value, 'date'))).toEqual(
      Array(4).fill('refused'),
    )
  })

  test('text takes numbers and booleans by their text, and keeps its spaces', () => {
    expect([' a ', 42, false].map((value) => converted(value, 'text'))).toEqual([' a ', '42', 'false'])
    expect(converted(['a'], 'text')).toBe('refused')
  })

  test('sets take lists and text parted by commas or semicolons, each member once (fine print 79)', () => {
    expect(converted(['erp', ' ERP ', '', 'crm'], 'set')).toEqual(['erp', 'crm'])
    expect(converted('erp; crm,erp', 'set')).toEqual(['erp', 'crm'])
    expect(converted('', 'set')).toEqual([])
    expect(converted(5, 'set')).toBe('refused')
  })

  test('undeclared keeps the type of the value (fine print 1)', () => {
    expect([5, '5', true, ['a']].map((value) => converted(value))).toEqual([5, '5', true, ['a']])
  })

  test('says what it refuses', () => {
    expect(convertValue('ten', 'number')).toEqual({ ok: false, message: '"ten" is not a number' })
  })

  test('what was converted converts to itself', () => {
    const value = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.array(fc.string()))
    fc.assert(
      fc.property(value, fc.constantFrom(...ATTRIBUTE_TYPES), (given, type) => {
        const once = convertValue(given, type)
        if (once.ok) expect(convertValue(once.value, type)).toEqual(once)
      }),
    )
  })
})

test('built-in attributes have the type of the contract whatever is declared (fine print 25, 151)', () => {
  expect(contactAttributeType('createdAt', undefined)).toBe('date')
  expect(contactAttributeType('phone', 'number')).toBe('text')
  expect(contactAttributeType('tags', undefined)).toBe('set')
  expect(contactAttributeType('age', 'number')).toBe('number')
  expect(contactAttributeType('age', undefined)).toBeUndefined()
})
