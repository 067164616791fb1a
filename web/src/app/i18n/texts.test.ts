import { describe, expect, it } from 'vitest'
import type { MessageTree } from './define-messages.ts'
import { frenchTexts } from './french-texts.ts'
import { createI18n } from './i18n.ts'
import { bundledTexts, roomTexts } from './resources.ts'

const loaded = await Promise.all(Object.entries(roomTexts).map(async ([room, load]) => [room, await load()] as const))
const rooms: readonly (readonly [string, { en: MessageTree; fr: MessageTree }])[] = [
  ...Object.entries(bundledTexts),
  ...loaded,
]

/** Every text of a tree with its path. */
function textsOf(tree: MessageTree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : textsOf(value, `${path}${key}.`),
  )
}

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map(([, name = '']) => name).sort()

describe.each(rooms)('the texts of "%s"', (_room, { en, fr }) => {
  const french = new Map(textsOf(fr))

  it('have the same keys in both languages', () => {
    expect([...french.keys()]).toEqual(textsOf(en).map(([path]) => path))
  })

  it('fill the same blanks in both languages', () => {
    for (const [path, text] of textsOf(en)) {
      expect(placeholders(french.get(path) ?? ''), path).toEqual(placeholders(text))
    }
  })

  it('come in both plural forms or in none', () => {
    for (const [path] of french) {
      if (/_one$|_other$/.test(path))
        expect(
          french.has(path.replace(/_one$|_other$/, '_one')) && french.has(path.replace(/_one$|_other$/, '_other')),
          path,
        ).toBe(true)
    }
  })

  it('are never empty', () => {
    for (const [path, text] of [...textsOf(en), ...french]) expect(text.trim(), path).not.toBe('')
  })
})

describe('a French plural', () => {
  it('has a form for none, one, many and a million', () => {
    const t = createI18n('fr').getFixedT('fr', 'app')
    expect([0, 1, 2, 1_000_000].map((count) => t('health.stuck', { count }))).toEqual([
      '0 bloqué',
      '1 bloqué',
      '2 bloqués',
      '1000000 bloqués',
    ])
  })

  it('of a million is that of several', () => {
    expect(frenchTexts({ a_one: '{{count}} pli', a_other: '{{count}} plis', deep: { b: 'Quoi ?' } })).toEqual({
      a_one: '{{count}} pli',
      a_other: '{{count}} plis',
      a_many: '{{count}} plis',
      deep: { b: 'Quoi\u202f?' },
    })
  })
})
