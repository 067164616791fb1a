import { expect, test } from 'vitest'
import { closestWord } from './closest-word.ts'

const WORDS = ['contact', 'account', 'score', 'segment', 'stage']

test.each([
  ['contcat', 'contact'],
  ['Contact', 'contact'],
  ['acount', 'account'],
  ['scores', 'score'],
  ['stgae', 'stage'],
])('%s probably means %s', (word, meant) => {
  expect(closestWord(word, WORDS)).toBe(meant)
})

test.each(['weather', 'x', ''])('%j is near to nothing', (word) => {
  expect(closestWord(word, WORDS)).toBeUndefined()
})
