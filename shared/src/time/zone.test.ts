import { Temporal as Imported } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { effectiveZone, isZone } from './zone.ts'

describe('zone names', () => {
  it.each(['Europe/Paris', 'UTC', 'Etc/GMT+2', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta'])(
    'takes the IANA name %s',
    (name) => {
      expect(isZone(name)).toBe(true)
    },
  )

  it('takes an IANA name in any case', () => {
    expect(isZone('europe/paris')).toBe(true)
    expect(isZone('utc')).toBe(true)
  })

  it.each([
    '+02:00',
    '-0530',
    'UTC+2',
    'GMT+2',
    'Z',
    '',
    ' Europe/Paris',
    'Europe/Lutetia',
    'Paris',
    'flow',
    '__proto__',
  ])('refuses "%s": offsets and inventions are not zone names (fine print 128)', (name) => {
    expect(isZone(name)).toBe(false)
    expect(isZone(name)).toBe(false) // also when remembered
  })

  it('uses the Temporal of the platform where there is one', () => {
    expect(Imported).toBe(typeof Temporal === 'undefined' ? Imported : Temporal)
    expect(Imported.ZonedDateTime).toBeTypeOf('function')
  })
})

describe('the effective zone', () => {
  it("is the contact's if it is valid, else the flow's, else the workspace's", () => {
    expect(effectiveZone('America/New_York', 'Europe/Paris', 'UTC')).toBe('America/New_York')
    expect(effectiveZone(undefined, 'Europe/Paris', 'Asia/Tokyo')).toBe('Europe/Paris')
    expect(effectiveZone(null, undefined, 'Asia/Tokyo')).toBe('Asia/Tokyo')
  })

  it('silently passes over an invalid zone of a contact (fine print 128)', () => {
    expect(effectiveZone('Mars/Olympus', 'Europe/Paris')).toBe('Europe/Paris')
    expect(effectiveZone('+02:00', 'Europe/Paris')).toBe('Europe/Paris')
    expect(effectiveZone('', 'Europe/Paris')).toBe('Europe/Paris')
  })

  it('is UTC where nobody names one (fine print 128)', () => {
    expect(effectiveZone()).toBe('UTC')
    expect(effectiveZone(null, 'nowhere')).toBe('UTC')
  })

  it('is spelled as IANA spells it', () => {
    expect(effectiveZone('europe/PARIS')).toBe('Europe/Paris')
  })
})
