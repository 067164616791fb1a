import { expect, test } from 'vitest'
import { openContactIds } from './contact-id.ts'

const NOW = Date.UTC(2026, 2, 2)

test('ids of one instant are all different and follow each other', () => {
  const newId = openContactIds()
  const ids = Array.from({ length: 1000 }, () => newId(NOW))
  expect(new Set(ids).size).toBe(1000)
  expect([...ids].sort()).toEqual(ids)
})

test('later ids sort after earlier ones', () => {
  const newId = openContactIds()
  const ids = [NOW, NOW + 1, NOW + 1000, NOW + 10 ** 12].map((at) => newId(at))
  expect([...ids].sort()).toEqual(ids)
})

test('two processes do not begin at the same id', () => {
  expect(openContactIds()(NOW)).not.toBe(openContactIds()(NOW))
})
