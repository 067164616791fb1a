import { describe, expect, it } from 'vitest'
import { engagementCurve } from './engagement-curve.ts'
import { type ScoreRow, scoreReasons } from './score-reasons.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 4, 31)
const daysAgo = (days: number) => new Date(NOW - days * DAY).toISOString()

function row(given: Partial<ScoreRow>): ScoreRow {
  return {
    axis: 'engagement',
    at: daysAgo(30),
    points: 10,
    now: 10,
    source: 'click',
    reason: null,
    endsAt: null,
    because: null,
    ...given,
  }
}

describe('where points come from', () => {
  it('is told once per rule: how often, what was given, what is left', () => {
    const [click, open, ...others] = scoreReasons([
      row({ source: 'open', points: 3, now: 1 }),
      row({ points: 10, now: 5 }),
      row({ points: 10, now: 8 }),
    ])
    expect(click).toMatchObject({ source: 'click', times: 2, points: 20, now: 13 })
    expect(open).toMatchObject({ source: 'open', times: 1 })
    expect(others).toEqual([])
  })

  it('keeps the reasons that steps gave apart', () => {
    const reasons = scoreReasons([
      row({ source: 'step', reason: 'Clicked' }),
      row({ source: 'step', reason: 'Came to the webinar' }),
    ])
    expect(reasons.map(({ reason }) => reason)).toEqual(['Clicked', 'Came to the webinar'])
  })

  it('puts a heavy loss before a small gain', () => {
    const reasons = scoreReasons([row({ source: 'page', now: 2 }), row({ source: 'careers', points: -15, now: -15 })])
    expect(reasons.map(({ source }) => source)).toEqual(['careers', 'page'])
  })

  it('ends when the last of its rows ends', () => {
    const [only] = scoreReasons([
      row({ endsAt: daysAgo(-5) }),
      row({ endsAt: daysAgo(-20) }),
      row({ endsAt: daysAgo(-9) }),
    ])
    expect(only?.endsAt).toBe(daysAgo(-20))
  })
})

describe('engagement over time', () => {
  it('ends at what the rows add up to now', () => {
    const curve = engagementCurve([row({ points: 20, now: 10 }), row({ at: daysAgo(10), points: 8, now: 6 })], NOW)
    expect(curve.at(-1)).toEqual({ at: NOW, engagement: 16 })
  })

  it('follows the half-life that the rows give away: halved after 30 days, it was at 1/√2 after 15', () => {
    const curve = engagementCurve([row({ points: 20, now: 10 }), row({ at: daysAgo(0), points: 0, now: 0 })], NOW)
    const middle = curve[curve.length >> 1]
    expect(middle?.at).toBe(NOW - 15 * DAY)
    expect(middle?.engagement).toBeCloseTo(20 / Math.SQRT2, 1)
  })

  it('drops what has expired at the instant it did', () => {
    const curve = engagementCurve([row({ points: -15, now: 0, endsAt: daysAgo(15) }), row({ at: daysAgo(5) })], NOW)
    expect(curve.find(({ at }) => at < NOW - 16 * DAY)?.engagement).toBe(-15)
    expect(curve.find(({ at }) => at >= NOW - 15 * DAY)?.engagement).toBe(0)
  })

  it('leaves the fit out, and is not drawn from a single row or a single day', () => {
    expect(engagementCurve([row({ axis: 'fit', at: null }), row({})], NOW)).toEqual([])
    expect(engagementCurve([row({ at: daysAgo(0.5) }), row({ at: daysAgo(0.2) })], NOW)).toEqual([])
  })
})
