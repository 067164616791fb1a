import { describe, expect, test } from 'vitest'
import { STEP_KINDS } from '../contract/words.ts'
import { aFlow } from '../testing/flow-builder.ts'
import { FLOW_LIMITS } from './limits.ts'
import { readFlow, readFlowText } from './schema.ts'

const end = { kind: 'end', reason: 'done', outcome: 'neutral' }
const flowOf = (steps: unknown, rest: object = {}) => ({ dsl: 1, key: 'f', start: 's', steps, ...rest })
const problemsOf = (json: unknown) => {
  const read = readFlow(json)
  return read.ok
    ? []
    : read.problems.map(({ code, step, field }) => [code, step, field].filter((part) => part !== undefined).join(' '))
}

/** The example of FLOW-DSL §1, conditions filled in. */
const example = {
  dsl: 1,
  key: 'white-paper-nurture',
  name: 'White paper nurture',
  description: '…',
  timezone: 'Europe/Paris',
  entry: [{ on: 'event', event: 'form_submitted' }],
  audience: { combinator: 'and', rules: [{ field: 'contact.country', operator: '=', value: 'FR' }] },
  reentry: { mode: 'never' },
  goal: [{ event: 'order_placed' }, { when: { combinator: 'or', rules: [] } }],
  leaveWhen: [{ event: 'unsubscribed' }],
  start: 'welcome',
  steps: {
    welcome: { kind: 'email', label: 'Welcome', message: 'welcome', next: { sent: 'pause' } },
    pause: {
      kind: 'wait',
      for: 'P3D',
      window: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
      next: { done: 'welcome' },
    },
  },
  layout: { welcome: [0, 0], pause: [0, 140] },
  notes: [{ at: [300, 0], text: '…', color: 'yellow' }],
}

describe('reading a flow', () => {
  test('keeps the example of the contract as it is', () => {
    expect(readFlow(example)).toEqual({ ok: true, flow: example })
  })

  test('fills in the defaults of what may be absent (fine print 51, 52)', () => {
    expect(readFlow(flowOf({ s: end }))).toEqual({
      ok: true,
      flow: {
        ...flowOf({ s: end }),
        name: 'f',
        entry: [],
        reentry: { mode: 'never' },
        goal: [],
        leaveWhen: [],
        layout: {},
        notes: [],
      },
    })
  })

  test('takes a draft that leads nowhere yet: that is for check to say', () => {
    expect(readFlow({ dsl: 1, key: 'f', start: '', steps: {} }).ok).toBe(true)
  })

  test.each(STEP_KINDS)('knows the kind %s', (kind) => {
    const unknown = problemsOf(flowOf({ s: { kind } })).filter((problem) => problem.startsWith('unknown_kind'))
    expect(unknown).toEqual([])
  })
})

describe('a flow of the wrong shape', () => {
  test.each<[string, unknown, string[]]>([
    ['no object', [], ['not_a_flow']],
    ['nothing in it', {}, ['missing_key dsl', 'missing_key key', 'missing_key start', 'missing_key steps']],
    ['another version', flowOf({ s: end }, { dsl: 2 }), ['unsupported_dsl dsl']],
    ['a key with capitals', flowOf({ s: end }, { key: 'F' }), ['bad_value key']],
    ['an unknown key', flowOf({ s: end }, { nmae: 'x' }), ['unknown_key nmae']],
    ['a list of steps', flowOf([]), ['wrong_type steps']],
    ['a step that is null', flowOf({ s: null }), ['wrong_type s']],
    ['a step id with capitals', flowOf({ S: end }), ['bad_id S']],
    ['a step id that is too long', flowOf({ [`s${'x'.repeat(40)}`]: end }), [`bad_id s${'x'.repeat(40)}`]],
    ['a step without kind', flowOf({ s: {} }), ['missing_key s kind']],
    ['an unknown kind', flowOf({ s: { kind: 'weit' } }), ['unknown_kind s kind']],
    ['a number for a duration', flowOf({ pause: { kind: 'wait', for: 3 } }), ['wrong_type pause for']],
    ['an unknown key in a step', flowOf({ pause: { kind: 'wait', fro: 'P3D' } }), ['unknown_key pause fro']],
    [
      'two unknown keys in a window',
      flowOf({ s: { kind: 'wait', window: { a: 1, b: 2 } } }),
      ['unknown_key s window.a', 'unknown_key s window.b'],
    ],
    ['a listen without timeout', flowOf({ s: { kind: 'listen', for: [] } }), ['missing_key s timeout']],
    [
      'an outlet that leads to a number',
      flowOf({ s: { kind: 'score', reason: 'x', next: { done: 5 } } }),
      ['wrong_type s next.done'],
    ],
    ['a word outside its list', flowOf({ s: { kind: 'end', reason: 'x', outcome: 'meh' } }), ['bad_value s outcome']],
    ['an object as a value to set', flowOf({ s: { kind: 'update', set: { a: {} } } }), ['wrong_type s set.a']],
    ['an unknown trigger', flowOf({ s: end }, { entry: [{ on: 'evnt' }] }), ['unknown_trigger entry[0].on']],
    [
      'a goal with event and condition',
      flowOf({ s: end }, { goal: [{ event: 'a', when: { combinator: 'and', rules: [] } }] }),
      ['unknown_key goal[0].when'],
    ],
    ['a goal with neither', flowOf({ s: end }, { goal: [{}] }), ['missing_key goal[0].event']],
    [
      'an assignee that is nobody',
      flowOf({ s: { kind: 'task', channel: 'call', title: 'x', due: 'P1D', assignee: { teem: 'a' } } }),
      ['missing_key s assignee.team', 'unknown_key s assignee.teem'],
    ],
  ])('%s', (_, json, problems) => {
    expect(problemsOf(json)).toEqual(problems)
  })

  test('is named by its exact path also deep inside conditions', () => {
    const when = { combinator: 'and', rules: [{ combinator: 'or', rules: [{ field: 'stage', operator: 5 }] }] }
    const paths = [{ outlet: 'a', name: 'A', when }]
    expect(problemsOf(flowOf({ s: { kind: 'branch', paths } }))).toEqual([
      'wrong_type s paths[0].when.rules[0].rules[0].operator',
    ])
  })

  test('is told in words, with what was probably meant', () => {
    const read = readFlow(flowOf({ s: { kind: 'weit' }, t: { kind: 'wait', fro: 'P3D', until: 3 } }))
    expect(read).toMatchObject({
      problems: [
        {
          message: expect.stringMatching(/^"kind" is "weit", but must be one of "email", /),
          fix: 'Did you mean "wait"?',
        },
        { message: '"until" must be text, not a number' },
        { message: '"fro" is not known here', fix: 'Did you mean "for"?' },
      ],
    })
    expect(
      readFlow(flowOf({ s: null, t: { kind: 'split', paths: [{ outlet: 'a', name: 'A', weight: 1, holdout: [] }] } })),
    ).toMatchObject({
      problems: [
        { message: '"s" must be an object, not null' },
        { message: '"holdout" must be true or false, not a list', fix: 'Write true or false there.' },
      ],
    })
  })
})

describe('a hostile flow', () => {
  test('cannot reach a prototype: __proto__ is refused wherever it stands', () => {
    const steps =
      '{ "dsl": 1, "key": "f", "start": "s", "steps": { "__proto__": { "kind": "end", "reason": "x", "outcome": "lost" } } }'
    expect(readFlowText(steps)).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown_key', field: 'steps.__proto__' }],
    })
    const next =
      '{ "dsl": 1, "key": "f", "start": "s", "steps": { "s": { "kind": "score", "reason": "x", "next": { "__proto__": "s" } } } }'
    expect(readFlowText(next)).toMatchObject({ ok: false, problems: [{ field: 'steps.s.next.__proto__' }] })
  })

  test('may call a step constructor: it is a name like any other', () => {
    const flow = aFlow({ constructor: { ...end } })
    expect(Object.keys(flow.steps)).toEqual(['constructor'])
  })

  test('that is too large, too deep or too long gets one clear answer', () => {
    const large = { ...flowOf({ s: end }), description: 'x'.repeat(FLOW_LIMITS.characters) }
    expect(problemsOf(large)).toEqual(['flow_too_large'])
    expect(readFlowText(JSON.stringify(large))).toMatchObject({ problems: [{ code: 'flow_too_large' }] })
    const deep = `{ "dsl": 1, "steps": ${'['.repeat(100_000)}${']'.repeat(100_000)} }`
    expect(readFlowText(deep)).toMatchObject({ problems: [{ code: 'flow_too_deep' }] })
    const steps = Object.fromEntries(Array.from({ length: FLOW_LIMITS.steps + 1 }, (_, index) => [`s${index}`, 1]))
    expect(problemsOf(flowOf(steps))).toEqual(['too_many_steps steps'])
  })

  test('of 10,000 steps is read, and 10,000 problems are counted rather than listed', () => {
    const ids = Array.from({ length: FLOW_LIMITS.steps }, (_, index) => `s${index}`)
    expect(readFlow(flowOf(Object.fromEntries(ids.map((id) => [id, end])))).ok).toBe(true)
    const bad = problemsOf(flowOf(Object.fromEntries(ids.map((id) => [id, { kind: 'what' }]))))
    expect(bad).toHaveLength(201)
    expect(bad.at(-1)).toBe('more_problems')
  })

  test('that is no JSON says so', () => {
    expect(readFlowText('{ "dsl": 1, ')).toMatchObject({ ok: false, problems: [{ code: 'not_json' }] })
  })
})
