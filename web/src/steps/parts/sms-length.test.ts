import { describe, expect, it } from 'vitest'
import { smsLength } from './sms-length.ts'

describe('a text sent as SMS', () => {
  it.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['ê'.repeat(70), 1],
    ['ê'.repeat(71), 2],
  ])('of %j takes %i', (text, parts) => expect(smsLength(text).parts).toBe(parts))
})
