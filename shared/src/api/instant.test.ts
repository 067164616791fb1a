import { expect, test } from 'vitest'
import { instantInputSchema, instantSchema, instantText } from './instant.ts'

test('an instant is written in UTC and without needless fraction', () => {
  expect(instantText(Date.UTC(2026, 2, 2, 8))).toBe('2026-03-02T08:00:00Z')
  expect(instantText(Date.UTC(2026, 2, 2, 8, 0, 0, 500))).toBe('2026-03-02T08:00:00.500Z')
  expect(instantText(Date.UTC(2026, 2, 2, 8, 0, 0, 7))).toBe('2026-03-02T08:00:00.007Z')
  expect(instantText(Date.UTC(2000, 0, 1))).toBe('2000-01-01T00:00:00Z')
})

test('what is written is what the schema of answers accepts', () => {
  for (const at of [0, 500, 7, Date.UTC(2100, 5, 5)])
    expect(instantSchema.safeParse(instantText(at)).success).toBe(true)
})

test('callers may write any offset, but never a time without a zone', () => {
  expect(instantInputSchema.safeParse('2026-03-02T09:00:00+01:00').success).toBe(true)
  expect(instantInputSchema.safeParse('2026-03-02T09:00:00').success).toBe(false)
  expect(instantInputSchema.safeParse('2026-02-30T09:00:00Z').success).toBe(false)
})
