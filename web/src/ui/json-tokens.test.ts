import { describe, expect, it } from 'vitest'
import { jsonTokens } from './json-tokens.ts'

describe('JSON in colours', () => {
  it('tells keys, texts, numbers and words apart', () => {
    const coloured = jsonTokens('{ "kind": "wait", "n": -1.5e3, "ok": true, "none": null }').filter(
      ({ kind }) => kind !== 'rest',
    )
    expect(coloured).toEqual([
      { kind: 'key', text: '"kind"' },
      { kind: 'text', text: '"wait"' },
      { kind: 'key', text: '"n"' },
      { kind: 'number', text: '-1.5e3' },
      { kind: 'key', text: '"ok"' },
      { kind: 'word', text: 'true' },
      { kind: 'key', text: '"none"' },
      { kind: 'word', text: 'null' },
    ])
  })

  it.each(['', '{}', '{"a":"say \\"true\\" 12"}', 'not json at all: 1', '[1, [2]]\n'])(
    'loses nothing of %j',
    (text) => {
      expect(
        jsonTokens(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text)
    },
  )
})
