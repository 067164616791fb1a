import { addStep, connect, disconnect, removeSteps, setFlow, setLabel, setStep } from '@couveuse/shared/flow/edit'
import type { Flow } from '@couveuse/shared/flow/schema'
import { describe, expect, it } from 'vitest'
import { createI18n } from '../../app/i18n/i18n.ts'
import { stepsMessages } from '../../steps/i18n.ts'
import { designerMessages } from '../i18n.ts'
import { smallFlow } from '../testing/flows.ts'
import { changesInWords } from './changes-in-words.ts'

function told(to: Flow, language: 'en' | 'fr' = 'en'): string[] {
  const i18n = createI18n(language, { steps: stepsMessages, designer: designerMessages })
  const t = i18n.getFixedT(language, 'designer')
  const tSteps = i18n.getFixedT(language, 'steps')
  return changesInWords(smallFlow(), to, { t, tSteps, language }).map(({ text }) => text)
}

describe('what changes between two flows', () => {
  it('is told in the words of the canvas', () => {
    expect(told(connect(smallFlow(), { from: 'ripe', outlet: 'else' }, 'pause'))).toEqual([
      '“Ripe?”, Otherwise: leads to “Wait (pause)” instead of “End (bye)”',
    ])
    expect(told(disconnect(smallFlow(), { from: 'welcome', outlet: 'sent' }))).toEqual([
      '“Welcome”, Sent: no longer leads to “Wait (pause)”',
    ])
    expect(told(setStep(smallFlow(), 'pause', { kind: 'wait', for: 'P1D' }))).toEqual([
      '“Wait (pause)”: from “Wait 3 days” to “Wait 1 day”',
    ])
    expect(told(addStep(smallFlow(), 'more', { kind: 'goal', name: 'Met' }))[0]).toContain('New step “Goal (more)”')
    expect(told(removeSteps(smallFlow(), ['sales']))).toContain('“Hand-off (sales)” was removed')
  })

  it('is one sentence per setting, however much of it changed', () => {
    const goal = [{ event: 'order_placed' }, { event: 'demo_booked' }]
    expect(told(setFlow(smallFlow(), { goal, name: 'Better' }))).toEqual([
      'Changed: the flow’s name',
      'Changed: the goals',
    ])
  })

  it('is nothing where only labels and places differ', () => {
    expect(told(setLabel(smallFlow(), 'welcome', 'Hello'))).toEqual([])
  })

  it('is told in French', () => {
    expect(told(disconnect(smallFlow(), { from: 'welcome', outlet: 'sent' }), 'fr')[0]).toContain('ne mène plus à')
  })
})
