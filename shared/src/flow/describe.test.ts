import { describe, expect, test } from 'vitest'
import { aFlow } from '../testing/flow-builder.ts'
import { describeFlow, describeTrigger } from './describe.ts'
import { type Trigger, triggerSchema } from './triggers.ts'

test('a flow is told step by step, labels first', () => {
  const flow = aFlow({
    pause: { kind: 'wait', label: 'Breathe', for: 'P3D' },
    bye: { kind: 'end', reason: 'done', outcome: 'neutral' },
  })
  expect(describeFlow(flow, 'en')).toEqual([
    { step: 'pause', text: 'Breathe: Wait 3 days' },
    { step: 'bye', text: 'End (neutral): “done”' },
  ])
  expect(describeFlow(flow, 'fr')[0]?.text).toBe('Breathe\u202f: Attendre 3 jours')
})

describe('a trigger in words', () => {
  test.each<[Trigger, string, string]>([
    [
      { on: 'event', event: 'form_submitted' },
      'When “form_submitted” happens',
      'Quand «\u202fform_submitted\u202f» se produit',
    ],
    [
      { on: 'segment', segment: 'it', change: 'entered' },
      'When a contact enters the segment “it”',
      'Quand un contact entre dans le segment «\u202fit\u202f»',
    ],
    [
      { on: 'segment', segment: 'it', change: 'left' },
      'When a contact leaves the segment “it”',
      'Quand un contact quitte le segment «\u202fit\u202f»',
    ],
    [
      { on: 'schedule', cron: '0 9 * * mon', segment: 'it' },
      'At “0 9 * * mon”, everybody in the segment “it”',
      'À «\u202f0 9 * * mon\u202f», tout le segment «\u202fit\u202f»',
    ],
    [
      { on: 'date', attribute: 'contact.renewalDate', offset: '-P30D', at: '09:00' },
      '30 days before “contact.renewalDate” at 09:00',
      '30 jours avant «\u202fcontact.renewalDate\u202f» à 09:00',
    ],
    [
      { on: 'date', attribute: 'contact.birthday', offset: 'PT0S' },
      'On “contact.birthday”',
      'À la date «\u202fcontact.birthday\u202f»',
    ],
    [{ on: 'score', of: 'total', crosses: 50 }, 'When the total score reaches 50', 'Quand le score total atteint 50'],
    [
      { on: 'score', of: 'fit', crosses: 10, direction: 'down' },
      'When the fit score falls below 10',
      'Quand le score de profil passe sous 10',
    ],
    [{ on: 'stage', becomes: 'mql' }, 'When the stage becomes mql', 'Quand l’étape devient mql'],
    [
      { on: 'returned', reasons: ['bad_timing'] },
      'When sales returns the lead (bad_timing)',
      'Quand les commerciaux rendent le lead (bad_timing)',
    ],
  ])('%j', (trigger, en, fr) => {
    expect(triggerSchema.parse(trigger)).toEqual(trigger)
    expect(describeTrigger(trigger, 'en')).toBe(en)
    expect(describeTrigger(trigger, 'fr')).toBe(fr)
  })
})
