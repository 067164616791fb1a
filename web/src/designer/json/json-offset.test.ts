import { describe, expect, it } from 'vitest'
import { offsetOf } from './json-offset.ts'

const text = JSON.stringify(
  {
    key: 'a',
    steps: { 'he said "x"': { kind: 'goal' }, ripe: { paths: [{ name: 'a, b' }, { name: '}{' }, { when: 1 }] } },
  },
  null,
  2,
)
const shown = (path: string[]) => text.slice(offsetOf(text, path)).split('\n')[0]

describe('the place of a path in a JSON text', () => {
  it.each([
    [['key'], '"key": "a",'],
    [['steps', 'he said "x"', 'kind'], '"kind": "goal"'],
    [['steps', 'ripe', 'paths', '2', 'when'], '"when": 1'],
    [['steps', 'ripe', 'paths', '1'], '{'],
  ])('%j is found', (path, line) => expect(shown(path)?.trim()).toBe(line))

  it('that goes on beyond what is there is the nearest around it', () => {
    expect(shown(['steps', 'ripe', 'paths', '9', 'x'])?.trim()).toBe('"paths": [')
  })

  it('is the beginning of a text that is no JSON', () => {
    expect(offsetOf('nonsense', ['a'])).toBe(0)
    expect(offsetOf('{ "a": ', ['a', 'b'])).toBe(2)
  })
})
