import { describe, expect, it } from 'vitest'
import { frenchTypography } from './french-typography.ts'

describe('French typography', () => {
  it('keeps a high punctuation mark on the line of its word', () => {
    expect(frenchTypography('Publier ce scénario ?')).toBe('Publier ce scénario\u202f?')
    expect(frenchTypography('Prêt ; allons-y !')).toBe('Prêt\u202f; allons-y\u202f!')
  })

  it('gives the colon, the percent sign and the euro a full space', () => {
    expect(frenchTypography('Taux : 12 %')).toBe('Taux\u00a0: 12\u00a0%')
    expect(frenchTypography('300 €')).toBe('300\u00a0€')
  })

  it('holds quotation marks to what they quote', () => {
    expect(frenchTypography('le scénario « Livre blanc »')).toBe('le scénario «\u00a0Livre blanc\u00a0»')
  })

  it('leaves addresses, times and placeholders alone', () => {
    expect(frenchTypography('https://exemple.fr/a?b=c à 09:00, {{count}} contacts')).toBe(
      'https://exemple.fr/a?b=c à 09:00, {{count}} contacts',
    )
  })
})
