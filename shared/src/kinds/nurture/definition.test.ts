import { describe, expect, test } from 'vitest'
import { anEnvironment, at, MONDAY_9AM_PARIS } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { nurture } from './definition.ts'

stepKindSuite(nurture, [
  { step: 'welcome' },
  { step: 'welcome', stage: 'recycled', cooldown: 'P14D' },
  { flow: 'recycled-leads', cooldown: 'P14D' },
])

const IN_14_DAYS = at('2026-03-16T08:00:00Z')
const recycle = { type: 'change_contact', change: { stage: 'recycled' } }

describe('a nurture step', () => {
  test('jumps to a step of this flow at once', () => {
    expect(nurture.enter({ step: 'welcome', stage: 'recycled' }, anEnvironment())).toEqual({
      type: 'jump',
      step: 'welcome',
      actions: [recycle],
    })
  })

  test('with a cooldown moves the stage at once, rests, then jumps (fine print 108)', () => {
    const step = { step: 'welcome', stage: 'recycled' as const, cooldown: 'P14D' }
    expect(nurture.enter(step, anEnvironment())).toEqual({ type: 'rest', wakeAt: IN_14_DAYS, actions: [recycle] })
    expect(nurture.resume?.(step, anEnvironment(), { type: 'timer' }, {})).toEqual({ type: 'jump', step: 'welcome' })
    expect(nurture.resume?.(step, anEnvironment(), { type: 'change' }, {})).toEqual({ type: 'stay' })
  })

  test('ends here at once and enrolls in another flow after the cooldown', () => {
    const finish = { type: 'finish', status: 'ended', reason: 'nurture', actions: [] }
    expect(nurture.enter({ flow: 'recycled-leads' }, anEnvironment())).toEqual({
      ...finish,
      enrollIn: { flow: 'recycled-leads', at: MONDAY_9AM_PARIS },
    })
    expect(nurture.enter({ flow: 'recycled-leads', cooldown: 'P14D' }, anEnvironment())).toEqual({
      ...finish,
      enrollIn: { flow: 'recycled-leads', at: IN_14_DAYS },
    })
  })

  test('needs a flow or a step, exactly one', () => {
    expect(nurture.check?.({})).toMatchObject([{ code: 'flow_or_step', field: 'step' }])
    expect(nurture.check?.({ flow: 'a', step: 'b' })).toMatchObject([{ code: 'flow_or_step', field: 'flow' }])
    expect(nurture.enter({}, anEnvironment())).toMatchObject({ type: 'fail', code: 'bad_value' })
    expect(nurture.enter({ flow: 'a', step: 'b' }, anEnvironment())).toMatchObject({ type: 'fail', code: 'bad_value' })
    expect(nurture.enter({ step: 'b', cooldown: 'soon' }, anEnvironment())).toMatchObject({ code: 'bad_duration' })
  })

  test('rests only for a cooldown: the jump alone is no rest (fine print 110)', () => {
    expect(nurture.mayRest({ step: 'a', cooldown: 'P1D' }, () => false)).toBe(true)
    expect(nurture.mayRest({ step: 'a' }, () => false)).toBe(false)
    expect(nurture.jumps?.({ step: 'a' })).toEqual(['a'])
    expect(nurture.jumps?.({ flow: 'a' })).toEqual([])
  })

  test('mentions the step or the flow it returns to', () => {
    expect(nurture.mentions({ step: 'a' })).toMatchObject({ steps: [{ field: 'step', step: 'a' }], flows: [] })
    expect(nurture.mentions({ flow: 'a' })).toMatchObject({ steps: [], flows: [{ field: 'flow', key: 'a' }] })
  })

  test('is described by where it leads', () => {
    expect(nurture.describe({ flow: 'recycled-leads', cooldown: 'P14D' }, 'en')).toBe(
      'Back to nurture in “recycled-leads” after 14 days',
    )
    expect(nurture.describe({ step: 'welcome' }, 'fr')).toBe('Retour en nurturing à «\u202fwelcome\u202f»')
  })
})
