import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  all,
  any,
  instant,
  rule,
  type Sample,
  type SampleEvent,
  sampleEvent,
  sampleSubject,
} from '../conditions/sample-subject.ts'
import type { ContactEvent } from '../contact/schema.ts'
import { STAGES, stageRank } from '../contract/words.ts'
import { formatInstant } from '../time/local-time.ts'
import { inactivityRows, isActivity, openingRows, scoreEvent } from './apply.ts'
import { explainScore } from './explain.ts'
import { type LedgerRow, type ScoringModel, scoringModelSchema } from './schema.ts'
import { printScore, scoreAt } from './score.ts'
import { dueStage } from './stages.ts'

const PARIS = 'Europe/Paris'
const DAY = 86_400_000
const START = instant('2026-01-05T08:00:00Z')

const model = (parts: unknown): ScoringModel => scoringModelSchema.parse(parts)
const event = (over: SampleEvent): ContactEvent => sampleEvent({ name: 'email_opened', ...over })
/** The ledger after these events, one after the other. */
const ledgerOf = (scoring: ScoringModel, events: readonly ContactEvent[], zone = PARIS): LedgerRow[] => {
  const ledger: LedgerRow[] = []
  for (const one of events) ledger.push(...scoreEvent(scoring, ledger, one, zone))
  return ledger
}
const points = (rows: readonly LedgerRow[]) => rows.map((row) => row.points)
const score = (scoring: ScoringModel, ledger: readonly LedgerRow[], at: string, sample: Sample = {}) =>
  scoreAt(scoring, ledger, instant(at), sampleSubject({ ...sample, now: at }))
const opens = (...at: string[]) => at.map((one, index) => event({ at: one, id: `o${index}` }))

describe('points for an event', () => {
  const scoring = model({
    engagement: [
      { id: 'open', event: 'email_opened', points: 5, halfLife: 'P30D', expires: 'P90D' },
      { id: 'careers', event: 'page_viewed', where: all(rule('url', 'contains', '/careers')), points: -15 },
      { id: 'page', event: 'page_viewed', points: 1 },
    ],
  })

  test('are a row of the ledger that remembers where it came from', () => {
    expect(scoreEvent(scoring, [], event({ at: '2026-01-06T09:00:00Z', id: 'e9', messageKey: 'n1:2' }), PARIS)).toEqual(
      [
        {
          axis: 'engagement',
          at: instant('2026-01-06T09:00:00Z'),
          points: 5,
          source: 'open',
          halfLife: 'P30D',
          expires: 'P90D',
          eventId: 'e9',
          messageKey: 'n1:2',
        },
      ],
    )
  })

  test('two rules for one event both apply, one row each', () => {
    const ledger = ledgerOf(scoring, [
      event({ name: 'page_viewed', at: '2026-01-06T09:00:00Z', properties: { url: 'x/careers' } }),
    ])
    expect(ledger.map(({ source, points }) => [source, points])).toEqual([
      ['careers', -15],
      ['page', 1],
    ])
  })

  test('other events, and other spellings of one, give none', () => {
    expect(ledgerOf(scoring, [event({ name: 'Email_Opened', at: '2026-01-06T09:00:00Z' })])).toEqual([])
  })

  test('an event of a machine gives none, unless the rule asks for machines', () => {
    const machine = event({ at: '2026-01-06T09:00:00Z', machine: true })
    expect(ledgerOf(scoring, [machine])).toEqual([])
    const asking = model({
      engagement: [{ id: 'bot', event: 'email_opened', where: all(rule('machine', '=', true)), points: -1 }],
    })
    expect(points(ledgerOf(asking, [machine]))).toEqual([-1])
  })

  test('a redelivered event gives none again', () => {
    const open = event({ at: '2026-01-06T09:00:00Z', id: 'same' })
    expect(points(ledgerOf(scoring, [open, open]))).toEqual([5])
  })
})

describe('a rule that counts once', () => {
  const once = (oncePer: string) => model({ engagement: [{ id: 'open', event: 'email_opened', points: 5, oncePer }] })
  const at = '2026-01-06T09:00:00Z'
  const doubles = [
    event({ at, id: '1', messageKey: 'a' }),
    event({ at, id: '2', messageKey: 'a' }),
    event({ at, id: '3', messageKey: 'b' }),
  ]

  test('per message counts each message once, and an event without a message every time', () => {
    expect(ledgerOf(once('message'), doubles).map(({ eventId }) => eventId)).toEqual(['1', '3'])
    expect(points(ledgerOf(once('message'), opens(at, at)))).toEqual([5, 5])
  })

  test('per contact counts the first event only', () => {
    expect(ledgerOf(once('contact'), doubles).map(({ eventId }) => eventId)).toEqual(['1'])
  })
})

describe('a cap', () => {
  const capped = (over: object = {}) =>
    model({
      engagement: [
        { id: 'open', event: 'email_opened', points: 8, cap: { points: 20, per: 'P30D' }, ...over },
        { id: 'other', event: 'email_opened', points: 1 },
      ],
    })
  const ofRule = (rows: readonly LedgerRow[]) => points(rows.filter(({ source }) => source === 'open'))

  test('gives what is left, and then nothing, with a row all the same', () => {
    const at = '2026-01-06T09:00:00Z'
    expect(ofRule(ledgerOf(capped(), opens(at, at, at, at)))).toEqual([8, 8, 4, 0])
  })

  test('counts a row from its instant until instant + span, exclusive', () => {
    const times = ['2026-01-06T09:00:00Z', '2026-01-06T10:00:00Z', '2026-01-07T09:00:00Z']
    expect(ofRule(ledgerOf(capped(), opens(...times, '2026-02-05T08:59:59Z')))).toEqual([8, 8, 4, 0])
    expect(ofRule(ledgerOf(capped(), opens(...times, '2026-02-05T09:00:00Z')))).toEqual([8, 8, 4, 8])
    expect(
      ofRule(
        ledgerOf(
          capped({ cap: { points: 8, per: 'P1M' } }),
          opens('2026-01-31T09:00:00Z', '2026-02-28T08:59:59Z', '2026-02-28T09:00:00Z'),
        ),
      ),
    ).toEqual([8, 0, 8])
  })

  test('counts original points: decay leaves no more room', () => {
    expect(
      ofRule(
        ledgerOf(
          capped({ halfLife: 'P1D' }),
          opens('2026-01-06T09:00:00Z', '2026-01-20T09:00:00Z', '2026-01-21T09:00:00Z'),
        ),
      ),
    ).toEqual([8, 8, 4])
  })

  test('holds negative points by their magnitude', () => {
    const at = '2026-01-06T09:00:00Z'
    expect(ofRule(ledgerOf(capped({ points: -15 }), opens(at, at, at)))).toEqual([-15, -5, 0])
  })

  test('never lets a span hold more than its points, when events come in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 * 24 }), { maxLength: 12 }),
        fc.constantFrom(3, -7, 20),
        (hours, each) => {
          const scoring = capped({ points: each })
          const events = hours
            .sort((a, b) => a - b)
            .map((hour, id) => event({ at: formatInstant(START + hour * 3_600_000), id: `${id}` }))
          const rows = ledgerOf(scoring, events, 'UTC').filter(({ source }) => source === 'open')
          for (const { at } of rows) {
            const inside = rows.filter((row) => row.at <= at && at < row.at + 30 * DAY)
            expect(inside.reduce((sum, row) => sum + Math.abs(row.points), 0)).toBeLessThanOrEqual(20)
          }
        },
      ),
    )
  })
})

describe('what a row counts', () => {
  const row = (over: Partial<LedgerRow>): LedgerRow => ({
    axis: 'engagement',
    at: START,
    points: 8,
    source: 'open',
    ...over,
  })
  const at = (elapsed: number, over: Partial<LedgerRow>) =>
    score(model({}), [row(over)], formatInstant(START + elapsed)).engagement

  test('halves with every half-life of exact time: a day has 86,400 s, a month 30 days', () => {
    expect([
      at(0, { halfLife: 'P30D' }),
      at(30 * DAY, { halfLife: 'P30D' }),
      at(60 * DAY, { halfLife: 'P1M' }),
      at(7 * DAY, { halfLife: 'P1W' }),
    ]).toEqual([8, 4, 2, 4])
    // also across the change of the clocks in March
    expect(at(90 * DAY, { halfLife: 'P90D' })).toBe(4)
    expect(at(12 * 3_600_000, { halfLife: 'PT12H' })).toBe(4)
  })

  test('is rounded to six decimals', () => {
    expect(at(DAY, { halfLife: 'P30D' })).toBe(7.81728)
    expect(at(DAY, { halfLife: 'P30D', points: -8 })).toBe(-7.81728)
    expect(Object.is(at(4000 * DAY, { halfLife: 'P1D', points: -8 }), 0)).toBe(true)
  })

  test('is nothing from its end on, by the calendar of the contact', () => {
    const spring = instant('2026-03-28T11:00:00Z')
    const count = (now: string, zone: string) =>
      score(model({}), [row({ at: spring, expires: 'P1D' })], now, { zone }).engagement
    expect([
      count('2026-03-29T09:59:59Z', PARIS),
      count('2026-03-29T10:00:00Z', PARIS),
      count('2026-03-29T10:00:00Z', 'UTC'),
    ]).toEqual([8, 0, 8])
  })

  test('is nothing before its own instant', () => {
    expect(at(-1000, {})).toBe(0)
  })

  test('stays whole without a half-life: rows of steps do not decay', () => {
    expect(at(3000 * DAY, { source: 'step' })).toBe(8)
  })
})

describe('the score', () => {
  const scoring = model({
    fit: [
      { id: 'it', when: all(rule('contact.title', 'contains', 'IT')), points: 20 },
      { id: 'big', when: all(rule('account.employees', '>', 100)), points: 10 },
      { id: 'free', when: all(rule('contact.email', 'endsWith', '@gmail.com')), points: -15 },
    ],
    temperature: { warm: 30, hot: 60 },
  })
  const now = '2026-03-02T08:00:00Z'

  test('an opening balance stands without decay, rules come on top', () => {
    const ledger = openingRows({ fit: 20, engagement: 5 }, instant(now))
    const contact = { fields: { title: 'Head of IT', email: 'a@gmail.com' }, account: { employees: 250 } }
    expect(score(scoring, ledger, now, { contact })).toEqual({ fit: 35, engagement: 5, total: 40, temperature: 'warm' })
    expect(score(scoring, ledger, now)).toEqual({ fit: 20, engagement: 5, total: 25, temperature: 'cold' })
    expect(openingRows({ fit: 0 }, 0)).toEqual([])
  })

  test('the temperature begins at its thresholds, by the total', () => {
    const temperature = (engagement: number) => score(scoring, openingRows({ engagement }, 0), now).temperature
    expect([
      temperature(29.999999),
      temperature(30),
      temperature(59.9),
      temperature(60),
      temperature(29.9999999),
    ]).toEqual(['cold', 'warm', 'warm', 'hot', 'warm'])
  })

  test('a fit rule that asks for the score sees it without the fit rules, instead of asking for ever', () => {
    const circular = model({
      fit: [
        { id: 'a', when: all(rule('score.total', '>=', 5)), points: 10 },
        { id: 'b', when: all(rule('score.fit', '>=', 10)), points: 100 },
      ],
    })
    const subject = sampleSubject({ now })
    const asking = {
      ...subject,
      score: () => scoreAt(circular, openingRows({ engagement: 5 }, 0), subject.now, asking),
    }
    expect(asking.score()).toMatchObject({ fit: 10, total: 15 })
  })

  test('prints with at most two decimals', () => {
    expect([printScore(33.333333), printScore(12.345678), printScore(5), printScore(-0.001)]).toEqual([
      33.33, 12.35, 5, 0,
    ])
  })

  test('is what the ledger and the rules explain', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record(
            {
              axis: fc.constantFrom('fit' as const, 'engagement' as const),
              at: fc.integer({ min: START - 90 * DAY, max: START + 20 * DAY }),
              points: fc.integer({ min: -20, max: 20 }),
              source: fc.constantFrom('open', 'step'),
              halfLife: fc.constantFrom('P30D', 'PT6H'),
              expires: fc.constantFrom('P10D', 'P1M'),
            },
            { requiredKeys: ['axis', 'at', 'points', 'source'] },
          ),
          { maxLength: 20 },
        ),
        (ledger) => {
          const subject = sampleSubject({ now: formatInstant(START), contact: { fields: { title: 'IT' } } })
          const { score: told, rows, fitRules } = explainScore(scoring, ledger, START, subject)
          expect(told).toEqual(scoreAt(scoring, ledger, START, subject))
          const sum = (axis: string) =>
            rows.filter(({ row }) => row.axis === axis).reduce((total, { counts }) => total + counts, 0)
          expect(told.engagement).toBeCloseTo(sum('engagement'), 5)
          expect(told.fit).toBeCloseTo(sum('fit') + fitRules.reduce((total, { counts }) => total + counts, 0), 5)
        },
      ),
    )
  })

  test('is explained with the end of each row and the because of each rule, latest first', () => {
    const ledger = ledgerOf(
      model({ engagement: [{ id: 'open', event: 'email_opened', points: 8, halfLife: 'P30D', expires: 'P90D' }] }),
      opens('2026-01-01T08:00:00Z', '2026-01-31T08:00:00Z', '2027-01-01T08:00:00Z'),
    )
    const explained = explainScore(scoring, ledger, instant('2026-03-02T08:00:00Z'), sampleSubject())
    expect(
      explained.rows.map(({ row, counts, endsAt }) => [formatInstant(row.at), counts, endsAt && formatInstant(endsAt)]),
    ).toEqual([
      ['2026-01-31T08:00:00Z', 4, '2026-05-01T07:00:00Z'],
      ['2026-01-01T08:00:00Z', 2, '2026-04-01T07:00:00Z'],
    ])
    expect(explained.fitRules[0]).toMatchObject({ id: 'it', points: 20, counts: 0, because: { holds: false } })
  })
})

describe('inactivity', () => {
  const quiet = (over: object = {}) =>
    model({ inactivity: { after: 'P30D', every: 'P30D', points: -10, floor: 0, ...over } })
  const opening = (engagement: number): readonly LedgerRow[] => openingRows({ engagement }, START)
  const rows = (scoring: ScoringModel, ledger: readonly LedgerRow[], until: number) =>
    inactivityRows(scoring, ledger, START, until, PARIS).map(({ at, points }) => [formatInstant(at), points])

  test('takes points after a silence, and again each time it lasts, the last one in part', () => {
    expect(rows(quiet(), opening(25), START + 200 * DAY)).toEqual([
      ['2026-02-04T08:00:00Z', -10],
      ['2026-03-06T08:00:00Z', -10],
      ['2026-04-05T07:00:00Z', -5],
    ])
  })

  test('is due at its very instant, not before', () => {
    expect(rows(quiet(), opening(25), instant('2026-02-04T07:59:59Z'))).toEqual([])
    expect(rows(quiet(), opening(25), instant('2026-02-04T08:00:00Z'))).toHaveLength(1)
  })

  test('never lifts a score that is below the floor, and minds a floor that is not zero', () => {
    expect(rows(quiet(), opening(-5), START + 99 * DAY)).toEqual([])
    expect(points(inactivityRows(quiet({ floor: 18 }), opening(25), START, START + 99 * DAY, PARIS))).toEqual([-7])
    expect(points(inactivityRows(quiet({ floor: -15 }), opening(5), START, START + 99 * DAY, PARIS))).toEqual([
      -10, -10,
    ])
  })

  test('minds what decays, expires and comes in between', () => {
    const ledger: LedgerRow[] = [
      { axis: 'engagement', at: START, points: 8, source: 'open', halfLife: 'P30D' },
      { axis: 'engagement', at: START + 40 * DAY, points: 3, source: 'step' },
      { axis: 'fit', at: START, points: 50, source: 'opening' },
    ]
    // 4 is left of 8 after 30 days; then 3 come, and 2 are left of 8, less the 4 taken
    expect(rows(quiet(), ledger, START + 60 * DAY)).toEqual([
      ['2026-02-04T08:00:00Z', -4],
      ['2026-03-06T08:00:00Z', -1],
    ])
  })

  test('counts months from the first row, so that 31 January does not wear off to the 28th', () => {
    const scoring = quiet({ after: 'P26D', every: 'P1M', points: -1 })
    expect(rows(scoring, opening(25), START + 150 * DAY).map(([at]) => at)).toEqual([
      '2026-01-31T08:00:00Z',
      '2026-02-28T08:00:00Z',
      '2026-03-31T07:00:00Z',
      '2026-04-30T07:00:00Z',
      '2026-05-31T07:00:00Z',
    ])
  })

  test('asked again, or in steps, it gives the same rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
        (engagement, days) => {
          const scoring = quiet({ after: 'P20D', every: 'P9D', points: -7 })
          const untils = [...days, 300].sort((a, b) => a - b)
          const inSteps = [...opening(engagement)]
          for (const day of untils) {
            inSteps.push(...inactivityRows(scoring, inSteps, START, START + day * DAY, PARIS))
          }
          const atOnce = [
            ...opening(engagement),
            ...inactivityRows(scoring, opening(engagement), START, START + 300 * DAY, PARIS),
          ]
          expect(inSteps).toEqual(atOnce)
          expect(inactivityRows(scoring, atOnce, START, START + 300 * DAY, PARIS)).toEqual([])
        },
      ),
    )
  })

  test('goes on after a penalty has worn off, and does not look for ever where nothing can rise', () => {
    const penalty: LedgerRow = { axis: 'engagement', at: START, points: -30, source: 'careers', expires: 'P60D' }
    expect(rows(quiet(), [...opening(25), penalty], START + 99 * DAY)).toEqual([
      ['2026-03-06T08:00:00Z', -10],
      ['2026-04-05T07:00:00Z', -10],
    ])
    expect(rows(quiet({ after: 'PT1S', every: 'PT0.001S' }), [], START + 3000 * DAY)).toEqual([])
  })

  test('does nothing where the model has none, or would give points', () => {
    expect(inactivityRows(model({}), opening(9), START, START + 99 * DAY, PARIS)).toEqual([])
    expect(rows(quiet({ points: 10 }), opening(9), START + 99 * DAY)).toEqual([])
  })

  test('activity is what the contact does: not what we send, nor what machines do', () => {
    const at = '2026-01-06T09:00:00Z'
    expect(['email_opened', 'unsubscribed', 'form_submitted'].map((name) => isActivity(event({ name, at })))).toEqual([
      true,
      true,
      true,
    ])
    expect([
      isActivity(event({ name: 'email_sent', at })),
      isActivity(event({ name: 'sms_sent', at })),
      isActivity(event({ at, machine: true })),
    ]).toEqual([false, false, false])
  })
})

describe('the stage that is due', () => {
  const always = all()
  const due = (stages: Record<string, unknown>, present: (typeof STAGES)[number]) =>
    dueStage(model({ stages }), sampleSubject({ contact: { stage: present } }))

  test('is the furthest one that holds and is later than the present', () => {
    expect(due({ mql: always, sql: always, customer: any() }, 'prospect')).toBe('sql')
    expect(due({ mql: always, sql: always }, 'sql')).toBeUndefined()
    expect(due({ mql: always }, 'sal')).toBeUndefined()
    expect(due({ mql: any() }, 'suspect')).toBeUndefined()
  })

  test('recycled counts as prospect, and disqualified neither comes nor goes', () => {
    expect([
      due({ mql: always }, 'recycled'),
      due({ prospect: always }, 'recycled'),
      due({ mql: always }, 'disqualified'),
    ]).toEqual(['mql', undefined, undefined])
    expect(due({ disqualified: always, mql: always }, 'suspect')).toBe('mql')
  })

  test('never goes back, whatever the model', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STAGES), fc.subarray([...STAGES]), (present, reached) => {
        const stage = due(Object.fromEntries(reached.map((one) => [one, always])), present)
        if (stage) expect(stageRank(stage)).toBeGreaterThan(stageRank(present))
        else
          for (const one of reached) expect(one === 'disqualified' || stageRank(one) <= stageRank(present)).toBe(true)
      }),
    )
  })
})
