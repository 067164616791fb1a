import { describe, expect, test } from 'vitest'
import type { Json } from '../contract/json.ts'
import { checkCondition, checkSegments, checkWhere } from './check.ts'
import type { ConditionCheckContext } from './check-names.ts'
import { all, any, rule } from './sample-subject.ts'
import type { Condition } from './schema.ts'

const workspace: ConditionCheckContext = {
  attributes: {
    age: 'number',
    renewalDate: 'date',
    optIn: 'boolean',
    interests: 'set',
    plan: 'text',
    'account.contractEnd': 'date',
  },
  segments: { it: all(rule('contact.title', 'contains', 'IT')) },
  steps: { welcome: {}, pause: {} },
}
/** `code field` of each problem. */
const codes = (condition: Condition, context?: ConditionCheckContext) =>
  checkCondition(condition, context).map(({ code, field }) => `${code} ${field}`)
const one = (field: string, operator: string, value?: Json, context = workspace) =>
  codes(all(rule(field, operator, value)), context)
const fix = (field: string, operator: string, value?: Json) =>
  checkCondition(all(rule(field, operator, value)), workspace)[0]?.fix

describe('a condition that means something', () => {
  test.each<[string, string, Json?]>([
    ['contact.email', 'endsWith', '@example.com'],
    ['contact.age', 'between', [18, '65']],
    ['contact.age', 'in', [1, '2']],
    ['contact.age', 'null'],
    ['contact.age', 'notNull', null],
    ['contact.renewalDate', 'withinNext', 'P30D'],
    ['contact.renewalDate', 'between', ['2026-01-01', '2026-12-31']],
    ['contact.renewalDate', '=', '2026-01-01'],
    ['contact.createdAt', 'olderThan', 'P1Y'],
    ['contact.plan', 'before', '2026-01-01'],
    ['contact.optIn', '!=', 'TRUE'],
    ['contact.interests', 'contains', 'seo'],
    ['contact.tags', 'notIn', ['a', 'b']],
    ['account.employees', '>=', 100],
    ['account.industry', '<', 'm'],
    ['account.contractEnd', 'before', '2027-01-01'],
    ['score.temperature', 'in', ['warm', 'Hot']],
    ['score.total', '>=', '50'],
    ['stage', '!=', 'MQL'],
    ['bant.budget', 'null'],
    ['consent.email.news', '=', 'granted'],
    ['segment.it', '=', true],
    ['event.page_viewed', 'happened'],
    ['event.page_viewed', 'notHappened', {}],
    [
      'event.email_opened',
      'happened',
      {
        atLeast: 2,
        atMost: 5,
        within: 'P7D',
        since: 'entry',
        of: 'welcome',
        where: { combinator: 'and', rules: [{ field: 'machine', operator: '=', value: true }] },
      },
    ],
    ['entry.form.id', 'withinLast', 'P7D'],
    ['var.answer', '>', 5],
    ['visits.pause', '<', 3],
  ])('%s %s %j has no problems', (field, operator, value) => {
    expect(one(field, operator, value)).toEqual([])
  })

  test('without a workspace attributes, segments and steps are taken on trust', () => {
    expect(
      codes(
        any(rule('contact.nosuch', 'contains', 'x'), rule('segment.nosuch', '=', true), rule('visits.nosuch', '>', 1)),
      ),
    ).toEqual([])
  })

  test('a workspace that declares no attributes does not miss any', () => {
    expect(one('contact.nosuch', '=', 'x', { ...workspace, attributes: {} })).toEqual([])
  })
})

describe('names', () => {
  test.each([
    ['contcat.email', 'Did you mean contact.email?'],
    ['foo', 'Choose one of stage, contact.…'],
    ['stgae', 'Did you mean stage?'],
    ['score.totl', 'Did you mean score.total?'],
    ['score.x', 'Choose one of score.fit'],
    ['bant.money', 'Choose one of bant.budget'],
    ['contact.', 'Write a name after "contact."'],
    ['contact.first-name', 'letters, digits'],
    ['', 'Choose one of'],
    [`event.${'x'.repeat(101)}`, 'Write a name'],
  ])('%s is not a field, with or without a workspace', (field, advice) => {
    expect(one(field, '=', 'x')).toEqual(['unknown_field rules[0].field'])
    expect(one(field, '=', 'x', {})).toEqual(['unknown_field rules[0].field'])
    expect(fix(field, '=', 'x')).toContain(advice)
  })

  test('what the workspace or the flow does not have is unknown', () => {
    expect(one('contact.agee', '>', 5)).toEqual(['unknown_attribute rules[0].field'])
    expect(fix('contact.agee', '>', 5)).toBe('Did you mean contact.age?')
    expect(one('segment.nosuch', '=', true)).toEqual(['unknown_segment rules[0].field'])
    expect(one('visits.nosuch', '>', 1)).toEqual(['unknown_step rules[0].field'])
    expect(one('event.x', 'happened', { of: 'welcom' })).toEqual(['unknown_step rules[0].value.of'])
    expect(fix('event.x', 'happened', { of: 'welcom' })).toBe('Did you mean "welcome"?')
    expect(one('visits.pause', '>', 1, { steps: {} })).toEqual(['unknown_step rules[0].field'])
  })

  test('an unknown operator is one everywhere', () => {
    expect(one('contact.email', 'equals', 'x')).toEqual(['unknown_operator rules[0].operator'])
    expect(one('foo', 'equals', 'x')).toEqual(['unknown_field rules[0].field', 'unknown_operator rules[0].operator'])
    expect(fix('contact.email', 'contain', 'x')).toBe('Did you mean "contains"?')
  })
})

describe('groups', () => {
  test('an empty group is an error, with its path', () => {
    expect(codes(all())).toEqual(['empty_group rules'])
    expect(codes(all(rule('stage', '=', 'mql'), any(any())))).toEqual(['empty_group rules[1].rules[0].rules'])
  })

  test('paths lead through groups to the very value', () => {
    expect(codes(all(any(rule('stage', '=', 'mql'), rule('score.total', 'in', [1, 'x']))))).toEqual([
      'bad_value rules[0].rules[1].value[1]',
    ])
  })
})

describe('an operator of another type', () => {
  test.each<[string, string, Json?]>([
    ['contact.age', 'contains', '4'],
    ['contact.tags', '=', 'a'],
    ['contact.tags', 'beginsWith', 'a'],
    ['contact.optIn', '<', true],
    ['contact.renewalDate', 'contains', '2026'],
    ['contact.email', 'withinLast', 'P7D'],
    ['contact.age', 'before', '2026-01-01'],
    ['score.total', 'beginsWith', '4'],
    ['score.temperature', '>', 'cold'],
    ['stage', '<', 'mql'],
    ['consent.email', 'contains', 'g'],
    ['account.employees', 'endsWith', '0'],
    ['segment.it', 'null'],
    ['segment.it', 'in', [true]],
    ['event.page_viewed', '=', 1],
    ['event.page_viewed', 'null'],
    ['contact.city', 'happened', {}],
    ['contact.nosuch', 'notHappened'],
  ])('%s %s is a mismatch', (field, operator, value) => {
    expect(
      one(field, operator, value, { ...workspace, attributes: { ...workspace.attributes, nosuch: 'text' } }),
    ).toEqual(['operator_mismatch rules[0].operator'])
  })
})

describe('values', () => {
  test.each<[string, string, Json | undefined, string]>([
    ['contact.email', '=', undefined, 'empty_value rules[0].value'],
    ['contact.email', '=', null, 'empty_value rules[0].value'],
    ['contact.email', 'contains', ' ', 'empty_value rules[0].value'],
    ['contact.email', '=', true, 'bad_value rules[0].value'],
    ['contact.email', '=', ['a'], 'bad_value rules[0].value'],
    ['contact.email', 'null', 'x', 'unexpected_value rules[0].value'],
    ['contact.email', 'in', 'a,b', 'bad_value rules[0].value'],
    ['contact.email', 'in', [], 'empty_value rules[0].value'],
    ['contact.email', 'in', ['a', ''], 'empty_value rules[0].value[1]'],
    ['contact.age', '=', '1 000', 'bad_value rules[0].value'],
    ['contact.age', 'between', '1,5', 'bad_value rules[0].value'],
    ['contact.age', 'between', [1], 'bad_value rules[0].value'],
    ['contact.age', 'between', [1, 'x'], 'bad_value rules[0].value[1]'],
    ['contact.age', 'between', [9, '1'], 'low_above_high rules[0].value'],
    ['contact.age', 'notBetween', ['10', '9'], 'low_above_high rules[0].value'],
    ['contact.plan', 'between', ['b', 'A'], 'low_above_high rules[0].value'],
    ['contact.renewalDate', 'between', ['2026-12-31', '2026-01-01'], 'low_above_high rules[0].value'],
    ['var.x', 'between', [9, 1], 'low_above_high rules[0].value'],
    ['var.x', 'between', ['b', 'a'], 'low_above_high rules[0].value'],
    ['var.x', '=', { a: 1 }, 'bad_value rules[0].value'],
    ['contact.renewalDate', '<', '2024-02-30', 'bad_date rules[0].value'],
    ['var.x', 'after', 'tomorrow', 'bad_date rules[0].value'],
    ['contact.renewalDate', 'withinLast', '7 days', 'bad_duration rules[0].value'],
    ['contact.renewalDate', 'withinLast', '-P7D', 'bad_duration rules[0].value'],
    ['contact.renewalDate', 'withinLast', 'P11Y', 'bad_duration rules[0].value'],
    ['contact.renewalDate', 'withinNext', 7, 'bad_duration rules[0].value'],
    ['contact.renewalDate', 'olderThan', '', 'empty_value rules[0].value'],
    ['contact.optIn', '=', 1, 'bad_value rules[0].value'],
    ['bant.budget', '=', 'unknown', 'bad_value rules[0].value'],
    ['segment.it', '=', 'yes', 'bad_value rules[0].value'],
    ['score.temperature', '=', 'boiling', 'unknown_word rules[0].value'],
    ['stage', 'in', ['mql', 'lead'], 'unknown_word rules[0].value[1]'],
    ['consent.email', '=', 'yes', 'unknown_word rules[0].value'],
  ])('%s %s %j: %s', (field, operator, value, expected) => {
    expect(one(field, operator, value)).toEqual([expected])
  })

  test('between "9" and "10" on a field of unknown type may be meant as numbers', () => {
    expect(one('var.x', 'between', ['9', '10'])).toEqual([])
    expect(one('var.x', 'between', ['10', '9'])).toEqual([])
    expect(one('contact.plan', 'between', ['9', '10'])).toEqual(['low_above_high rules[0].value'])
  })

  test.each<[Json, string[]]>([
    [null, ['bad_value rules[0].value']],
    [3, ['bad_value rules[0].value']],
    [{ atleast: 1 }, ['unknown_key rules[0].value.atleast']],
    [{ atLeast: -1 }, ['bad_value rules[0].value.atLeast']],
    [{ atMost: 1.5, within: 'P0D' }, ['bad_value rules[0].value.atMost', 'bad_duration rules[0].value.within']],
    [{ atLeast: 3, atMost: 2 }, ['low_above_high rules[0].value']],
    [{ since: 'start' }, ['bad_value rules[0].value.since']],
    [{ of: 3 }, ['bad_value rules[0].value.of']],
    [{ where: 'x' }, ['bad_value rules[0].value.where']],
    [{ where: { combinator: 'and', rules: [] } }, ['empty_group rules[0].value.where.rules']],
    [
      { where: { combinator: 'and', rules: [{ field: 'url', operator: 'has', value: 'x' }] } },
      ['unknown_operator rules[0].value.where.rules[0].operator'],
    ],
  ])('the value %j of an event rule', (value, expected) => {
    expect(one('event.page_viewed', 'happened', value)).toEqual(expected)
  })
})

describe('a where', () => {
  const where = (field: string, operator: string, value?: Json) =>
    checkWhere(all(rule(field, operator, value))).map(({ code, field: at }) => `${code} ${at}`)

  test('takes any property, and knows the type of `machine` alone', () => {
    expect([where('url', 'contains', '/careers'), where('a.b', '>', 3), where('machine', '=', true)].flat()).toEqual([])
    expect(where('machine', '>', 1)).toEqual(['operator_mismatch rules[0].operator'])
    expect(where('machine', '=', 'yes')).toEqual(['bad_value rules[0].value'])
    expect(where('', '=', 1)).toEqual(['unknown_field rules[0].field'])
    expect(where('url', 'happened')).toEqual(['operator_mismatch rules[0].operator'])
    expect(where('url', '=', '')).toEqual(['empty_value rules[0].value'])
  })
})

describe('segments', () => {
  test('a circle is an error wherever it is entered', () => {
    const segments = {
      a: all(rule('segment.b', '=', true)),
      b: any(rule('stage', '=', 'mql'), rule('segment.a', '!=', true)),
      self: all(rule('segment.self', '=', true)),
      fine: all(rule('segment.other', '=', true), rule('segment.other', '=', false)),
      other: all(rule('stage', '=', 'mql')),
    }
    const problems = checkSegments(segments)
    expect(problems.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'segment_cycle a.rules[0].field',
      'segment_cycle b.rules[1].field',
      'segment_cycle self.rules[0].field',
    ])
    expect(problems[0]?.message).toContain('b → a → b')
    expect(codes(all(rule('segment.self', '=', true)), { segments })).toEqual(['segment_cycle rules[0].field'])
  })

  test('know no steps, and only the segments and attributes there are', () => {
    expect(
      checkSegments({ x: all(rule('visits.pause', '>', 1), rule('segment.y', '=', true)) }).map(({ code }) => code),
    ).toEqual(['unknown_step', 'unknown_segment'])
    expect(
      checkSegments({ x: all(rule('contact.agee', '>', 1)) }, { attributes: { age: 'number' } }).map(
        ({ code }) => code,
      ),
    ).toEqual(['unknown_attribute'])
  })

  test('that build on each other in many ways are looked through in no time', () => {
    const segments = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [
        `s${n}`,
        all(
          rule(n < 39 ? `segment.s${n + 1}` : 'stage', '=', n < 39 ? true : 'mql'),
          rule(`segment.s${Math.min(n + 1, 39)}`, '=', n < 38),
        ),
      ]),
    )
    // the last one names itself
    expect(checkSegments(segments).filter(({ code }) => code === 'segment_cycle').length).toBeGreaterThan(39)
    const { s39: _, ...open } = segments
    const clear = { ...open, s39: all(rule('stage', '=', 'mql')) }
    expect(checkSegments(clear)).toEqual([])
  })
})
