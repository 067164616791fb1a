import { describe, expect, test } from 'vitest'
import { anEnvironment, anEvent, at, MONDAY_9AM_PARIS, rule, verdict, type World } from '../../testing/builders.ts'
import { stepKindSuite } from '../../testing/step-kind-suite.ts'
import { listen } from './definition.ts'

const isHot = rule('score.total', '>=', 50)
const onCareers = rule('url', 'contains', '/careers')

stepKindSuite(listen, [
  { for: [{ outlet: 'clicked', event: 'email_clicked', of: 'welcome', where: onCareers }], timeout: 'P7D' },
  {
    for: [
      { outlet: 'hot', when: isHot },
      { outlet: 'seen', event: 'page_viewed' },
    ],
    timeout: 'PT4H',
  },
])

const clicked = { outlet: 'clicked', event: 'email_clicked' }
const ofWelcome = { ...clicked, of: 'welcome' }
const hot = { outlet: 'hot', when: isHot }
const step = (...entries: (typeof clicked | typeof ofWelcome | typeof hot)[]) => ({ for: entries, timeout: 'P7D' })

const SUNDAY = at('2026-03-01T08:00:00Z')
const sentOnSunday: World = { messageOf: (id) => (id === 'welcome' ? { key: 'e1:1', queuedAt: SUNDAY } : undefined) }
const click = anEvent('email_clicked', { messageKey: 'e1:1' })
const wakeBy = (event: typeof click, world: World = {}, listening = step(clicked)) =>
  listen.resume?.(listening, anEnvironment(world), { type: 'event', event }, {})

describe('a listen step, on entering', () => {
  test('waits until its timeout', () => {
    expect(listen.enter(step(clicked), anEnvironment())).toEqual({ type: 'rest', wakeAt: at('2026-03-09T08:00:00Z') })
  })

  test('passes at once when a condition already holds, and says why', () => {
    const env = anEnvironment({ holds: () => verdict(true) })
    expect(listen.enter(step(clicked, hot), env)).toEqual({ type: 'leave', outlet: 'hot', because: [verdict(true)] })
  })

  test('passes at once for an event of a message that has already come (fine print 169)', () => {
    const already = { ...click, occurredAt: SUNDAY + 1 }
    const env = anEnvironment({ ...sentOnSunday, eventsNamed: () => [already] })
    expect(listen.enter(step(ofWelcome), env)).toEqual({
      type: 'leave',
      outlet: 'clicked',
      detail: { event: 'email_clicked', eventId: 'email_clicked-1' },
    })
    expect(listen.enter(step(clicked), env)).toMatchObject({ type: 'rest' })
    const justNow = anEnvironment({ ...sentOnSunday, eventsNamed: () => [click] })
    expect(listen.enter(step(ofWelcome), justNow)).toMatchObject({ outlet: 'clicked' })
  })

  test.each([
    ['another message', { messageKey: 'e1:2' }],
    ['no message', { messageKey: undefined }],
    ['an instant before the message was queued', { occurredAt: SUNDAY - 1 }],
    ['the future', { occurredAt: MONDAY_9AM_PARIS + 1 }],
  ])('does not count an event of %s', (_, overrides) => {
    const { messageKey, ...event } = { ...click, ...overrides }
    const past = messageKey === undefined ? event : { ...event, messageKey }
    const env = anEnvironment({ ...sentOnSunday, eventsNamed: () => [past] })
    expect(listen.enter(step(ofWelcome), env)).toMatchObject({ type: 'rest' })
  })

  test('never hears of a message that was not sent', () => {
    expect(listen.enter(step(ofWelcome), anEnvironment({ eventsNamed: () => [click] }))).toMatchObject({ type: 'rest' })
  })
})

describe('a listen step, when an event arrives', () => {
  test('leaves by the first entry it matches, in order of definition (fine print 112)', () => {
    const twice = { for: [{ outlet: 'other', event: 'page_viewed' }, ofWelcome, clicked], timeout: 'P7D' }
    const outcome = listen.resume?.(
      { ...twice, for: [...twice.for, { ...clicked, outlet: 'late' }] },
      anEnvironment(),
      { type: 'event', event: click },
      {},
    )
    expect(outcome).toMatchObject({ type: 'leave', outlet: 'clicked' })
  })

  test('counts from entering the step on, the instant of entering included', () => {
    expect(wakeBy(click)).toMatchObject({ outlet: 'clicked' })
    expect(wakeBy({ ...click, occurredAt: MONDAY_9AM_PARIS - 1 })).toEqual({ type: 'stay' })
  })

  test('with a message counts from the queueing of that message on', () => {
    expect(wakeBy({ ...click, occurredAt: SUNDAY }, sentOnSunday, step(ofWelcome))).toMatchObject({ outlet: 'clicked' })
    expect(wakeBy({ ...click, messageKey: 'e1:2' }, sentOnSunday, step(ofWelcome))).toEqual({ type: 'stay' })
  })

  test('tells events apart by their exact name, and leaves machines out (fine print 66, 155)', () => {
    expect(wakeBy({ ...click, name: 'Email_Clicked' })).toEqual({ type: 'stay' })
    expect(wakeBy({ ...click, machine: true })).toEqual({ type: 'stay' })
  })

  test('asks the environment whether its properties fit', () => {
    const listening = { for: [{ ...clicked, where: onCareers }], timeout: 'P7D' }
    expect(wakeBy(click, {}, listening)).toEqual({ type: 'stay' })
    expect(wakeBy(click, { eventMatches: (_, where) => where === onCareers }, listening)).toMatchObject({
      outlet: 'clicked',
    })
  })

  test('also sees a condition that the event made true', () => {
    expect(wakeBy(click, { holds: () => verdict(true) }, step(hot))).toMatchObject({ outlet: 'hot' })
  })
})

describe('a listen step, otherwise woken', () => {
  const resume = (world: World, wake: 'timer' | 'change' | 'task_done') =>
    listen.resume?.(step(clicked, hot), anEnvironment(world), { type: wake }, {})

  test('by a change leaves when a condition holds now', () => {
    expect(resume({ holds: () => verdict(true) }, 'change')).toEqual({
      type: 'leave',
      outlet: 'hot',
      because: [verdict(true)],
    })
    expect(resume({}, 'change')).toEqual({ type: 'stay' })
  })

  test('at the timeout tries the conditions once more, then leaves by timeout and says why not (fine print 113)', () => {
    expect(resume({ holds: () => verdict(true) }, 'timer')).toMatchObject({ outlet: 'hot' })
    expect(resume({}, 'timer')).toEqual({ type: 'leave', outlet: 'timeout', because: [verdict(false)] })
    expect(listen.resume?.(step(clicked), anEnvironment(), { type: 'timer' }, {})).toEqual({
      type: 'leave',
      outlet: 'timeout',
    })
  })

  test('by anything else stays', () => {
    expect(resume({ holds: () => verdict(true) }, 'task_done')).toEqual({ type: 'stay' })
  })
})

describe('a listen step that check refuses', () => {
  test('requires a timeout (fine print 112)', () => {
    expect(listen.params.safeParse({ for: [clicked] }).error?.issues).toMatchObject([{ path: ['timeout'] }])
  })

  test.each([
    [{ for: [], timeout: 'P1D' }, 'empty_list', 'for'],
    [{ for: [{ outlet: 'a' }], timeout: 'P1D' }, 'event_or_condition', 'for[0]'],
    [{ for: [{ ...clicked, when: isHot }], timeout: 'P1D' }, 'event_or_condition', 'for[0]'],
    [{ for: [{ ...hot, of: 'welcome' }], timeout: 'P1D' }, 'unused_parameter', 'for[0]'],
    [{ for: [{ ...clicked, outlet: 'timeout' }], timeout: 'P1D' }, 'reserved_outlet', 'for[0].outlet'],
    [{ for: [clicked, { ...hot, outlet: 'clicked' }], timeout: 'P1D' }, 'duplicate_outlet', 'for[1].outlet'],
    [{ for: [{ ...clicked, outlet: ' ' }], timeout: 'P1D' }, 'bad_outlet', 'for[0].outlet'],
    [{ for: [{ ...clicked, event: '' }], timeout: 'P1D' }, 'bad_event', 'for[0].event'],
  ])('%j: %s at %s', (params, code, field) => {
    expect(listen.check?.(params)).toMatchObject([{ code, field, level: 'error' }])
  })

  test('fails at run time on a bad timeout and on an entry that names nothing', () => {
    expect(listen.enter({ for: [clicked], timeout: 'P0D' }, anEnvironment())).toMatchObject({
      type: 'fail',
      code: 'bad_duration',
    })
    expect(listen.enter({ for: [{ outlet: 'a' }], timeout: 'P1D' }, anEnvironment())).toMatchObject({
      type: 'fail',
      code: 'bad_value',
    })
  })

  test('warns where silence leads nowhere', () => {
    expect(listen.undrawn?.(step(clicked), 'timeout', () => false)).toMatchObject({
      level: 'warning',
      code: 'undrawn_timeout',
    })
  })
})

test('a listen step mentions the events it waits for and the steps they belong to', () => {
  expect(listen.mentions(step(ofWelcome, hot))).toMatchObject({
    events: ['email_clicked'],
    steps: [{ field: 'for[0].of', step: 'welcome' }],
  })
})

test('a listen step in words', () => {
  expect(listen.describe(step(ofWelcome, hot), 'en')).toBe('Wait for email_clicked (welcome) or hot, at most 7 days')
  expect(listen.describe(step(clicked), 'fr')).toBe('Attendre email_clicked, au plus 7 jours')
})
