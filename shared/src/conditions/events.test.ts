import { describe, expect, test } from 'vitest'
import type { Json } from '../contract/json.ts'
import { evaluate, eventMatches, holds } from './evaluate.ts'
import { all, any, instant, rule, type Sample, type SampleEvent, sampleEvent, sampleSubject } from './sample-subject.ts'
import type { Condition } from './schema.ts'

/** Both verdicts, which must always differ. */
const happened = (value: Json | undefined, sample: Sample): boolean => {
  const subject = sampleSubject(sample)
  const yes = holds(all(rule('event.page_viewed', 'happened', value)), subject)
  const no = holds(all(rule('event.page_viewed', 'notHappened', value)), subject)
  expect(no, 'notHappened is the complement').toBe(!yes)
  return yes
}
const seen = (value: Json | undefined, sample: Sample) => {
  const [told] = evaluate(all(rule('event.page_viewed', 'happened', value)), sampleSubject(sample)).rules
  return told && 'seen' in told ? told.seen : undefined
}
const on = (...days: string[]): SampleEvent[] => days.map((day) => ({ at: `2026-${day}T08:00:00Z` }))

describe('how often an event happened', () => {
  test('at least once without more words', () => {
    expect([
      happened(undefined, {}),
      happened(undefined, { events: on('03-01') }),
      happened({}, { events: on('03-01') }),
    ]).toEqual([false, true, true])
  })

  test('atLeast and atMost bound the count, both inclusive', () => {
    const events = on('02-27', '02-28', '03-01')
    expect([happened({ atLeast: 3 }, { events }), happened({ atLeast: 4 }, { events })]).toEqual([true, false])
    expect([happened({ atMost: 3 }, { events }), happened({ atMost: 2 }, { events })]).toEqual([true, false])
    expect([happened({ atLeast: 2, atMost: 3 }, { events }), happened({ atLeast: 1, atMost: 2 }, { events })]).toEqual([
      true,
      false,
    ])
    expect(seen({ atLeast: 1 }, { events })).toBe(3)
  })

  test('atMost alone allows none at all; atLeast: 0 always holds', () => {
    expect([happened({ atMost: 0 }, {}), happened({ atMost: 0 }, { events: on('03-01') })]).toEqual([true, false])
    expect([happened({ atLeast: 0 }, {}), happened({ atLeast: 0, atMost: 0 }, {})]).toEqual([true, true])
  })

  test('names of events are exact, and may contain dots and spaces', () => {
    const subject = sampleSubject({ events: [{ name: 'Demo.asked for', at: '2026-03-01T00:00:00Z' }] })
    expect(holds(all(rule('event.Demo.asked for', 'happened')), subject)).toBe(true)
    expect(holds(all(rule('event.demo.asked for', 'happened')), subject)).toBe(false)
  })

  test('an event of the future counts from its instant on', () => {
    const events = [{ at: '2026-03-02T08:00:01Z' }]
    expect([happened(undefined, { events }), happened(undefined, { events, now: '2026-03-02T08:00:01Z' })]).toEqual([
      false,
      true,
    ])
  })

  test.each<[string, Json]>([
    ['null', null],
    ['a number', 2],
    ['text', 'P7D'],
    ['a list', []],
    ['an unknown key', { atleast: 2 }],
    ['a negative count', { atLeast: -1 }],
    ['half an event', { atMost: 1.5 }],
    ['a count in text', { atLeast: '1' }],
    ['a span that is none', { within: '7 days' }],
    ['a span of nothing', { within: 'P0D' }],
    ['an unknown beginning', { since: 'start' }],
    ['a where that is no condition', { where: { field: 'url' } }],
  ])('a value of no use - %s - makes `happened` false', (_name, value) => {
    expect(happened(value, { events: on('03-01') })).toBe(false)
  })
})

describe('within', () => {
  test('counts an event from its instant until instant + span, exclusive', () => {
    const events = [{ at: '2026-03-02T08:00:00Z' }]
    expect(happened({ within: 'PT1H' }, { events, now: '2026-03-02T08:00:00Z' })).toBe(true)
    expect(happened({ within: 'PT1H' }, { events, now: '2026-03-02T08:59:59.999Z' })).toBe(true)
    expect(happened({ within: 'PT1H' }, { events, now: '2026-03-02T09:00:00Z' })).toBe(false)
  })

  test('is a calendar span of the contact: P1D across a change of the clocks', () => {
    const events = [{ at: '2026-03-28T11:00:00Z' }]
    expect([
      happened({ within: 'P1D' }, { events, now: '2026-03-29T09:59:59Z' }),
      happened({ within: 'P1D' }, { events, now: '2026-03-29T10:00:00Z' }),
    ]).toEqual([true, false])
    expect(happened({ within: 'P1D' }, { events, now: '2026-03-29T10:30:00Z', zone: 'UTC' })).toBe(true)
  })

  test('at the end of a month is counted forwards', () => {
    const events = [{ at: '2026-01-31T09:00:00Z' }]
    expect([
      happened({ within: 'P1M' }, { events, now: '2026-02-28T08:59:59Z' }),
      happened({ within: 'P1M' }, { events, now: '2026-02-28T09:00:00Z' }),
    ]).toEqual([true, false])
  })

  test('looks at when events happened, not at the order of their arrival', () => {
    const events = on('03-01', '02-01', '02-28')
    expect(seen({ within: 'P7D' }, { events })).toBe(2)
  })
})

describe('since entry', () => {
  const enrollment = { enteredAt: '2026-03-01T08:00:00Z' }

  test('counts from entering on, inclusive', () => {
    expect(happened({ since: 'entry' }, { events: on('03-01'), enrollment })).toBe(true)
    expect(happened({ since: 'entry' }, { events: [{ at: '2026-03-01T07:59:59Z' }], enrollment })).toBe(false)
  })

  test('the enrolling event counts, even one that arrived late', () => {
    const events = [{ at: '2026-02-20T08:00:00Z', id: 'late' }]
    expect(happened({ since: 'entry' }, { events, enrollment: { ...enrollment, entryEventId: 'late' } })).toBe(true)
    expect(
      happened({ since: 'entry', within: 'P1D' }, { events, enrollment: { ...enrollment, entryEventId: 'late' } }),
    ).toBe(false)
  })

  test('and within hold both', () => {
    expect(happened({ since: 'entry', within: 'PT12H' }, { events: on('03-01'), enrollment })).toBe(false)
    expect(happened({ since: 'entry', within: 'P2D' }, { events: on('02-28'), enrollment })).toBe(false)
  })

  test('is never met where there is no enrollment', () => {
    expect(happened({ since: 'entry' }, { events: on('03-01') })).toBe(false)
    expect(happened({ since: 'entry', atMost: 5 }, { events: on('03-01') })).toBe(false)
  })
})

describe('of a step', () => {
  const enrollment = {
    enteredAt: '2026-02-01T08:00:00Z',
    messages: { welcome: { key: 'n1:3', queuedAt: '2026-03-01T08:00:00Z' } },
  }

  test('counts only events of the message that step sent, from its queueing on', () => {
    const event = { at: '2026-03-01T08:00:00Z', messageKey: 'n1:3' }
    expect(happened({ of: 'welcome' }, { events: [event], enrollment })).toBe(true)
    expect(happened({ of: 'welcome' }, { events: [{ ...event, at: '2026-03-01T07:59:59Z' }], enrollment })).toBe(false)
    expect(
      happened({ of: 'welcome' }, { events: [{ ...event, messageKey: 'n1:1' }, { at: event.at }], enrollment }),
    ).toBe(false)
  })

  test('is never met when the step sent nothing, not even as "at most"', () => {
    expect(happened({ of: 'second' }, { events: on('03-01'), enrollment })).toBe(false)
    expect(happened({ of: 'second', atMost: 0 }, { enrollment })).toBe(false)
    expect(happened({ of: 'welcome', atMost: 0 }, { enrollment })).toBe(true)
    expect(happened({ of: 'welcome' }, { events: on('03-01') })).toBe(false)
  })
})

describe('where', () => {
  const event = (properties: SampleEvent['properties'], machine = false) =>
    sampleEvent({ at: '2026-03-01T08:00:00Z', properties: properties ?? {}, machine })
  const meets = (where: Condition, properties: SampleEvent['properties'], machine = false) =>
    eventMatches(event(properties, machine), where, 'Europe/Paris', instant('2026-03-02T08:00:00Z'))

  test('speaks of bare property names, dots go inside', () => {
    expect(meets(all(rule('url', 'contains', '/careers')), { url: 'https://x.example/Careers/1' })).toBe(true)
    expect(meets(all(rule('a.b', '=', 3)), { a: { b: 3 } })).toBe(true)
    expect(meets(all(rule('a.b', '=', 3)), { 'a.b': 3, a: { b: 4 } })).toBe(true)
    expect(meets(all(rule('a.b', 'null')), { a: [1] })).toBe(true)
    expect(meets(all(rule('contact.city', 'null')), {})).toBe(true)
  })

  test('reads properties by their own types', () => {
    expect([
      meets(all(rule('seconds', '>', '29')), { seconds: 30 }),
      meets(all(rule('seconds', '>', '3')), { seconds: '29' }),
    ]).toEqual([true, false])
    expect(meets(all(rule('topics', 'contains', 'IT')), { topics: ['it', 'hr'] })).toBe(true)
    expect(meets(all(rule('day', 'withinLast', 'P7D')), { day: '2026-02-27' })).toBe(true)
    expect([
      meets(all(rule('ok', '=', 'true')), { ok: true }),
      meets(all(rule('ok', '=', true)), { ok: 'true' }),
    ]).toEqual([true, false])
  })

  test('has the missing and the unknown of all conditions', () => {
    expect([
      meets(all(rule('x', '!=', 1)), {}),
      meets(all(rule('x', '=', 1)), {}),
      meets(all(rule('x', 'isnt', 1)), {}),
      meets(all(rule('', '!=', 1)), {}),
    ]).toEqual([true, false, false, false])
    expect(meets({ ...any(rule('x', 'isnt', 1)), not: true }, {})).toBe(true)
    expect(meets(all(), {})).toBe(true)
  })

  test('counts inside `happened`', () => {
    const events = [
      { at: '2026-03-01T08:00:00Z', properties: { url: '/careers' } },
      { at: '2026-03-01T09:00:00Z', properties: { url: '/prices' } },
    ]
    const where = { combinator: 'and', rules: [{ field: 'url', operator: 'contains', value: 'careers' }] }
    expect([happened({ where }, { events }), happened({ where, atLeast: 2 }, { events })]).toEqual([true, false])
  })

  test('events made by machines count only where a rule asks for `machine`', () => {
    expect([meets(all(rule('url', 'null')), {}), meets(all(rule('url', 'null')), {}, true)]).toEqual([true, false])
    expect([meets(all(rule('machine', '=', true)), {}, true), meets(all(rule('machine', '=', true)), {})]).toEqual([
      true,
      false,
    ])
    expect([meets(all(rule('machine', '=', false)), {}, true), meets(all(rule('machine', '!=', 'TRUE')), {})]).toEqual([
      false,
      true,
    ])
    expect(meets(any(rule('url', '=', '/x'), any(rule('machine', 'notNull'))), {}, true)).toBe(true)
    expect(eventMatches(event({}, true), undefined, 'UTC', 0)).toBe(false)
    expect(eventMatches(event({}), undefined, 'UTC', 0)).toBe(true)
    const events = [{ at: '2026-03-01T08:00:00Z', machine: true }]
    expect(happened(undefined, { events })).toBe(false)
    expect(
      happened({ where: { combinator: 'and', rules: [{ field: 'machine', operator: '=', value: true }] } }, { events }),
    ).toBe(true)
  })

  test('the flag shadows a property named `machine`', () => {
    expect([
      meets(all(rule('machine', '=', true)), { machine: true }),
      meets(all(rule('machine', '=', true)), { machine: false }, true),
    ]).toEqual([false, true])
  })
})
