import { describe, expect, test } from 'vitest'
import type { AttributeValue } from '../contact/schema.ts'
import type { Json } from '../contract/json.ts'
import type { AttributeType } from '../contract/words.ts'
import { evaluate, holds } from './evaluate.ts'
import { all, any, rule, type Sample, sampleSubject } from './sample-subject.ts'

const verdict = (field: string, operator: string, value?: Json, sample: Sample = {}): boolean =>
  holds(all(rule(field, operator, value)), sampleSubject(sample))

/** The verdict on one attribute, declared as `type` or not at all. */
const on =
  (data: AttributeValue | undefined, type?: AttributeType) =>
  (operator: string, value?: Json): boolean =>
    verdict('contact.x', operator, value, {
      contact: { fields: data === undefined ? {} : { x: data } },
      ...(type && { types: { 'contact.x': type } }),
    })

const POSITIVE: readonly [string, Json][] = [
  ['=', 'a'],
  ['<', 'a'],
  ['<=', 'a'],
  ['>', 'a'],
  ['>=', 'a'],
  ['between', ['a', 'b']],
  ['in', ['a']],
  ['contains', 'a'],
  ['beginsWith', 'a'],
  ['endsWith', 'a'],
  ['before', '2026-01-01'],
  ['after', '2026-01-01'],
  ['withinLast', 'P7D'],
  ['withinNext', 'P7D'],
  ['olderThan', 'P7D'],
]
const NEGATED: readonly [string, Json][] = [
  ['!=', 'a'],
  ['notBetween', ['a', 'b']],
  ['notIn', ['a']],
  ['doesNotContain', 'a'],
  ['doesNotBeginWith', 'a'],
  ['doesNotEndWith', 'a'],
]

describe('what is missing', () => {
  const missing: readonly [string, AttributeValue | undefined, AttributeType | undefined][] = [
    ['an absent attribute', undefined, undefined],
    ['an absent declared one', undefined, 'number'],
    ['an empty text', '', undefined],
    ['a text of spaces', ' \t\u00a0', 'text'],
    ['an empty set', [], undefined],
    ['a set of empty texts', ['', ' '], 'set'],
    ['a number field that holds no number', '1 000', 'number'],
    ['a boolean field that holds "yes"', 'yes', 'boolean'],
    ['a date field that holds no real date', '2024-02-30', 'date'],
  ]
  test.each(missing)('%s makes positive operators false, negated ones true, and null true', (_name, data, type) => {
    const is = on(data, type)
    for (const [operator, value] of POSITIVE) expect(is(operator, value), operator).toBe(false)
    for (const [operator, value] of NEGATED) expect(is(operator, value), operator).toBe(true)
    expect([is('null'), is('notNull')]).toEqual([true, false])
  })

  test.each<[string, AttributeValue, AttributeType | undefined]>([
    ['a text', 'x', 'text'],
    ['zero', 0, 'number'],
    ['false', false, 'boolean'],
    ['a date', '2026-01-01', 'date'],
    ['a set with a member', ['', 'x'], 'set'],
  ])('%s is not missing', (_name, data, type) => {
    expect([on(data, type)('null'), on(data, type)('notNull')]).toEqual([false, true])
  })

  test('a rule value that is empty or missing makes the positive operator false and the negated one true', () => {
    for (const value of ['', '  ', undefined]) {
      expect([on('abc')('contains', value), on('abc')('doesNotContain', value)]).toEqual([false, true])
      expect([on(5)('=', value), on(5)('!=', value)]).toEqual([false, true])
    }
    expect([on('')('=', ''), on('')('!=', '')]).toEqual([false, true])
    expect([verdict('contact.x', '=', null), verdict('contact.x', '!=', null)]).toEqual([false, true])
  })
})

describe('what is outside the contract', () => {
  test.each([
    ['a field outside the table', 'foo', '!=', 1],
    ['a misspelt prefix', 'contcat.email', 'notNull', undefined],
    ['a prefix alone', 'contact.', 'null', undefined],
    ['no field', '', '=', 1],
    ['an unknown score', 'score.x', '!=', 1],
    ['an unknown answer', 'bant.x', 'null', undefined],
    ['an attribute name with a dash', 'contact.first-name', 'null', undefined],
    ['an unknown segment', 'segment.nosuch', '!=', true],
    ['an unknown operator', 'contact.city', 'isNot', 'Paris'],
    ['an operator named like a property of every object', 'contact.city', 'constructor', 'Paris'],
    ['a field named like a property of every object', 'constructor.name', 'notNull', undefined],
  ])('%s makes the rule false, whatever the operator', (_name, field, operator, value) => {
    expect(verdict(field, operator, value)).toBe(false)
  })

  test('a surrounding `not` still turns it round', () => {
    expect(holds({ combinator: 'and', not: true, rules: [rule('foo', '!=', 1)] }, sampleSubject())).toBe(true)
  })

  test('nothing that JavaScript lends to every object is an attribute', () => {
    expect(verdict('contact.constructor', 'null')).toBe(true)
    expect(verdict('account.toString', 'null')).toBe(true)
    expect(verdict('consent.valueOf', '=', 'unknown')).toBe(true)
    expect(verdict('var.constructor', 'null', undefined, { enrollment: {} })).toBe(true)
  })
})

describe('groups', () => {
  const yes = rule('stage', '=', 'prospect')
  const no = rule('stage', '=', 'mql')

  test.each([
    ['an empty `and` is true', all(), true],
    ['an empty `or` is false', any(), false],
    ['an empty `and` negated is false', { ...all(), not: true }, false],
    ['an empty `or` negated is true', { ...any(), not: true }, true],
    ['`and` needs all', all(yes, no), false],
    ['`or` needs one', any(no, yes), true],
    ['`not` turns the group', { ...any(no, yes), not: true }, false],
    ['groups nest', all(yes, any(no, { ...all(no), not: true })), true],
    ['`not: false` is none', { ...all(yes), not: false }, true],
  ])('%s', (_name, condition, expected) => {
    expect(holds(condition, sampleSubject())).toBe(expected)
    expect(evaluate(condition, sampleSubject()).holds).toBe(expected)
  })
})

describe('text', () => {
  test('compares after trim and NFC, in any case, but not without its accents', () => {
    const is = on('  Émile\u0301 ')
    expect(is('=', 'éMILÉ')).toBe(true)
    expect(is('=', 'emile')).toBe(false)
    expect(is('contains', ' MIL ')).toBe(true)
    expect([is('beginsWith', 'ém'), is('endsWith', 'lé'), is('endsWith', 'le')]).toEqual([true, true, false])
    expect(is('in', ['x', 'Émilé'])).toBe(true)
  })

  test('folds by no particular language: ß stays ß, İ is no i', () => {
    expect(on('STRASSE')('=', 'straße')).toBe(false)
    expect(on('İ')('=', 'i')).toBe(false)
    expect(on('I')('=', 'i')).toBe(true)
  })

  test('text against text stays text: leading zeros and long ids survive', () => {
    expect(on('0042')('=', '42')).toBe(false)
    expect(on('12345678901234567890123')('=', '12345678901234567890124')).toBe(false)
    expect(on('10')('<', '9')).toBe(true)
    expect(on('1.0', 'text')('=', '1')).toBe(false)
  })

  test('is ordered by code point after lower-casing', () => {
    expect(on('B')('>', 'a')).toBe(true)
    expect(on('\u{1F600}')('>', '\uFF5E')).toBe(true)
    expect(on('é')('>', 'z')).toBe(true)
    expect([on('m')('between', ['a', 'm']), on('m')('between', ['n', 'z']), on('m')('between', ['z', 'a'])]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('a text field reads numbers as their decimal text', () => {
    const is = on(42, 'text')
    expect([is('=', '42'), is('=', 42), is('beginsWith', '4'), is('=', '42.0')]).toEqual([true, true, true, false])
    expect(on(1e21, 'text')('=', '1000000000000000000000')).toBe(true)
    expect(on('42')('=', 42)).toBe(true)
  })

  test('there is no other coercion', () => {
    expect([on('true')('=', true), on('true')('!=', true)]).toEqual([false, true])
    expect([on(true, 'text')('=', 'true'), on(true, 'text')('!=', 'true')]).toEqual([false, true])
  })
})

describe('numbers', () => {
  test('a number field accepts numeric text, on both sides', () => {
    for (const data of [12.5, ' 12.5 ', '+12.5', '12.50', '0012.5']) {
      expect(on(data, 'number')('=', '12.5'), String(data)).toBe(true)
    }
    expect(on('-3', 'number')('<', 0)).toBe(true)
  })

  test.each(['1 000', '1,5', '1e3', '0x10', 'Infinity', 'NaN', '.5', '5.', '--5', '1.2.3', '١'])(
    '%s is not numeric, so it is missing, never zero',
    (text) => {
      const is = on(text, 'number')
      expect([is('=', 0), is('<', 1), is('!=', 0), is('null')]).toEqual([false, false, true, true])
      expect([on(5, 'number')('=', text), on(5, 'number')('!=', text)]).toEqual([false, true])
    },
  )

  test('`between` includes both ends and never holds the wrong way round', () => {
    const is = on(5, 'number')
    expect([is('between', [5, 9]), is('between', [1, '5']), is('between', [6, 9]), is('between', [9, 1])]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect([is('notBetween', [5, 9]), is('notBetween', [6, 9]), is('notBetween', [9, 1])]).toEqual([false, true, true])
  })

  test('values of the wrong shape are of no use', () => {
    const is = on(5, 'number')
    for (const value of ['5,9', [5], [1, 5, 9], [1, 'x'], null, { low: 1, high: 9 }]) {
      expect([is('between', value), is('notBetween', value)]).toEqual([false, true])
    }
    expect([is('in', 5), is('notIn', 5), is('in', '5,6'), is('in', []), is('notIn', [])]).toEqual([
      false,
      true,
      false,
      false,
      true,
    ])
    expect(is('in', ['x', null, '5'])).toBe(true)
  })
})

describe('booleans', () => {
  test('true and false, or their names in any case', () => {
    expect(on(' TRUE ', 'boolean')('=', true)).toBe(true)
    expect(on(false, 'boolean')('=', 'False')).toBe(true)
    expect(on(true)('=', 'true')).toBe(true)
    expect(on(true, 'boolean')('in', [false, true])).toBe(true)
  })

  test.each([1, 0, 'yes', '1'])('%j is neither', (data) => {
    expect([on(data, 'boolean')('=', true), on(data, 'boolean')('!=', true), on(data, 'boolean')('null')]).toEqual([
      false,
      true,
      true,
    ])
  })
})

describe('sets', () => {
  test('`contains` is membership, never part of a text', () => {
    const is = on(['White Paper', ' SEO '])
    expect([is('contains', 'seo'), is('contains', 'white'), is('doesNotContain', 'white')]).toEqual([true, false, true])
    expect(on(['ab'], 'text')('contains', 'a')).toBe(false)
  })

  test('`in` is any overlap', () => {
    const is = on(['a', 'b'], 'set')
    expect([is('in', ['x', 'B']), is('in', ['x']), is('notIn', ['x']), is('notIn', ['a'])]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  test('tags and lists are sets; numbers are members as their decimal text', () => {
    const contact = { tags: ['VIP'], lists: ['News'] }
    expect(verdict('contact.tags', 'contains', 'vip', { contact })).toBe(true)
    expect(verdict('contact.lists', 'in', ['news'], { contact })).toBe(true)
    expect(verdict('contact.tags', 'null', undefined, {})).toBe(true)
    expect(on(['7'])('contains', 7)).toBe(true)
  })

  test('a declared set that holds one text has that one member', () => {
    expect([on('seo', 'set')('contains', 'SEO'), on('seo', 'set')('contains', 'se')]).toEqual([true, false])
  })
})

describe('an operator of another type', () => {
  test.each<[string, AttributeValue, AttributeType | undefined, string, Json, string]>([
    ['`contains` on a number', 42, 'number', 'contains', '4', 'doesNotContain'],
    ['`beginsWith` on a number by its data', 42, undefined, 'beginsWith', '4', 'doesNotBeginWith'],
    ['`=` on a set', ['a'], 'set', '=', 'a', '!='],
    ['`between` on a set', ['a'], 'set', 'between', ['a', 'b'], 'notBetween'],
    ['`between` on a boolean', true, 'boolean', 'between', [false, true], 'notBetween'],
    ['`endsWith` on a date', '2026-01-01', 'date', 'endsWith', '01', 'doesNotEndWith'],
    ['`happened` on an attribute', 'x', undefined, 'happened', {}, 'notHappened'],
  ])('%s is false, its negation true', (_name, data, type, positive, value, negated) => {
    expect([on(data, type)(positive, value), on(data, type)(negated, value)]).toEqual([false, true])
  })

  test('stages, temperatures and consents are words, not texts', () => {
    expect([
      verdict('stage', '<', 'zzz'),
      verdict('stage', 'contains', 'pros'),
      verdict('stage', 'doesNotContain', 'pros'),
    ]).toEqual([false, false, true])
    expect([verdict('stage', 'between', ['a', 'z']), verdict('stage', 'notBetween', ['a', 'z'])]).toEqual([false, true])
  })

  test('a value operator on an event is false, its negation true', () => {
    const events = [{ at: '2026-03-01T00:00:00Z' }]
    expect(['=', '!=', '<', 'null'].map((operator) => verdict('event.page_viewed', operator, 1, { events }))).toEqual([
      false,
      true,
      false,
      false,
    ])
  })
})

describe('fields', () => {
  test('built-in names of the contact are texts, `createdAt` a date', () => {
    const contact = { fields: { email: 'Ada@Example.com', phone: '+336', language: 'fr', buyingRole: 'decider' } }
    expect(verdict('contact.email', '=', 'ada@example.com', { contact })).toBe(true)
    expect(verdict('contact.phone', 'beginsWith', '+33', { contact })).toBe(true)
    expect(verdict('contact.createdAt', 'before', '2026-01-06', { contact })).toBe(true)
    expect(verdict('contact.createdAt', '=', '2026-01-05', { contact })).toBe(true)
    expect(verdict('contact.createdAt', 'withinLast', 'P60D', { contact })).toBe(true)
  })

  test('`account.employees` and `account.revenue` are numbers, other account names what their data is, or declared', () => {
    const contact = { account: { employees: '250', revenue: 1e6, name: 'Acme', contractEnd: '2026-06-30' } }
    expect(verdict('account.employees', '>', 99, { contact })).toBe(true)
    expect(verdict('account.revenue', '>=', '1000000', { contact })).toBe(true)
    expect(verdict('account.name', 'beginsWith', 'ac', { contact })).toBe(true)
    expect(
      verdict('account.contractEnd', '>', '2026-06-29', { contact, types: { 'account.contractEnd': 'date' } }),
    ).toBe(true)
    expect(
      verdict('account.employees', '=', '0250', {
        contact: { account: { employees: '0250' } },
        types: { 'account.employees': 'text' },
      }),
    ).toBe(true)
  })

  test('scores are numbers, the temperature a word', () => {
    const score = { fit: 10, engagement: 24.5, total: 34.5, temperature: 'warm' as const }
    expect(verdict('score.total', '>=', 34.5, { score })).toBe(true)
    expect(verdict('score.engagement', '<', '24.6', { score })).toBe(true)
    expect(verdict('score.temperature', 'in', ['Warm', 'hot'], { score })).toBe(true)
    expect(verdict('score.temperature', '!=', 'warm', { score })).toBe(false)
  })

  test('an unknown answer of BANT is missing', () => {
    const contact = { bant: { budget: true, need: false } }
    expect(verdict('bant.budget', '=', 'TRUE', { contact })).toBe(true)
    expect([
      verdict('bant.need', '=', false, { contact }),
      verdict('bant.need', 'null', undefined, { contact }),
    ]).toEqual([true, false])
    expect([
      verdict('bant.timing', 'null', undefined, { contact }),
      verdict('bant.timing', '=', false, { contact }),
      verdict('bant.timing', '!=', true, { contact }),
    ]).toEqual([true, false, true])
  })

  test('consent that was never recorded is `unknown`, not missing', () => {
    const contact = { consent: { email: 'granted', 'email.news': 'denied' } as const }
    expect(verdict('consent.email', '=', 'Granted', { contact })).toBe(true)
    expect(verdict('consent.email.news', '=', 'denied', { contact })).toBe(true)
    expect(verdict('consent.sms', '=', 'unknown', { contact })).toBe(true)
    expect(verdict('consent.email.offers', '=', 'unknown', { contact })).toBe(true)
    expect(verdict('consent.sms', 'null', undefined, { contact })).toBe(false)
  })

  test('the enrolling event and its properties can be read for the whole trip', () => {
    const enrollment = {
      entryEvent: 'form_submitted',
      entryProperties: { event: 'shadowed', form: { id: 7 }, topics: ['a'] },
    }
    expect(verdict('entry.event', '=', 'form_submitted', { enrollment })).toBe(true)
    expect(verdict('entry.form.id', '=', 7, { enrollment })).toBe(true)
    expect(verdict('entry.topics', 'contains', 'A', { enrollment })).toBe(true)
    expect([verdict('entry.event', 'null', undefined, { enrollment: {} }), verdict('entry.x', '!=', 1, {})]).toEqual([
      true,
      true,
    ])
  })

  test('variables hold whatever was saved, dots go inside', () => {
    const enrollment = { vars: { returnReason: 'bad_timing', answer: { level: 3, ok: true }, 'a.b': 'flat' } }
    expect(verdict('var.returnReason', '=', 'bad_timing', { enrollment })).toBe(true)
    expect([
      verdict('var.answer.level', '>', 2, { enrollment }),
      verdict('var.answer.ok', '=', true, { enrollment }),
    ]).toEqual([true, true])
    expect(verdict('var.a.b', '=', 'flat', { enrollment })).toBe(true)
    expect([
      verdict('var.answer', 'notNull', undefined, { enrollment }),
      verdict('var.answer', '=', 'x', { enrollment }),
      verdict('var.answer', '!=', 'x', { enrollment }),
    ]).toEqual([true, false, true])
  })

  test('visits count, and a step that is not there makes the rule false', () => {
    const enrollment = { visits: { pause: 2, hot: 0 } }
    expect([verdict('visits.pause', '>=', 2, { enrollment }), verdict('visits.hot', '=', 0, { enrollment })]).toEqual([
      true,
      true,
    ])
    expect([
      verdict('visits.nosuch', '=', 0, { enrollment }),
      verdict('visits.nosuch', '!=', 5, { enrollment }),
    ]).toEqual([false, false])
    expect(verdict('visits.pause', '!=', 5, {})).toBe(false)
  })
})

describe('segments', () => {
  const segments = {
    fr: all(rule('contact.country', '=', 'FR')),
    frBig: all(rule('segment.fr', '=', true), rule('account.employees', '>', 99)),
    self: any(rule('segment.self', '=', true), rule('stage', '=', 'prospect')),
    notSelf: all(rule('segment.notSelf', '!=', true)),
    travelled: all(rule('var.x', '=', 1)),
  }
  const contact = { fields: { country: 'fr' }, account: { employees: 250 } }

  test('membership is true or false, and segments may build on segments', () => {
    const sample = { contact, segments }
    expect([
      verdict('segment.frBig', '=', true, sample),
      verdict('segment.frBig', '!=', true, sample),
      verdict('segment.fr', '=', 'false', sample),
    ]).toEqual([true, false, false])
    expect(verdict('segment.fr', '=', false, { segments })).toBe(true)
    expect([verdict('segment.fr', '=', 1, sample), verdict('segment.fr', '!=', 1, sample)]).toEqual([false, true])
  })

  test('a circle ends: a segment inside itself is no segment', () => {
    expect(verdict('segment.self', '=', true, { segments })).toBe(true)
    expect(verdict('segment.notSelf', '=', false, { segments })).toBe(true)
  })

  test('membership does not depend on the enrollment that asks', () => {
    const enrollment = { vars: { x: 1 } }
    expect(verdict('var.x', '=', 1, { enrollment, segments })).toBe(true)
    expect(verdict('segment.travelled', '=', true, { enrollment, segments })).toBe(false)
  })
})

describe('the because', () => {
  test('tells every rule of the tree, with the value seen, also those that a short cut would have spared', () => {
    const condition = all(
      rule('score.total', '>=', 50),
      { ...any(rule('contact.city', '=', 'Paris'), rule('contact.tags', 'contains', 'vip')), not: true },
      rule('contact.nosuch', 'null'),
    )
    const subject = sampleSubject({ score: { total: 34 }, contact: { fields: { city: ' Lyon ' }, tags: ['it'] } })
    expect(evaluate(condition, subject)).toEqual({
      holds: false,
      combinator: 'and',
      rules: [
        { field: 'score.total', operator: '>=', value: 50, seen: 34, holds: false },
        {
          holds: true,
          combinator: 'or',
          not: true,
          rules: [
            { field: 'contact.city', operator: '=', value: 'Paris', seen: ' Lyon ', holds: false },
            { field: 'contact.tags', operator: 'contains', value: 'vip', seen: ['it'], holds: false },
          ],
        },
        { field: 'contact.nosuch', operator: 'null', seen: null, holds: true },
      ],
    })
  })

  test.each<[string, AttributeValue, AttributeType | undefined, string, Json]>([
    ['a numeric text as the number it was read as', ' 12.50 ', 'number', '=', 12.5],
    ['a number in a text field as its text', 42, 'text', '=', '42'],
    ['a word for true as true', 'TRUE', 'boolean', '=', true],
    ['a date as it is written', '2026-01-01', 'date', '=', '2026-01-01'],
    ['what is unreadable as missing', 'soon', 'date', '=', null],
    ['an empty set as missing', [], 'set', 'contains', null],
    ['a text that a date word cannot read as missing', 'soon', undefined, 'before', null],
    ['a value met by an operator of another type as it is', 42, 'number', 'contains', 42],
  ])('shows %s', (_name, data, type, operator, seen) => {
    const subject = sampleSubject({ contact: { fields: { x: data } }, ...(type && { types: { 'contact.x': type } }) })
    expect(evaluate(all(rule('contact.x', operator, '2026-01-01')), subject).rules[0]).toMatchObject({ seen })
  })

  test('shows the count of events, membership of segments, and nothing for what is unknown', () => {
    const subject = sampleSubject({
      events: [{ at: '2026-03-01T00:00:00Z' }, { at: '2026-03-01T01:00:00Z' }],
      segments: { s: all() },
    })
    const seen = (field: string, operator: string, value?: Json) =>
      evaluate(all(rule(field, operator, value)), subject).rules[0]
    expect(seen('event.page_viewed', 'happened')).toEqual({
      field: 'event.page_viewed',
      operator: 'happened',
      seen: 2,
      holds: true,
    })
    expect(seen('segment.s', '=', true)).toMatchObject({ seen: true, holds: true })
    expect(seen('segment.nosuch', '=', true)).toMatchObject({ seen: null, holds: false })
    expect(seen('foo', 'bar', { a: [1] })).toEqual({
      field: 'foo',
      operator: 'bar',
      value: { a: [1] },
      seen: null,
      holds: false,
    })
  })
})
