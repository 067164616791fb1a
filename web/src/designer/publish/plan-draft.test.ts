import type { MigrationOffer, MigrationPlace } from '@couveuse/shared/api/publications'
import { describe, expect, it } from 'vitest'
import { everybodyMoves, fatesInNumbers, planOf, quickAnswer, withFate } from './plan-draft.ts'

const place = (version: number, step: string, given: Partial<MigrationPlace> = {}): MigrationPlace => ({
  ...{ version, step, label: step, kind: 'wait', change: 'changed', waiting: 2, failed: 0, goesOn: true },
  ...given,
})
const gone = place(1, 'gone', { change: 'removed', goesOn: false, failed: 1 })
const longer = place(1, 'longer')
const older = place(2, 'longer', { waiting: 5 })
const offer: MigrationOffer = {
  ...{ key: 'f', next: 3, restores: null, revision: 4, isPaused: false, places: [gone, longer, older], steps: [] },
}

describe('what is chosen for those on the way', () => {
  it('is that everybody stays, until somebody says otherwise', () => {
    expect(planOf(offer, new Map())).toEqual({})
    expect(quickAnswer(offer, new Map())).toBe('stay')
    expect(fatesInNumbers(offer, new Map())).toEqual({ stay: 10, move: 0, end: 0 })
  })

  it('moves everybody whose step is still there, version by version, and leaves the others', () => {
    const fates = everybodyMoves(offer)
    expect(planOf(offer, fates)).toEqual({ 1: { longer: { to: 'longer' } }, 2: { longer: { to: 'longer' } } })
    expect(quickAnswer(offer, fates)).toBe('move')
    expect(fatesInNumbers(offer, fates)).toEqual({ stay: 3, move: 7, end: 0 })
  })

  it('is no plan while the reason of an end is missing', () => {
    const ending = (reason: string) => withFate(everybodyMoves(offer), gone, { type: 'end', reason })
    expect(planOf(offer, ending('  '))).toBeUndefined()
    expect(planOf(offer, ending(' over '))).toMatchObject({ 1: { gone: { end: 'over' } } })
    expect(quickAnswer(offer, ending('over'))).toBeUndefined()
  })

  it('is none of the quick answers once one place differs', () => {
    const fates = withFate(everybodyMoves(offer), older, { type: 'stay' })
    expect(quickAnswer(offer, fates)).toBeUndefined()
    expect(planOf(offer, fates)).toEqual({ 1: { longer: { to: 'longer' } } })
  })
})
