import { describe, expect, test } from 'vitest'
import { isE164, isEmailAddress } from './address.ts'

describe('an e-mail address', () => {
  test.each([
    'ada@example.com',
    'a.b+tag@sub.example.co.uk',
    "o'hara@example.com",
    'x@localhost',
    'a..b@example.com',
    `${'a'.repeat(64)}@example.com`,
  ])('%s can be one', (text) => {
    expect(isEmailAddress(text)).toBe(true)
  })

  test.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@example..com',
    'ada@-example.com',
    'ada@exa_mple.com',
    'ada @example.com',
    ' ada@example.com',
    'ada@example.com\n',
    'ada@example.com,bob@example.com',
    'Ada <ada@example.com>',
    'é@example.com',
    'ada@b@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('%j is none', (text) => {
    expect(isEmailAddress(text)).toBe(false)
  })
})

describe('a phone number in E.164', () => {
  test.each(['+33612345678', '+14155550100', '+6834001', '+123456789012345'])('%s is one', (text) => {
    expect(isE164(text)).toBe(true)
  })

  test.each([
    '',
    '0612345678',
    '33612345678',
    '+33 6 12 34 56 78',
    '+0123456789',
    '+1234567890123456',
    '+3361234567a',
    '+12',
    '+33612345678\n',
  ])('%j is none', (text) => {
    expect(isE164(text)).toBe(false)
  })
})
