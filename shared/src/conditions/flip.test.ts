import { describe, expect, test } from 'vitest'
import { formatInstant } from '../time/local-time.ts'
import { dependsOnDecay, nextFlip } from './flip.ts'
import { all, any, rule, type Sample, sampleSubject } from './sample-subject.ts'
import type { Condition } from './schema.ts'

const flip = (condition: Condition, sample: Sample) => {
  const at = nextFlip(condition, sampleSubject(sample))
  return at && formatInstant(at)
}

describe('the next flip', () => {
  test('is the instant at which the last counted event leaves its span', () => {
    const events = [{ at: '2026-02-27T10:00:00Z' }, { at: '2026-02-28T10:00:00Z' }]
    expect(flip(all(rule('event.page_viewed', 'happened', { within: 'P7D' })), { events })).toBe('2026-03-07T10:00:00Z')
    expect(flip(all(rule('event.page_viewed', 'happened', { within: 'P7D', atLeast: 2 })), { events })).toBe(
      '2026-03-06T10:00:00Z',
    )
  })

  test('is never where time alone changes nothing', () => {
    const events = [{ at: '2026-02-27T10:00:00Z' }]
    expect(flip(all(rule('event.page_viewed', 'happened')), { events })).toBeUndefined()
    expect(flip(all(rule('contact.createdAt', 'before', '2026-06-01')), {})).toBeUndefined()
    expect(flip(all(rule('score.total', '>', 5), rule('stage', '=', 'mql')), { score: { total: 9 } })).toBeUndefined()
    // the other rule settles it for good
    expect(
      flip(any(rule('stage', '=', 'prospect'), rule('event.page_viewed', 'happened', { within: 'P7D' })), { events }),
    ).toBeUndefined()
  })

  test('looks into segments, and ends where they go round in a circle', () => {
    const segments = {
      active: all(rule('event.page_viewed', 'happened', { within: 'P7D' })),
      a: any(rule('segment.b', '=', true), rule('segment.active', '=', true)),
      b: any(rule('segment.a', '=', true)),
    }
    const events = [{ at: '2026-02-27T10:00:00Z' }]
    expect(flip(all(rule('segment.active', '=', false)), { events, segments })).toBe('2026-03-06T10:00:00Z')
    expect(flip(all(rule('segment.a', '=', true)), { events, segments })).toBe('2026-03-06T10:00:00Z')
    expect(flip(all(rule('segment.none', '=', true)), { segments })).toBeUndefined()
  })

  test('follows the calendar of the contact', () => {
    const contact = { fields: { renewal: '2026-04-01' } }
    const soon = all(rule('contact.renewal', 'withinNext', 'P7D'))
    expect(flip(soon, { contact })).toBe('2026-03-24T23:00:00Z')
    expect(flip(soon, { contact, now: '2026-03-30T00:00:00Z' })).toBe('2026-03-31T22:00:00.001Z')
    expect(flip(soon, { contact, zone: 'America/New_York' })).toBe('2026-03-25T04:00:00Z')
  })

  test('of very many events is found without looking at each instant', () => {
    const events = Array.from({ length: 3000 }, (_, n) => ({
      at: formatInstant(sampleSubject().now - n * 60_000),
      properties: { n },
    }))
    const often = rule('event.page_viewed', 'happened', { within: 'P7D', atLeast: 1 })
    expect(flip(all(often, rule('stage', '=', 'prospect')), { events })).toBe('2026-03-09T08:00:00Z')
  })
})

describe('a verdict that a score may turn', () => {
  const segments: Record<string, Condition> = {
    warm: all(rule('score.temperature', '=', 'warm')),
    deep: any({ ...all(rule('segment.warm', '=', true)), not: true }),
    circle: all(rule('segment.circle', '=', true)),
  }
  const depends = (condition: Condition) => dependsOnDecay(condition, (key) => segments[key])

  test('is one that reads any score, also inside groups and segments', () => {
    expect(depends(all(any(rule('score.engagement', '<', 5))))).toBe(true)
    expect(depends(all(rule('segment.deep', '=', true)))).toBe(true)
  })

  test('is no other', () => {
    expect(
      depends(all(rule('stage', '=', 'mql'), rule('segment.none', '=', true), rule('segment.circle', '=', true))),
    ).toBe(false)
    expect(depends(all(rule('contact.score', '=', 'x'), rule('score.x', '=', 1)))).toBe(false)
  })
})
