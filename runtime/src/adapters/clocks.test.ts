import { describe, expect, it, vi } from 'vitest'
import { systemClock } from './system-clock.ts'
import { testClock } from './test-clock.ts'

describe('the system clock', () => {
  it('stands still while the wall clock is behind, and goes on when that has caught up', () => {
    const walls = [1000, 2000, 500, 1999, 2001]
    const clock = systemClock(() => walls.shift() ?? 3000)
    expect([clock.now(), clock.now(), clock.now(), clock.now(), clock.now()]).toEqual([1000, 2000, 2000, 2000, 2001])
  })

  it('rings at its instant and never before, also when that is months away', () => {
    vi.useFakeTimers({ now: 0 })
    const clock = systemClock()
    const rung: string[] = []
    clock.wakeAt(90 * 86_400_000, () => rung.push('far'))
    clock.wakeAt(5000, () => rung.push('near'))
    clock.wakeAt(-5, () => rung.push('past'))
    clock.wakeAt(7000, () => rung.push('never'))()
    vi.advanceTimersByTime(4999)
    expect(rung).toEqual(['past'])
    vi.advanceTimersByTime(1)
    expect(rung).toEqual(['past', 'near'])
    vi.advanceTimersByTime(90 * 86_400_000 - 5001)
    expect(rung).toEqual(['past', 'near'])
    vi.advanceTimersByTime(1)
    expect(rung).toEqual(['past', 'near', 'far'])
    vi.useRealTimers()
  })

  it('does not ring early when the wall clock was put back meanwhile', () => {
    vi.useFakeTimers({ now: 0 })
    let wall = 0
    const clock = systemClock(() => wall)
    const rung: number[] = []
    clock.wakeAt(1000, () => rung.push(wall))
    wall = -3_600_000
    vi.advanceTimersByTime(2000)
    expect(rung).toEqual([])
    wall = 1000
    vi.advanceTimersByTime(1000)
    expect(rung).toEqual([1000])
    vi.useRealTimers()
  })
})

describe('the test clock', () => {
  it('rings what it passes, in order and each at its instant', () => {
    const clock = testClock(0)
    const rung: [string, number][] = []
    clock.wakeAt(20, () => rung.push(['b', clock.now()]))
    clock.wakeAt(10, () => {
      rung.push(['a', clock.now()])
      clock.wakeAt(15, () => rung.push(['a again', clock.now()]))
    })
    expect(clock.nextAt()).toBe(10)
    clock.moveTo(30)
    expect(rung).toEqual([
      ['a', 10],
      ['a again', 15],
      ['b', 20],
    ])
    expect([clock.now(), clock.nextAt()]).toEqual([30, null])
  })

  it('refuses to go back', () => {
    const clock = testClock(100)
    expect(() => clock.moveTo(99)).toThrow('cannot go back')
  })
})
