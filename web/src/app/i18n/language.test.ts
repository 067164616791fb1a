import { describe, expect, it } from 'vitest'
import { preferredLanguage } from './language.ts'

describe('the language of a visit', () => {
  it('is the one chosen before', () => {
    expect(preferredLanguage('fr', ['en-US'])).toBe('fr')
  })

  it('is the first one of the browser that the product speaks', () => {
    expect(preferredLanguage(null, ['de-DE', 'fr-CA', 'en'])).toBe('fr')
  })

  it('is English where nothing fits, also when what was remembered is no language', () => {
    expect(preferredLanguage('klingon', ['de'])).toBe('en')
  })
})
