import { describe, expect, it } from 'vitest'
import { isTreatmentAlarming, salesFigures } from './leads/figures.ts'
import { slaClock } from './sla-clock.ts'
import { allowedVerdicts } from './story/allowed-verdicts.ts'

const NOW = Date.UTC(2026, 4, 5, 12)
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()
const lead = (
  state: 'open' | 'accepted' | 'returned' | 'won' | 'lost',
  acceptIn: number,
  contactIn: number | null = null,
) => ({
  state,
  acceptBy: at(acceptIn),
  contactBy: contactIn === null ? null : at(contactIn),
})

describe('the clock of a lead', () => {
  it('counts down to the moment by which it has to be accepted', () => {
    expect(slaClock(lead('open', 240), NOW)).toEqual({ says: 'accept', milliseconds: 240 * 60_000, isPressing: false })
  })

  it('presses in the last hour, and is not late at the very instant', () => {
    expect(slaClock(lead('open', 60), NOW)).toMatchObject({ says: 'accept', isPressing: true })
    expect(slaClock(lead('open', 0), NOW)).toMatchObject({ says: 'accept', milliseconds: 0 })
  })

  it('says by how much a lead is overdue', () => {
    expect(slaClock(lead('open', -90), NOW)).toEqual({ says: 'overdue', milliseconds: 90 * 60_000 })
  })

  it('goes on to the first contact once the lead is accepted, however late that was', () => {
    expect(slaClock(lead('accepted', -90, 120), NOW)).toMatchObject({ says: 'contact', milliseconds: 120 * 60_000 })
  })

  it('is silent where nothing was agreed, its time has passed, or the lead is closed', () => {
    expect(slaClock(lead('accepted', -90), NOW)).toEqual({ says: 'nothing' })
    expect(slaClock(lead('accepted', -90, -10), NOW)).toEqual({ says: 'nothing' })
    for (const state of ['returned', 'won', 'lost'] as const)
      expect(slaClock(lead(state, -90, 120), NOW)).toEqual({ says: 'nothing' })
  })
})

describe('what sales makes of its leads', () => {
  it('is told as treated of all, accepted of treated, won of closed', () => {
    expect(salesFigures({ open: 2, accepted: 3, returned: 4, won: 1, lost: 1 })).toEqual({
      treated: { part: 9, whole: 11 },
      acceptance: { part: 5, whole: 9 },
      wins: { part: 1, whole: 2 },
    })
  })

  it('is an alarm under 80 % treated, and none where there was nothing to treat', () => {
    expect(isTreatmentAlarming({ part: 79, whole: 100 })).toBe(true)
    expect(isTreatmentAlarming({ part: 80, whole: 100 })).toBe(false)
    expect(isTreatmentAlarming({ part: 0, whole: 0 })).toBe(false)
  })
})

describe('what can still be said about a lead', () => {
  it('is everything while it waits, and nothing once it is won or lost', () => {
    expect(Object.values(allowedVerdicts('open'))).not.toContain(false)
    expect(Object.values(allowedVerdicts('won'))).not.toContain(true)
    expect(Object.values(allowedVerdicts('lost'))).not.toContain(true)
  })

  it('is that it was taken up or won after all, where it had been given back', () => {
    expect(allowedVerdicts('returned')).toEqual({ accept: true, won: true, return: false, lost: false })
  })
})
