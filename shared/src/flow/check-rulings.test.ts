import { describe, expect, test } from 'vitest'
import type { CheckWorkspace } from './check/context.ts'
import { workspaceProblems } from './check/workspace.ts'
import { checkFlowJson } from './check-json.ts'
import { workspaceSettingsSchema } from './settings.ts'

/** What `check` says about rulings of the contract, from raw JSON as a file has it (fine print 33). */
const bye = { kind: 'end', reason: 'done', outcome: 'neutral' }
const wait = (rest: object) => ({ kind: 'wait', ...rest, next: { done: 'bye', missing: 'bye' } })
const flow = (step: object, rest: object = {}) => ({ dsl: 1, key: 'f', start: 's', steps: { s: step, bye }, ...rest })
const besides = (rest: object) => flow(wait({ for: 'P1D' }), rest)
const branch = (...rules: object[]) =>
  flow({
    kind: 'branch',
    paths: [{ outlet: 'a', name: 'A', when: { combinator: 'and', rules } }],
    next: { a: 'bye', else: 'bye' },
  })
const rule = (field: string, operator: string, value?: unknown) => ({ field, operator, value })
const settings = (json: object): CheckWorkspace => ({ settings: workspaceSettingsSchema.parse(json) })
const errors = (json: unknown, workspace?: CheckWorkspace) =>
  checkFlowJson(json, workspace)
    .filter(({ level }) => level === 'error')
    .map(({ step, field }) => [step, field].filter((part) => part !== undefined).join(' '))

describe('an error of check', () => {
  test.each<[string, unknown, string]>([
    ['51: a flow needs dsl, key, start and steps', { dsl: 1, start: 's', steps: { s: bye } }, 'key'],
    ['51: a step needs the parameters that the contract writes without ?', flow({ kind: 'goal' }), 's name'],
    ['51: an end leads nowhere', flow({ ...bye, next: { done: 'bye' } }), 's next.done'],
    ['an unknown key is refused with its path', flow(wait({ for: 'P1D', fro: 1 })), 's fro'],
    [
      'an id of a step is of small letters, digits, _ and -',
      { ...flow(bye), start: 'Bad', steps: { Bad: bye } },
      'Bad',
    ],
    ['53: re-entry after a while needs the while', besides({ reentry: { mode: 'after' } }), 'reentry.wait'],
    ['53: only re-entry after a while has one', besides({ reentry: { mode: 'never', wait: 'P1D' } }), 'reentry.wait'],
    ['56: an exit rule is an event or a condition', besides({ goal: [{}] }), 'goal[0].event'],
    [
      '65: a schedule enrolls a segment',
      besides({ entry: [{ on: 'schedule', cron: '0 9 * * 1' }] }),
      'entry[0].segment',
    ],
    [
      '65: cron has five fields',
      besides({ entry: [{ on: 'schedule', segment: 's', cron: '0 0 9 * * 1' }] }),
      'entry[0].cron',
    ],
    [
      '153: a date trigger names the prefix',
      besides({ entry: [{ on: 'date', attribute: 'd' }] }),
      'entry[0].attribute',
    ],
    ['147: an event has a name', besides({ entry: [{ on: 'event', event: '' }] }), 'entry[0].event'],
    ['147: an attribute begins with a letter', branch(rule('contact.1a', '=', 'x')), 's paths[0].when.rules[0].field'],
    ['70: in takes an array', branch(rule('contact.age', 'in', '1,2')), 's paths[0].when.rules[0].value'],
    [
      '70: between takes low before high',
      branch(rule('score.fit', 'between', [5, 1])),
      's paths[0].when.rules[0].value',
    ],
    ['71: sets are not compared with =', branch(rule('contact.tags', '=', 'vip')), 's paths[0].when.rules[0].operator'],
    ['74: a rule needs its value', branch(rule('contact.city', 'contains', '')), 's paths[0].when.rules[0].value'],
    ['an empty group says nothing', branch(), 's paths[0].when.rules'],
    ['112: a listen needs its timeout', flow({ kind: 'listen', for: [{ outlet: 'a', event: 'x' }] }), 's timeout'],
    [
      '112: timeout is no name for an outlet of a listen',
      flow({ kind: 'listen', for: [{ outlet: 'timeout', event: 'x' }], timeout: 'P1D', next: { timeout: 'bye' } }),
      's for[0].outlet',
    ],
    [
      '114: a weight is a positive integer',
      flow({ kind: 'split', paths: [{ outlet: 'a', name: 'A', weight: 1.5 }], next: { a: 'bye' } }),
      's paths[0].weight',
    ],
    ['114: a branch has paths', flow({ kind: 'branch', paths: [], next: { else: 'bye' } }), 's paths'],
    [
      '115: a mail has one text, not two',
      flow({ kind: 'email', message: 'w', inline: { subject: 's', body: 'b' } }),
      's message',
    ],
    ['122: only an offset may be negative', flow(wait({ for: '-P1D' })), 's for'],
    ['123: ten years are the limit', flow(wait({ for: 'P10Y1D' })), 's for'],
    ['124: days have no fractions', flow(wait({ for: 'P1.5D' })), 's for'],
    ['126: a window opens before 24:00', flow(wait({ window: { from: '24:00', to: '08:00' } })), 's window.from'],
    [
      'a window that opens when it closes is none',
      flow(wait({ window: { from: '09:00', to: '09:00' } })),
      's window.to',
    ],
    ['127: a day is mon to sun', flow(wait({ window: { days: ['Monday'] } })), 's window.days[0]'],
    ['128: an offset is no zone', besides({ timezone: '+02:00' }), 'timezone'],
    ['152: a wait needs something to wait for', flow(wait({})), 's for'],
    ['two things to wait for are one too many', flow(wait({ for: 'P1D', until: '2026-12-01' })), 's until'],
    [
      '158: a priority is low, normal or high',
      flow({
        kind: 'handoff',
        team: 't',
        routing: 'owner',
        sla: { accept: 'PT4H' },
        brief: 'b',
        priority: 'urgent',
        next: { won: 'bye' },
      }),
      's priority',
    ],
    ['108: nurture goes to a flow or a step', flow({ kind: 'nurture' }), 's step'],
    [
      'a broken template',
      flow(
        { kind: 'goal', name: 'g', next: { done: 'm' } },
        {
          steps: {
            s: { kind: 'email', inline: { subject: '{{ x', body: 'b' }, next: { sent: 'bye', blocked: 'bye' } },
            bye,
          },
        },
      ),
      's inline.subject',
    ],
  ])('%s', (_, json, place) => {
    expect(errors(json)).toContain(place)
  })
})

describe('no error of check', () => {
  test.each<[string, unknown]>([
    ['123: ten years exactly', flow(wait({ for: 'P10Y' }))],
    ['124: fractions of the smallest unit', flow(wait({ for: 'PT1.5H' }))],
    ['126: a window may close at 24:00', flow(wait({ window: { from: '22:00', to: '24:00' } }))],
    ['127: a day may be named twice', flow(wait({ window: { days: ['mon', 'mon'] } }))],
    ['a window that limits nothing, which is only doubtful', flow(wait({ window: {} }))],
    [
      '34: names that only a workspace knows',
      branch(rule('contact.nosuch', '=', 'x'), rule('segment.nosuch', '=', true)),
    ],
    ['61: empty lists of goals and leave rules', besides({ goal: [], leaveWhen: [] })],
    [
      'an outlet of a listen called else',
      flow({
        kind: 'listen',
        for: [{ outlet: 'else', event: 'x' }],
        timeout: 'P1D',
        next: { else: 'bye', timeout: 'bye' },
      }),
    ],
    [
      '158: a rule of the routing names a person or a team, as text or as an object',
      flow({
        kind: 'handoff',
        team: 't',
        routing: {
          rules: ['ana', { user: 'ana' }, { team: 't' }].map((to) => ({
            when: { combinator: 'and', rules: [rule('stage', '=', 'mql')] },
            to,
          })),
        },
        sla: { accept: 'PT4H' },
        brief: 'b',
        next: { won: 'bye' },
      }),
    ],
  ])('%s', (_, json) => {
    expect(errors(json)).toEqual([])
  })

  test('68: a loop without rest is a warning, and so is a step nobody comes to', () => {
    const goal = { kind: 'goal', name: 'g', next: { done: 's' } }
    const problems = checkFlowJson(flow(goal))
    expect(problems.map(({ code, level }) => `${level} ${code}`)).toEqual([
      'warning loop_without_rest',
      'warning unreachable_step',
    ])
  })
})

describe('the workspace of a check or a replay', () => {
  test('has no problems of its own where all is well', () => {
    const all = {
      segments: { fr: { combinator: 'and', rules: [rule('contact.country', '=', 'FR')] } },
      pressure: { max: 1, per: 'P7D' },
    }
    expect(workspaceProblems(settings(all).settings)).toEqual([])
  })

  test('88: segments that turn in a circle are an error, whether the flow asks for them or not', () => {
    const segment = (key: string) => ({ combinator: 'and', rules: [rule(`segment.${key}`, '=', true)] })
    const found = workspaceProblems(settings({ segments: { a: segment('b'), b: segment('a') } }).settings)
    expect(found.map(({ level, field }) => `${level} ${field}`)).toContain('error workspace.segments.a.rules[0].field')
  })

  test('names what is wrong in its scoring and its caps', () => {
    const scoring = { engagement: [{ id: 'a', event: 'x', points: 1, halfLife: 'P0D' }] }
    const found = workspaceProblems(settings({ scoring, pressure: { max: 1, per: 'year' } }).settings)
    expect(found.map(({ level, code, field }) => `${level} ${code} ${field}`)).toEqual([
      'error bad_duration workspace.scoring.engagement[0].halfLife',
      'error bad_duration workspace.pressure[0].per',
    ])
  })

  test('107: an unknown team is an error of the flow', () => {
    const step = {
      kind: 'handoff',
      team: 'zz',
      routing: 'owner',
      sla: { accept: 'PT4H' },
      brief: 'b',
      next: { won: 'bye' },
    }
    expect(errors(flow(step), settings({ teams: { t: { members: ['ana'] } } }))).toEqual(['s team'])
  })
})
