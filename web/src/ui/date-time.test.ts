import { describe, expect, it } from 'vitest'
import { instantOfWallClock, localOfWall, wallOfInstant, wallOfLocal } from './date-time.ts'

describe('a day and a time being edited', () => {
  it('are read from local text and written back', () => {
    expect(wallOfLocal('2026-12-01T09:00')).toEqual({ date: '2026-12-01', time: '09:00' })
    expect(wallOfLocal('2026-12-01')).toEqual({ date: '2026-12-01', time: '' })
    expect(localOfWall({ date: '2026-12-01', time: '09:00' })).toBe('2026-12-01T09:00')
    expect(localOfWall({ date: '2026-12-01', time: '' })).toBe('2026-12-01')
    expect(localOfWall({ date: '', time: '09:00' })).toBe('')
  })

  it('are not read from an instant with an offset, which is no local time', () => {
    expect(wallOfLocal('2026-12-01T09:00Z')).toBeUndefined()
  })

  it('are those of the zone the instant is shown in', () => {
    expect(wallOfInstant('2026-03-02T08:00:00Z', 'Europe/Paris')).toEqual({ date: '2026-03-02', time: '09:00' })
    expect(instantOfWallClock({ date: '2026-07-02', time: '09:00' }, 'Europe/Paris')).toBe('2026-07-02T07:00:00Z')
    expect(instantOfWallClock({ date: '2026-03-02', time: '' }, 'UTC')).toBe('2026-03-02T00:00:00Z')
  })

  it('move forward by the gap where the clock skips them', () => {
    expect(instantOfWallClock({ date: '2026-03-29', time: '02:30' }, 'Europe/Paris')).toBe('2026-03-29T01:30:00Z')
  })

  it('stand for no instant without a day', () => {
    expect(instantOfWallClock({ date: '', time: '09:00' }, 'UTC')).toBe('')
    expect(wallOfInstant('soon', 'UTC')).toBeUndefined()
  })
})
