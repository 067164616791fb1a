import { describe, expect, it } from 'vitest'
import { formatFor } from './format.ts'

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')
const en = formatFor('en')
const fr = formatFor('fr')
const now = Date.parse('2026-03-02T08:00:00Z')

describe('a duration in words', () => {
  it.each([
    ['P3D', '3 days', '3 jours'],
    ['P1D', '1 day', '1 jour'],
    ['PT4H', '4 hours', '4 heures'],
    ['P1DT12H', '1 day and 12 hours', '1 jour et 12 heures'],
    ['P1M', '1 month', '1 mois'],
    ['PT30M', '30 minutes', '30 minutes'],
    ['PT1.5H', '1.5 hours', '1,5 heure'],
    ['P0D', '0 days', '0 jour'],
    ['-P30D', '−30 days', '−30 jours'],
  ])('reads %s as "%s" and "%s"', (text, english, french) => {
    expect(plain(en.formatDuration(text))).toBe(english)
    expect(plain(fr.formatDuration(text))).toBe(french)
  })

  it('keeps text that is no duration as it is', () => {
    expect(en.formatDuration('three days')).toBe('three days')
    expect(en.formatDuration('P')).toBe('P')
  })
})

describe('elapsed time', () => {
  it.each([
    [3_900_000, '1 hour and 5 minutes'],
    [7_200_000, '2 hours'],
    [90_061_000, '1 day and 1 hour'],
    [45_400, '45 seconds'],
    [0, '0 seconds'],
  ])('of %i ms is told as "%s"', (milliseconds, words) => {
    expect(en.formatElapsed(milliseconds)).toBe(words)
  })
})

describe('an instant', () => {
  it('is written in the zone asked for', () => {
    expect(en.formatDateTime('2026-03-02T08:00:00Z', 'Europe/Paris')).toBe('2 Mar 2026, 09:00')
    expect(plain(fr.formatDateTime(now, 'Europe/Paris'))).toBe('2 mars 2026, 09:00')
    expect(en.formatDate('2026-03-02T23:30:00Z', 'Asia/Tokyo')).toBe('3 Mar 2026')
    expect(en.formatTime('2026-03-02T08:00:00Z', 'America/New_York')).toBe('03:00')
  })

  it('comes back as it was when it is none', () => {
    expect(en.formatDateTime('soon')).toBe('soon')
    expect(en.formatRelative('soon', now)).toBe('soon')
  })

  it.each([
    [10_000, 'now', 'maintenant'],
    [-5 * 60_000, '5 minutes ago', 'il y a 5 minutes'],
    [2 * 3_600_000, 'in 2 hours', 'dans 2 heures'],
    [-24 * 3_600_000, 'yesterday', 'hier'],
    [-9 * 86_400_000, '9 days ago', 'il y a 9 jours'],
    [-90 * 86_400_000, '3 months ago', 'il y a 3 mois'],
    [-800 * 86_400_000, '2 years ago', 'il y a 2 ans'],
  ])('%i ms from now is told as "%s" and "%s"', (distance, english, french) => {
    expect(en.formatRelative(now + distance, now)).toBe(english)
    expect(plain(fr.formatRelative(now + distance, now))).toBe(french)
  })
})

describe('the size of a file', () => {
  it.each([
    [20_000_000, '20 MB', '20 Mo'],
    [1_540_000, '1.5 MB', '1,5 Mo'],
    [34_000, '34 kB', '34 ko'],
    [12, '12 byte', '12 o'],
  ])('of %i bytes is told as "%s" and "%s"', (bytes, english, french) => {
    expect(plain(en.formatBytes(bytes))).toBe(english)
    expect(plain(fr.formatBytes(bytes))).toBe(french)
  })
})

describe('a number', () => {
  it('is grouped as its reader expects', () => {
    expect(en.formatNumber(12_345.5)).toBe('12,345.5')
    expect(plain(fr.formatNumber(12_345.5))).toBe('12 345,5')
    expect(plain(fr.formatPercent(0.407))).toBe('40,7 %')
  })
})
