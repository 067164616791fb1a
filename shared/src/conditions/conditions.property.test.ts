import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../contract/json.ts'
import type { AttributeType } from '../contract/words.ts'
import { ATTRIBUTE_TYPES, STAGES } from '../contract/words.ts'
import { formatInstant } from '../time/local-time.ts'
import { checkCondition } from './check.ts'
import { evaluate, holds } from './evaluate.ts'
import { nextFlip } from './flip.ts'
import { all, instant, type Sample, type SampleEvent, sampleSubject } from './sample-subject.ts'
import type { Condition, Rule } from './schema.ts'

const NEGATION: readonly (readonly [string, string])[] = [
  ['=', '!='],
  ['between', 'notBetween'],
  ['in', 'notIn'],
  ['contains', 'doesNotContain'],
  ['beginsWith', 'doesNotBeginWith'],
  ['endsWith', 'doesNotEndWith'],
  ['null', 'notNull'],
  ['happened', 'notHappened'],
]
const OTHER_OPERATORS = ['<', '<=', '>', '>=', 'before', 'after', 'withinLast', 'withinNext', 'olderThan', 'bogus', '']

const HOUR = 3_600_000
const START = instant('2026-03-25T08:00:00Z')
/** Whole hours around a change of the clocks and a month's end. */
const hour = fc.integer({ min: -24 * 20, max: 24 * 20 }).map((n) => formatInstant(START + n * HOUR))
const day = hour.map((text) => text.slice(0, 10))
const span = fc.constantFrom('PT1H', 'PT36H', 'P1D', 'P7D', 'P1W', 'P1M', 'P1DT2H', 'P30D')

const scalar: fc.Arbitrary<string | number | boolean> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'a',
    'A ',
    'ab',
    'é',
    'e\u0301',
    'true',
    'False',
    '42',
    ' 12.5',
    '1 000',
    'mql',
    'hot',
    'granted',
    'soon',
  ),
  fc.integer({ min: -3, max: 50 }),
  fc.double({ min: -3, max: 50, noNaN: true }),
  fc.boolean(),
  hour,
  day,
)
const anyValue: fc.Arbitrary<Json | undefined> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: span },
  fc.constantFrom(undefined, null),
)

const FIELDS = [
  ...[
    'contact.x',
    'contact.city',
    'contact.tags',
    'contact.createdAt',
    'contact.bad-name',
    'account.employees',
    'account.y',
  ],
  ...[
    'score.total',
    'score.temperature',
    'score.x',
    'stage',
    'bant.budget',
    'bant.x',
    'consent.email',
    'consent.sms.news',
  ],
  ...[
    'segment.one',
    'segment.two',
    'segment.none',
    'event.page_viewed',
    'event.other',
    'entry.event',
    'entry.p.q',
    'var.v',
  ],
  ...['visits.pause', 'visits.none', 'foo', ''],
]

const whereRule = fc.record({
  field: fc.constantFrom('p', 'p.q', 'machine', 'when'),
  operator: fc.constantFrom('=', '!=', 'notNull', 'contains', 'withinLast', 'olderThan', '>'),
  value: fc.oneof(scalar, span),
})
const where = fc.record({ combinator: fc.constantFrom('and', 'or'), rules: fc.array(whereRule, { maxLength: 2 }) })
const eventValue: fc.Arbitrary<Json> = fc
  .record(
    {
      atLeast: fc.integer({ min: -1, max: 3 }),
      atMost: fc.integer({ min: 0, max: 3 }),
      within: fc.oneof(span, span, fc.constant('soon')),
      since: fc.constantFrom('entry', 'entry', 'x'),
      of: fc.constantFrom('pause', 'none'),
      where,
      more: fc.constant(1),
    },
    { requiredKeys: [] },
  )
  .map((value) => (Object.keys(value).length > 4 ? {} : value))

const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    field: fc.constantFrom(...FIELDS),
    operator: fc.constantFrom(...NEGATION.flat(), ...OTHER_OPERATORS),
    value: anyValue,
  }),
  fc.record({
    field: fc.constant('event.page_viewed'),
    operator: fc.constantFrom('happened', 'notHappened'),
    value: eventValue,
  }),
  fc.record({
    field: fc.constantFrom('contact.x', 'contact.createdAt', 'var.v'),
    operator: fc.constantFrom('withinLast', 'withinNext', 'olderThan'),
    value: span,
  }),
)
const condition: fc.Arbitrary<Condition> = fc.letrec<{ group: Condition }>((tie) => ({
  group: fc.record(
    {
      combinator: fc.constantFrom('and' as const, 'or' as const),
      not: fc.boolean(),
      rules: fc.array(fc.oneof({ maxDepth: 2 }, rule, tie('group')), { maxLength: 3 }),
    },
    { requiredKeys: ['combinator', 'rules'] },
  ),
})).group

const event: fc.Arbitrary<SampleEvent> = fc.record({
  name: fc.constantFrom('page_viewed', 'page_viewed', 'other'),
  at: hour,
  machine: fc.boolean(),
  messageKey: fc.constantFrom('m1', 'm2'),
  properties: fc.record({ p: fc.oneof(scalar, fc.record({ q: scalar })), when: hour }),
})
const sample: fc.Arbitrary<Sample> = fc.record({
  now: hour,
  zone: fc.constantFrom('Europe/Paris', 'America/New_York', 'UTC'),
  contact: fc.record({
    fields: fc.record(
      {
        x: fc.oneof(scalar, hour, day, fc.array(fc.constantFrom('a', 'B', ''), { maxLength: 2 })),
        city: fc.constantFrom('A', ''),
      },
      { requiredKeys: [] },
    ),
    account: fc.record({ employees: scalar, y: scalar }, { requiredKeys: [] }),
    tags: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    stage: fc.constantFrom(...STAGES),
    bant: fc.record({ budget: fc.boolean() }, { requiredKeys: [] }),
    createdAt: hour.map(instant),
  }),
  events: fc.array(event, { maxLength: 6 }),
  score: fc.record({ total: fc.integer({ min: 0, max: 60 }) }),
  segments: fc.record({ one: condition, two: condition }),
  types: fc.record<Record<string, AttributeType>>(
    { 'contact.x': fc.constantFrom(...ATTRIBUTE_TYPES) },
    { requiredKeys: [] },
  ),
  enrollment: fc.record({
    enteredAt: hour,
    entryEvent: fc.constantFrom('page_viewed', ''),
    entryProperties: fc.record({ p: fc.record({ q: scalar }) }),
    vars: fc.record({ v: fc.oneof(scalar, hour) }),
    visits: fc.record({ pause: fc.nat(3) }),
    messages: fc.record({ pause: fc.record({ key: fc.constant('m1'), queuedAt: hour }) }, { requiredKeys: [] }),
  }),
})

test('the quick verdict is the verdict of the because, whatever the condition', () => {
  fc.assert(
    fc.property(condition, sample, (tree, given) => {
      const subject = sampleSubject(given)
      expect(holds(tree, subject)).toBe(evaluate(tree, subject).holds)
    }),
    { numRuns: 2000 },
  )
})

test('a negated operator is the complement of its positive one, except where field or segment are unknown', () => {
  const unknown = new Set(['contact.bad-name', 'score.x', 'bant.x', 'segment.none', 'visits.none', 'foo', ''])
  fc.assert(
    fc.property(
      fc.constantFrom(...NEGATION),
      fc.constantFrom(...FIELDS),
      fc.oneof(anyValue, eventValue),
      sample,
      ([positive, negated], field, value, given) => {
        const subject = sampleSubject(given)
        const yes = holds(all({ field, operator: positive, value }), subject)
        const no = holds(all({ field, operator: negated, value }), subject)
        expect([yes, no]).toEqual(unknown.has(field) ? [false, false] : [yes, !yes])
      },
    ),
    { numRuns: 3000 },
  )
})

test('a negated group is the complement of the group', () => {
  fc.assert(
    fc.property(condition, sample, (tree, given) => {
      const subject = sampleSubject(given)
      expect(holds({ ...tree, not: tree.not !== true }, subject)).toBe(!holds(tree, subject))
    }),
  )
})

/** Events within spans, with a `where` that may depend on the instant itself. */
const countRule: fc.Arbitrary<Rule> = fc.record({
  field: fc.constant('event.page_viewed'),
  operator: fc.constantFrom('happened', 'notHappened'),
  value: fc.oneof(
    fc.record({ atLeast: fc.integer({ min: 1, max: 3 }), within: span }),
    fc.record({ atMost: fc.integer({ min: 0, max: 2 }), within: span }),
    fc.record({
      within: span,
      where: fc.record({
        combinator: fc.constant('and'),
        rules: fc.tuple(
          fc.record({
            field: fc.constant('when'),
            operator: fc.constantFrom('withinLast', 'withinNext', 'olderThan', 'before'),
            value: fc.oneof(span, day),
          }),
          fc.record({ field: fc.constant('machine'), operator: fc.constant('notNull') }),
        ),
      }),
    }),
  ),
})
const counting: fc.Arbitrary<Condition> = fc.record({
  combinator: fc.constantFrom('and' as const, 'or' as const),
  rules: fc.array(countRule, { minLength: 1, maxLength: 2 }),
})

test('the next flip is the first one that stepping through time finds', () => {
  const HOURS = 24 * 75
  fc.assert(
    fc.property(fc.oneof(condition, counting), sample, (tree, given) => {
      const subject = sampleSubject(given)
      const verdict = holds(tree, subject)
      const flipsAt = nextFlip(tree, subject)
      // All instants of the sample are whole hours, so verdicts turn at whole hours, or 1 ms after an inclusive end.
      for (let step = 0; step <= HOURS; step++) {
        for (const at of [subject.now + step * HOUR, subject.now + step * HOUR + 1]) {
          if (holds(tree, { ...subject, now: at }) === verdict) continue
          expect(flipsAt && formatInstant(flipsAt)).toBe(formatInstant(at))
          return
        }
      }
      expect(flipsAt).toBeUndefined()
    }),
    { numRuns: 800 },
  )
}, 60_000)

test('a condition without problems meets no rule that is false for being outside the contract', () => {
  fc.assert(
    fc.property(condition, sample, (tree, given) => {
      const context = { segments: given.segments ?? {}, steps: { pause: {}, none: {} } }
      fc.pre(checkCondition(tree, context).length === 0)
      const told = JSON.stringify(evaluate(tree, sampleSubject(given)))
      for (const text of ['"bogus"', '"foo"', '"score.x"', '"segment.none"']) expect(told).not.toContain(text)
    }),
  )
})
