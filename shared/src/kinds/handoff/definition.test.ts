import { describe, expect, test } from 'vitest'
import type { HandoffOutcome } from '../../contract/words.ts'
import { anEnvironment, BROKEN_TEMPLATE, MONDAY_9AM_PARIS, rule } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { handoff } from './definition.ts'

const step = {
  team: 'emea',
  routing: 'round_robin' as const,
  sla: { accept: 'PT4H' },
  brief: 'Meet {{ contact.firstName }}',
}

stepKindSuite(handoff, [
  step,
  {
    team: 'emea',
    routing: { rules: [{ when: rule('account.employees', '>', 500), to: 'ana' }], else: 'owner' },
    priority: 'high',
    sla: { accept: 'PT4H', contact: 'P1D' },
    brief: 'Big one',
  },
])

const ACCEPT_BY = MONDAY_9AM_PARIS + 4 * 3_600_000
const opened = {
  type: 'open_handoff',
  team: 'emea',
  owner: 'ana',
  priority: 'normal',
  brief: 'Meet Ada',
  acceptBy: ACCEPT_BY,
}

describe('a hand-off, on entering', () => {
  test('opens and waits; the accept deadline counts only where expired is drawn (fine print 103)', () => {
    const memory = { isAccepted: false }
    expect(handoff.enter(step, anEnvironment({ drawn: ['accepted', 'expired'] }))).toEqual({
      type: 'rest',
      wakeAt: ACCEPT_BY,
      memory,
      actions: [opened],
    })
    expect(handoff.enter(step, anEnvironment({ drawn: ['won'] }))).toMatchObject({ type: 'rest', wakeAt: null, memory })
  })

  test('with nothing drawn opens and does not wait', () => {
    expect(handoff.enter(step, anEnvironment())).toEqual({ type: 'pass', actions: [opened] })
  })

  test('moves the stage as the workspace says (fine print 106)', () => {
    const env = anEnvironment({ handoffStage: (moment) => (moment === 'opened' ? 'mql' : undefined) })
    expect(handoff.enter(step, env)).toMatchObject({
      actions: [opened, { type: 'change_contact', change: { stage: 'mql' } }],
    })
  })

  test('asks for deadlines in business hours and for somebody to work it', () => {
    const env = anEnvironment({ businessDeadline: (text) => (text === 'P1D' ? 2 : 1), assign: () => undefined })
    const { owner: _, ...unassigned } = opened
    expect(handoff.enter({ ...step, sla: { accept: 'PT4H', contact: 'P1D' } }, env)).toMatchObject({
      actions: [{ ...unassigned, acceptBy: 1, contactBy: 2 }],
    })
    const asked: unknown[] = []
    handoff.enter(step, anEnvironment({ assign: (...question) => void asked.push(question) }))
    expect(asked).toEqual([['emea', 'round_robin']])
  })

  test('fails on a deadline that is none and on a broken brief', () => {
    expect(handoff.enter({ ...step, sla: { accept: 'soon' } }, anEnvironment())).toMatchObject({ code: 'bad_duration' })
    expect(handoff.enter({ ...step, sla: { accept: 'PT4H', contact: '-P1D' } }, anEnvironment())).toMatchObject({
      code: 'bad_duration',
    })
    expect(handoff.enter({ ...step, brief: BROKEN_TEMPLATE }, anEnvironment())).toMatchObject({
      code: 'template_error',
    })
  })
})

describe('a hand-off, when sales answers', () => {
  const answer = (outcome: HandoffOutcome, drawn: string[], isAccepted = false) =>
    handoff.resume?.(step, anEnvironment({ drawn }), { type: 'handoff', outcome }, { isAccepted })
  const leaves = (outlet: string) => ({ type: 'leave', outlet })
  const waitsAccepted = { type: 'rest', wakeAt: null, memory: { isAccepted: true } }

  test('leaves by the first outcome that is drawn', () => {
    expect(answer('accepted', ['accepted', 'returned'])).toEqual(leaves('accepted'))
    expect(answer('returned', ['returned'])).toEqual(leaves('returned'))
    expect(answer('won', ['won', 'lost'], true)).toEqual(leaves('won'))
  })

  test('accepted but not drawn waits on, and can no longer expire (fine print 103)', () => {
    expect(answer('accepted', ['returned', 'expired'])).toEqual(waitsAccepted)
    const env = anEnvironment({ drawn: ['expired'] })
    expect(handoff.resume?.(step, env, { type: 'timer' }, { isAccepted: true })).toEqual({ type: 'stay' })
    expect(handoff.resume?.(step, env, { type: 'timer' }, { isAccepted: false })).toEqual(leaves('expired'))
  })

  test('won without acceptance is accepted on the way, and that is the outlet where it is drawn (fine print 104, 156)', () => {
    expect(answer('won', ['accepted', 'won'])).toEqual(leaves('accepted'))
    expect(answer('lost', ['lost'])).toEqual(leaves('lost'))
    expect(answer('won', ['accepted', 'won'], true)).toEqual(leaves('won'))
  })

  test('an outcome without a drawn outlet does not resolve it', () => {
    expect(answer('returned', ['won', 'expired'])).toEqual({ type: 'stay' })
    expect(answer('lost', ['won', 'expired'])).toEqual(waitsAccepted)
  })

  test('keeps the reason sales gave', () => {
    const wake = { type: 'handoff', outcome: 'returned', reason: 'bad_timing' } as const
    expect(handoff.resume?.(step, anEnvironment({ drawn: ['returned'] }), wake, {})).toEqual({
      ...leaves('returned'),
      detail: { reason: 'bad_timing' },
    })
  })

  test('is not woken by anything else', () => {
    const env = anEnvironment({ drawn: ['accepted', 'expired'] })
    for (const type of ['change', 'task_done'] as const) {
      expect(handoff.resume?.(step, env, { type }, { isAccepted: false })).toEqual({ type: 'stay' })
    }
  })
})

describe('a hand-off, drawn in part', () => {
  const said = (outlet: 'accepted' | 'returned' | 'won' | 'lost' | 'expired', drawn: string[]) =>
    handoff.undrawn?.(step, outlet, (one) => drawn.includes(one)) ?? undefined

  test('says once that it does not wait, where nothing is drawn', () => {
    expect(said('accepted', [])?.message).toContain('without waiting')
    expect(said('won', [])).toBeUndefined()
  })

  test('warns of outcomes after which the contact would wait for ever', () => {
    expect(said('lost', ['won'])).toMatchObject({ level: 'warning', code: 'waits_without_limit' })
    expect(said('returned', ['accepted'])).toMatchObject({ level: 'warning' })
    expect(said('won', ['accepted'])).toBeUndefined()
    expect(said('expired', ['accepted'])).toMatchObject({ level: 'info' })
  })
})

test('a hand-off may rest as soon as one outlet is drawn', () => {
  expect(handoff.mayRest(step, (outlet) => outlet === 'won')).toBe(true)
  expect(handoff.mayRest(step, () => false)).toBe(false)
})

test('a hand-off in words', () => {
  expect(handoff.describe(step, 'en')).toBe('Hand over to team emea, to be accepted within 4 hours (business hours)')
  expect(handoff.describe(step, 'fr')).toBe(
    'Transmettre à l’équipe emea, à prendre en charge sous 4 heures (heures ouvrées)',
  )
})
