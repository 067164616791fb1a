import { describe, expect, it } from 'vitest'
import { families } from '../../ui/step-look.ts'
import { allEyes, contrast, difference } from './color-sight.ts'
import { palette } from './palette.ts'
import sheet from './tokens.css?raw'

/** The tokens of one theme: those of the rule whose selector ends so. */
function tokensOf(selectorEnd: string): ReadonlyMap<string, string> {
  const rule = sheet.slice(sheet.indexOf(`${selectorEnd} {`))
  const body = rule.slice(0, rule.indexOf('\n}'))
  return new Map([...body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]))
}

const themes = {
  light: tokensOf('[data-mantine-color-scheme="light"]'),
  dark: tokensOf('[data-mantine-color-scheme="dark"]'),
}
const TEXT = 4.5
const SHAPE = 3

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const color = (name: string): string => {
    const value = themes[theme].get(`--${name}`)
    if (!value) throw new Error(`tokens.css has no colour --${name} for ${theme}`)
    return value
  }
  const surfaces = ['ground', 'surface', 'surface-sunken', 'surface-hover', 'surface-selected', 'canvas']

  it.each(['ink', 'ink-soft', 'ink-dim', 'accent-text'])('writes --%s legibly on every surface', (ink) => {
    for (const surface of surfaces) {
      expect(contrast(color(ink), color(surface)), `${ink} on ${surface}`).toBeGreaterThanOrEqual(TEXT)
    }
  })

  it('writes placeholders legibly in fields, and draws the edge of a field so that it is seen', () => {
    expect(contrast(color('ink-faint'), color('surface'))).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(color('line-field'), color('surface'))).toBeGreaterThanOrEqual(SHAPE)
  })

  it('writes on the accent, and shows the ring of the focus', () => {
    expect(contrast(color('on-accent'), color('accent'))).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(color('focus'), color('ground'))).toBeGreaterThanOrEqual(SHAPE)
  })

  it.each(['neutral', 'accent', 'good', 'warn', 'bad', 'info'])(
    'writes in the tone "%s" on its own soft ground',
    (tone) => {
      expect(contrast(color(`tone-${tone}-text`), color(`tone-${tone}-soft`))).toBeGreaterThanOrEqual(TEXT)
      expect(contrast(color(`tone-${tone}-text`), color('surface'))).toBeGreaterThanOrEqual(TEXT)
    },
  )

  it.each(['key', 'text', 'number', 'word'])('writes code of the kind "%s" legibly', (kind) => {
    expect(contrast(color(`code-${kind}`), color('surface-sunken'))).toBeGreaterThanOrEqual(TEXT)
  })

  it.each(families)('writes in the colour of the family "%s", and draws its border so that it is seen', (family) => {
    expect(contrast(color(`family-${family}-text`), color(`family-${family}-soft`))).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(color(`family-${family}-text`), color('surface'))).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(color(`family-${family}-border`), color('surface'))).toBeGreaterThanOrEqual(SHAPE)
  })

  // The Okabe-Ito palette itself comes to 0.076 by this measure.
  it.each(allEyes)('keeps any two families apart for %s eyes', (who) => {
    for (const [index, one] of families.entries()) {
      for (const other of families.slice(index + 1)) {
        const apart = difference(color(`family-${one}-border`), color(`family-${other}-border`), who)
        expect(apart, `${one} and ${other}`).toBeGreaterThan(0.085)
      }
    }
  })
})

describe('a filled button', () => {
  const { gray: _gray, dark: _dark, ...colors } = palette
  it.each(Object.entries(colors))('in %s carries white text in both themes and under the pointer', (_name, shades) => {
    for (const shade of [shades[6], shades[7], shades[8]]) {
      expect(contrast('#ffffff', shade)).toBeGreaterThanOrEqual(TEXT)
    }
  })
})
