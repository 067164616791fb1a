import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowArbitrary } from '../testing/flow-arbitrary.ts'
import { aFlow } from '../testing/flow-builder.ts'
import type { CheckWorkspace } from './check/context.ts'
import { checkFlow } from './check.ts'
import type { Flow } from './schema.ts'
import { workspaceSettingsSchema } from './settings.ts'

const bye = { kind: 'end', reason: 'done', outcome: 'neutral' }
const score = (done?: string) => ({ kind: 'score', reason: 'x', engagement: 1, ...(done ? { next: { done } } : {}) })
const condition = (field: string, operator: string, value?: unknown) => ({
  combinator: 'and',
  rules: [{ field, operator, value }],
})
const isFrench = condition('contact.country', '=', 'FR')

const settings = (json: object = {}): CheckWorkspace => ({ settings: workspaceSettingsSchema.parse(json) })
const line = ({ level, code, step, field }: { level: string; code: string; step?: string; field?: string }) =>
  [level, code, step, field].filter((part) => part !== undefined).join(' ')
const found = (flow: Flow, workspace?: CheckWorkspace) => checkFlow(flow, workspace).map(line)
/** Problems of one step that leads to an end by every outlet given. */
const inStep = (step: object, workspace?: CheckWorkspace, rest: object = {}) =>
  found(aFlow({ s: step, bye }, rest), workspace)

describe('checking a flow', () => {
  test('that is right finds nothing', () => {
    const flow = aFlow({
      mail: { kind: 'email', message: 'welcome', next: { sent: 'ears', blocked: 'bye' } },
      ears: {
        kind: 'listen',
        for: [{ outlet: 'clicked', event: 'email_clicked', of: 'mail' }],
        timeout: 'P7D',
        next: { clicked: 'points', timeout: 'bye' },
      },
      points: score('bye'),
      bye,
    })
    expect(found(flow)).toEqual([])
  })

  test('names the place, what is wrong and the way out', () => {
    expect(checkFlow(aFlow({ s: { kind: 'wait', for: 'P3', next: { done: 'bye' } }, bye }))).toEqual([
      {
        code: 'bad_duration',
        level: 'error',
        step: 's',
        field: 'for',
        message: '"P3" is not an ISO 8601 duration: write it like P3D, PT4H or P1DT12H',
        fix: 'Write it like P3D, PT4H or P1DT12H.',
      },
    ])
  })

  test('lists errors first, then warnings, then notes; the flow before its steps, steps in their order', () => {
    const flow = aFlow(
      { b: { kind: 'wait', for: 'x', next: { done: 'a' } }, a: { kind: 'wait', for: 'y' }, lost: score('a') },
      { timezone: '+02:00' },
    )
    expect(found(flow)).toEqual([
      'error unknown_zone timezone',
      'error bad_duration b for',
      'error bad_duration a for',
      'warning unreachable_step lost',
      'info undrawn_outlet a next.done',
    ])
  })
})

describe('where a flow leads', () => {
  test.each<[string, Flow, string[]]>([
    ['has no steps', aFlow({}, { start: '' }), ['error no_steps steps']],
    ['starts nowhere', aFlow({ s: score('bye'), bye }, { start: '' }), ['error unknown_start start']],
    [
      'starts at a step that does not exist',
      aFlow({ s: score('bye'), bye }, { start: 'constructor' }),
      ['error unknown_start start'],
    ],
    ['leads to a step that does not exist', aFlow({ s: score('toString') }), ['error unknown_step s next.done']],
    [
      'draws an outlet the kind does not have',
      aFlow({ s: { ...score('bye'), next: { done: 'bye', dnoe: 'bye' } }, bye }),
      ['error unknown_outlet s next.dnoe'],
    ],
    ['leads on after an end', aFlow({ s: { ...bye, next: { done: 's' } } }), ['error next_not_allowed s next.done']],
    [
      'has a step nobody comes to',
      aFlow({ s: score('bye'), bye, lost: score('bye') }),
      ['warning unreachable_step lost'],
    ],
    ['leads round without rest', aFlow({ s: score('t'), t: score('s') }), ['warning loop_without_rest s']],
    [
      'returns to a step that does not exist',
      aFlow({ s: { kind: 'nurture', step: 'x' } }),
      ['error unknown_step s step'],
    ],
  ])('%s', (_, flow, problems) => {
    expect(found(flow)).toEqual(problems)
  })

  test('is guessed where a name is nearly right', () => {
    const [problem] = checkFlow(aFlow({ s: score('by'), bye }))
    expect(problem?.fix).toBe('Did you mean "bye"?')
  })
})

describe('outlets that are not drawn', () => {
  test('are noted where the trip ends there, in silence where they fall through', () => {
    expect(inStep(score())).toContain('info undrawn_outlet s next.done')
    expect(inStep({ kind: 'webhook', url: 'https://x.example', method: 'GET', next: { ok: 'bye' } })).toEqual([])
  })

  test('are warned about where somebody would be lost', () => {
    const fork = { kind: 'branch', paths: [{ outlet: 'fr', name: 'French', when: isFrench }] }
    expect(inStep({ ...fork, next: { fr: 'bye' } })).toEqual(['warning undrawn_outlet s next.else'])
    const ears = { kind: 'listen', for: [{ outlet: 'a', event: 'x' }], timeout: 'P1D' }
    expect(inStep({ ...ears, next: { a: 'bye' } })).toEqual(['warning undrawn_timeout s next.timeout'])
  })

  test('say nothing about steps nobody comes to', () => {
    expect(found(aFlow({ s: bye, lost: score() }))).toEqual(['warning unreachable_step lost'])
  })
})

describe('what steps say', () => {
  test.each<[object, string[]]>([
    [{ kind: 'wait', for: 'P11Y', next: { done: 'bye' } }, ['error bad_duration s for']],
    [{ kind: 'wait', for: 'P1D', zone: 'CEST+2', next: { done: 'bye' } }, ['error unknown_zone s zone']],
    [{ kind: 'wait', for: 'P1D', zone: 'flow', next: { done: 'bye' } }, []],
    [
      { kind: 'wait', window: { days: [], zone: 'Mars/Base' }, next: { done: 'bye' } },
      ['error bad_window s window.days', 'error unknown_zone s window.zone'],
    ],
    [
      { kind: 'wait', untilAttribute: 'contact.renewalDate', offset: '-P30D', next: { done: 'bye', missing: 'bye' } },
      [],
    ],
    [{ kind: 'email', next: { sent: 'bye', blocked: 'bye' } }, ['error missing_message s message']],
    [
      {
        kind: 'notify',
        to: 'owner',
        subject: '{{ contact.firstName',
        body: '{{ contcat.firstName }}',
        next: { done: 'bye' },
      },
      ['error template_error s subject', 'warning unknown_variable s body'],
    ],
    [
      { kind: 'split', paths: [{ outlet: 'a', name: 'A', weight: 0 }], next: { a: 'bye' } },
      ['error bad_weight s paths[0].weight'],
    ],
    [
      {
        kind: 'branch',
        paths: [{ outlet: 'a', name: 'A', when: condition('contcat.email', '=', 'x') }],
        next: { a: 'bye', else: 'bye' },
      },
      ['error unknown_field s paths[0].when.rules[0].field'],
    ],
    [
      {
        kind: 'branch',
        paths: [{ outlet: 'a', name: 'A', when: condition('visits.nowhere', '>', 1) }],
        next: { a: 'bye', else: 'bye' },
      },
      ['error unknown_step s paths[0].when.rules[0].field'],
    ],
    [
      {
        kind: 'listen',
        for: [{ outlet: 'a', event: 'x', of: 'nowhere', where: { combinator: 'and', rules: [] } }],
        timeout: 'P1D',
        next: { a: 'bye', timeout: 'bye' },
      },
      ['error unknown_step s for[0].of', 'error empty_group s for[0].where.rules'],
    ],
  ])('%j: %j', (step, problems) => {
    expect(inStep(step)).toEqual(problems)
  })
})

describe('names that the workspace holds', () => {
  const mail = { kind: 'email', message: 'welcome', topic: 'news', next: { sent: 'bye', blocked: 'bye' } }
  const sell = {
    kind: 'handoff',
    team: 'emea',
    routing: 'owner',
    sla: { accept: 'PT4H' },
    brief: 'x',
    next: { accepted: 'bye', returned: 'bye', expired: 'bye' },
  }
  const call = {
    kind: 'task',
    channel: 'call',
    title: 'x',
    assignee: { team: 'emea' },
    due: 'P1D',
    next: { opened: 'bye' },
  }

  test('are taken on trust without a workspace (fine print 34)', () => {
    for (const step of [mail, sell, call, { kind: 'nurture', flow: 'other' }]) {
      expect(inStep(step).filter((problem) => problem.startsWith('error'))).toEqual([])
    }
  })

  test.each<[object, object, string[]]>([
    [mail, {}, ['error unknown_message s message']],
    [mail, { messages: { welcome: { subject: 'Hi', body: 'x' } } }, []],
    [mail, { messages: { welcome: { body: 'x' } } }, ['warning missing_subject s message']],
    [
      mail,
      { messages: { welcome: { subject: '{{ contact.firstName', body: 'x' } } },
      ['error template_error s message'],
    ],
    [
      mail,
      { messages: { welcome: { subject: 'Hi', body: 'x' } }, topics: { nwes: {} } },
      ['warning unknown_topic s topic'],
    ],
    [{ ...mail, message: 'constructor' }, {}, ['error unknown_message s message']],
    [sell, {}, ['error unknown_team s team']],
    [call, {}, ['error unknown_team s assignee.team']],
    [call, { teams: { emea: { members: [] } } }, []],
    [
      { kind: 'wait', untilAttribute: 'contact.size', next: { done: 'bye', missing: 'bye' } },
      { attributes: { size: 'number' } },
      ['error not_a_date s untilAttribute'],
    ],
  ])('%j in %j: %j', (step, json, problems) => {
    expect(inStep(step, settings(json))).toEqual(problems)
  })

  test('of flows are judged only where the flows are known', () => {
    const leave = { kind: 'nurture', flow: 'other' }
    const flowsOf = (...flows: Flow[]): CheckWorkspace => ({ ...settings(), flows })
    const unreachable = 'warning unreachable_step bye'
    expect(inStep(leave, settings())).toEqual([unreachable])
    expect(inStep(leave, flowsOf())).toEqual(['error unknown_flow s flow', unreachable])
    expect(inStep(leave, flowsOf(aFlow({ bye }, { key: 'other' })))).toEqual([unreachable])
    expect(inStep({ kind: 'nurture', flow: 'a-flow' }, flowsOf())).toEqual([unreachable])
  })
})

describe('how contacts come in and go out', () => {
  const withEntry = (...entry: object[]) => aFlow({ bye }, { entry })

  test.each<[object, string[]]>([
    [{ on: 'event', event: 'a\u0000b' }, ['error bad_event entry[0].event']],
    [
      { on: 'event', event: 'x', where: condition('url', 'cntains', 'a') },
      ['error unknown_operator entry[0].where.rules[0].operator'],
    ],
    [{ on: 'schedule', cron: '0 9 * *', segment: 'it' }, ['error bad_schedule entry[0].cron']],
    [{ on: 'schedule', segment: 'it' }, ['error bad_schedule entry[0].cron']],
    [{ on: 'schedule', rrule: 'FREQ=SOMETIMES', segment: 'it' }, ['error bad_schedule entry[0].rrule']],
    [
      { on: 'schedule', cron: '0 9 * * mon', segment: 'it', timezone: 'CET+1' },
      ['error unknown_zone entry[0].timezone'],
    ],
    [{ on: 'date', attribute: 'contact.renewalDate', offset: '-P30D', at: '09:00' }, []],
    [{ on: 'date', attribute: 'renewalDate' }, ['error unknown_field entry[0].attribute']],
    [
      { on: 'date', attribute: 'account.contractEnd', offset: 'soon', at: '24:00' },
      ['error bad_duration entry[0].offset', 'error bad_time entry[0].at'],
    ],
    [{ on: 'returned', reasons: ['bad_timing', 'bad_mood'] }, ['warning unknown_reason entry[0].reasons[1]']],
    [{ on: 'score', of: 'total', crosses: 50 }, []],
    [{ on: 'stage', becomes: 'mql' }, []],
  ])('%j: %j', (trigger, problems) => {
    expect(found(withEntry(trigger))).toEqual(problems)
  })

  test('segments are known from the workspace alone', () => {
    const flow = withEntry(
      { on: 'segment', segment: 'it', change: 'entered' },
      { on: 'schedule', cron: '0 9 * * mon', segment: 'hr' },
    )
    expect(found(flow)).toEqual([])
    expect(found(flow, settings({ segments: { hr: isFrench } }))).toEqual(['error unknown_segment entry[0].segment'])
  })

  test('a date attribute must be able to hold a date', () => {
    const flow = withEntry({ on: 'date', attribute: 'contact.size' }, { on: 'date', attribute: 'account.contractEnd' })
    expect(found(flow, settings({ attributes: { size: 'number', 'account.contractEnd': 'set' } }))).toEqual([
      'error not_a_date entry[0].attribute',
      'error not_a_date entry[1].attribute',
    ])
  })

  test.each<[object, string[]]>([
    [{ mode: 'after' }, ['error reentry_without_wait reentry.wait']],
    [{ mode: 'after', wait: 'P30D' }, []],
    [{ mode: 'after', wait: '30 days' }, ['error bad_duration reentry.wait']],
    [{ mode: 'never', wait: 'P30D' }, ['error reentry_wait_unused reentry.wait']],
    [{ mode: 'after_exit', wait: 'P30D' }, ['error reentry_wait_unused reentry.wait']],
  ])('re-entry %j: %j (fine print 53)', (reentry, problems) => {
    expect(found(aFlow({ bye }, { reentry }))).toEqual(problems)
  })

  test('goals and leave rules are checked like everything else, and an empty list is no rule (fine print 61)', () => {
    const flow = aFlow(
      { bye },
      {
        goal: [{ event: 'order_placed', of: 'nowhere' }, { when: condition('score.x', '>', 1) }],
        leaveWhen: [{ event: 'unsubscribed', where: condition('', '=', 'a') }],
        audience: { combinator: 'and', rules: [] },
      },
    )
    expect(found(flow)).toEqual([
      'error empty_group audience.rules',
      'error unknown_step goal[0].of',
      'error unknown_field goal[1].when.rules[0].field',
      'error unknown_field leaveWhen[0].where.rules[0].field',
    ])
    expect(found(aFlow({ bye }, { goal: [], leaveWhen: [] }))).toEqual([])
  })
})

describe('messages that contacts without consent would silently skip', () => {
  const mail = { kind: 'email', message: 'm', next: { sent: 'bye' } }
  const warning = ['warning no_consent_path s next.blocked']

  test('are told once per channel, at the first', () => {
    const flow = aFlow({ s: { ...mail, next: { sent: 't' } }, t: mail, bye })
    expect(found(flow)).toEqual(warning)
    expect(checkFlow(flow)[0]?.message).toContain('and 1 more steps like it')
    const sms = { kind: 'sms', message: 'm', next: { sent: 'bye' } }
    expect(inStep(sms)).toEqual(warning)
  })

  test('are no matter where the blocked are led on, or where the flow asks for consent', () => {
    expect(inStep({ ...mail, next: { sent: 'bye', blocked: 'bye' } })).toEqual([])
    expect(inStep(mail, undefined, { audience: condition('consent.email', '=', 'granted') })).toEqual([])
    expect(inStep(mail, undefined, { audience: condition('consent.sms', '=', 'granted') })).toEqual(warning)
    const asks = {
      kind: 'branch',
      paths: [{ outlet: 'a', name: 'A', when: condition('consent.email.news', '=', 'granted') }],
      next: { a: 's', else: 'bye' },
    }
    expect(found(aFlow({ asks, s: mail, bye }))).toEqual([])
    const property = {
      kind: 'listen',
      for: [{ outlet: 'a', event: 'x', where: condition('consent.email', '=', 'yes') }],
      timeout: 'P1D',
      next: { a: 's', timeout: 'bye' },
    }
    expect(found(aFlow({ property, s: mail, bye }))).toEqual(warning)
    expect(
      inStep(mail, settings({ acceptUnknownConsent: true, messages: { m: { subject: 's', body: 'b' } } })),
    ).toEqual([])
  })

  test('are no matter on a transactional topic', () => {
    const messages = { m: { subject: 's', body: 'b' } }
    const confirm = { ...mail, topic: 'opt-in' }
    expect(inStep(confirm)).toEqual([])
    expect(inStep(confirm, settings({ messages, topics: { 'opt-in': { transactional: true } } }))).toEqual([])
    expect(inStep(confirm, settings({ messages, topics: { 'opt-in': {} } }))).toEqual(warning)
  })
})

describe('any flow whatever', () => {
  test('is checked without throwing, every problem named and placed inside the flow, twice the same', () => {
    const workspace: CheckWorkspace = { ...settings({ attributes: { country: 'text' } }), flows: [] }
    fc.assert(
      fc.property(flowArbitrary, fc.constantFrom(undefined, workspace), (flow, known) => {
        const problems = checkFlow(flow, known)
        for (const { code, level, message, step } of problems) {
          expect(code).toMatch(/^[a-z_]+$/)
          expect(['error', 'warning', 'info']).toContain(level)
          expect(message).not.toMatch(/undefined|\[object/)
          if (step !== undefined) expect(Object.hasOwn(flow.steps, step)).toBe(true)
        }
        expect(checkFlow(flow, known)).toEqual(problems)
      }),
      { numRuns: 200 },
    )
  })

  test('of 10,000 steps, each of them wrong, is checked', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `s${index}`)
    const steps = ids.map((id) => [id, { kind: 'wait', for: 'soon', next: { done: `x${id}`, dnoe: 's1' } }])
    expect(checkFlow(aFlow(Object.fromEntries(steps))).filter(({ level }) => level === 'error')).toHaveLength(30_000)
  })
})
