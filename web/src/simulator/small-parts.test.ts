import { describe, expect, it } from 'vitest'
import { dayOfReplay, timeOfDay } from './clock-words.ts'
import { differences } from './differences.ts'
import { listenedEvents, otherEvents } from './event-choices.ts'
import { sampleProperties } from './sample-event.ts'
import { scorePath } from './score-path.ts'
import { settings, whitePaper } from './testing/white-paper.ts'
import { usualStart } from './usual-start.ts'
import { answerDraft, scriptOf } from './webhook-script.ts'

const at = (text: string): number => Date.parse(text)

describe('the usual start', () => {
  it.each([
    ['2026-03-02T07:59:00Z', '2026-03-02T08:00:00Z'],
    ['2026-03-02T08:00:00Z', '2026-03-03T08:00:00Z'],
    // Friday noon: Monday; the clocks have gone forward meanwhile
    ['2026-03-27T11:00:00Z', '2026-03-30T07:00:00Z'],
  ])('seen from %s is the coming nine o’clock of a weekday', (now, start) => {
    expect(usualStart(at(now), 'Europe/Paris')).toBe(at(start))
  })
})

describe('the clock', () => {
  it('counts days by the contact’s calendar', () => {
    const start = at('2026-03-02T22:30:00Z')
    expect(dayOfReplay(start, start, 'Europe/Paris')).toBe(1)
    expect(dayOfReplay(start, start + 3_600_000, 'Europe/Paris')).toBe(2)
  })

  it('shows seconds only where there are any', () => {
    expect(timeOfDay(at('2026-03-02T08:00:00Z'), 'Europe/Paris', 'en')).toBe('09:00')
    expect(timeOfDay(at('2026-03-02T08:00:01Z'), 'Europe/Paris', 'fr')).toBe('09:00:01')
  })
})

describe('what differs', () => {
  it('is told at the deepest place, and only there', () => {
    expect(differences(['a', 'b'], ['a', 'c', 'd'])).toEqual([
      { place: '[2]', expected: 'b', actual: 'c' },
      { place: '[3]', expected: undefined, actual: 'd' },
    ])
    expect(differences({ fit: 1, engagement: 2 }, { fit: 1.001, engagement: 3, total: 4 })).toEqual([
      { place: 'engagement', expected: 2, actual: 3 },
    ])
  })

  it('is nothing for the same instant, for contained text, and for nothing against nothing', () => {
    expect(differences({ at: '2026-03-02T09:00:00+01:00' }, { at: '2026-03-02T08:00:00Z' })).toEqual([])
    expect(differences({ text: 'Ada' }, { text: 'Hello Ada!' })).toEqual([])
    expect(differences({ subject: 'Ada' }, { subject: 'Hello Ada!' })).toHaveLength(1)
    expect(differences(null, undefined)).toEqual([])
  })
})

describe('events to choose from', () => {
  it('are first those the flow has an ear for, with what makes them heard', () => {
    expect([...listenedEvents(whitePaper)]).toEqual([
      ['email_clicked', { properties: {}, of: 'welcome' }],
      ['form_submitted', { properties: { form: 'white-paper' } }],
      ['order_placed', { properties: {} }],
      ['unsubscribed', { properties: {} }],
    ])
  })

  it('are then all others, but for what only the product itself does', () => {
    const others = otherEvents(whitePaper, { settings, flows: [] })
    expect(others).toContain('email_opened')
    expect(others).not.toContain('email_clicked')
    expect(others).not.toContain('email_sent')
  })

  it('get properties from plain rules alone', () => {
    const rule = (field: string, operator: string, value: unknown) => ({ field, operator, value })
    expect(
      sampleProperties({
        combinator: 'and',
        rules: [rule('url', 'contains', '/pricing'), rule('n', '>', 3), rule('machine', '=', true)],
      }),
    ).toEqual({ url: '/pricing' })
    expect(sampleProperties({ combinator: 'or', rules: [rule('a', '=', 1), rule('b', '=', 2)] })).toEqual({ a: 1 })
    expect(sampleProperties({ combinator: 'and', not: true, rules: [rule('a', '=', 1)] })).toEqual({})
  })
})

describe('the line of the score', () => {
  const point = (time: number, total: number) => ({
    at: time,
    score: { fit: 0, engagement: total, total, temperature: 'cold' as const },
  })

  it('runs from the start to the clock, with room for the thresholds', () => {
    const path = scorePath([point(0, 0), point(50, 0), point(50, 30), point(100, 30)], {
      width: 100,
      height: 60,
      least: 60,
    })
    expect(path.line).toBe('M0 60L50 60L50 30L100 30')
    expect(path.last).toEqual({ x: 100, y: 30 })
    expect(path.y(60)).toBe(0)
  })

  it('shows a score below nought, and a single point', () => {
    const { y } = scorePath([point(0, -60)], { width: 100, height: 120, least: 60 })
    expect([y(60), y(0), y(-60)]).toEqual([0, 60, 120])
  })
})

describe('the answer of a webhook', () => {
  it.each([
    [[], { kind: 'ok' }],
    [[{ status: 500 }], { kind: 'bad', status: 500 }],
    [[{ error: 'timeout' }], { kind: 'timeout' }],
    [[{ status: 201, body: { a: 1 }, after: 'PT5S' }], { kind: 'own', status: 201, after: 'PT5S' }],
  ])('%j stands in the form and reads back', (script, draft) => {
    const filled = answerDraft(script)
    expect(filled).toMatchObject(draft)
    expect(filled && scriptOf(filled)).toEqual(script)
  })

  it('is kept by the file where there are several, and waits while its body is no JSON', () => {
    expect(answerDraft([{ status: 200 }, { status: 500 }])).toBeUndefined()
    expect(scriptOf({ kind: 'own', status: 200, body: '{', after: '' })).toBeUndefined()
  })
})
