import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { moments } from '../testing/arbitrary-instants.ts'
import { isWithinSpan, spanEnd } from './span.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds

describe('rolling spans', () => {
  const happened = at('2026-03-01T10:00:00Z')
  const counts = (now: string) => isWithinSpan(happened, 'P7D', at(now), 'UTC')

  it('count a thing from its instant until instant + span, exclusive (fine print 148, 171)', () => {
    expect(counts('2026-03-01T10:00:00Z')).toBe(true)
    expect(counts('2026-03-08T09:59:59.999Z')).toBe(true)
    expect(counts('2026-03-08T10:00:00Z')).toBe(false)
  })

  it('do not count what has not happened yet (fine print 85)', () => {
    expect(counts('2026-03-01T09:59:59.999Z')).toBe(false)
  })

  it('are counted forwards, so a message of 31 January is free again on 28 February (fine print 148)', () => {
    const message = at('2026-01-31T10:00:00Z')
    expect(spanEnd(message, 'P1M', 'UTC')).toBe(at('2026-02-28T10:00:00Z'))
    expect(isWithinSpan(message, 'P1M', at('2026-02-28T09:59:59Z'), 'UTC')).toBe(true)
    expect(isWithinSpan(message, 'P1M', at('2026-02-28T10:00:00Z'), 'UTC')).toBe(false)
  })

  it('are calendar spans of the effective zone (fine print 91)', () => {
    const beforeChange = at('2026-03-28T09:00:00Z') // 10:00 in Paris
    expect(spanEnd(beforeChange, 'P1D', 'Europe/Paris')).toBe(at('2026-03-29T08:00:00Z'))
    expect(spanEnd(beforeChange, 'PT24H', 'Europe/Paris')).toBe(at('2026-03-29T09:00:00Z'))
  })

  it('end exactly once, wherever clocks change', () => {
    fc.assert(
      fc.property(moments(), fc.constantFrom('P1D', 'P7D', 'P1M', 'PT24H', 'P1Y'), ({ zone, at: instant }, span) => {
        const end = spanEnd(instant, span, zone)
        expect(isWithinSpan(instant, span, instant, zone)).toBe(true)
        expect(isWithinSpan(instant, span, end - 1, zone)).toBe(true)
        expect(isWithinSpan(instant, span, end, zone)).toBe(false)
      }),
    )
  })
})
