import { describe, expect, it, vi } from 'vitest'
import { systemClock } from './system-clock.ts'
import { testClock } from './test-clock.ts'

describe('the system clock', () => {
  it('goes on at half speed while the wall clock is behind, until that has caught up', () => {
    let [wall, elapsed] = [10_000, 0]
    const clock = systemClock({ wall: () => wall, elapsed: () => elapsed })
    const pass = (ms: number): number => {
      elapsed += ms
      wall += ms
      return clock.now()
    }
    expect(pass(1000)).toBe(11_000)
    wall -= 3000
    expect([pass(0), pass(1000), pass(1000)]).toEqual([11_000, 11_500, 12_000])
    expect([pass(3000), pass(1000), pass(1000)]).toEqual([13_500, 14_000, 15_000])
  })

  it('follows a wall clock that is put forward at once, and tells of every jump but not of small steps', () => {
    let [wall, elapsed] = [0, 0]
    const jumps: number[] = []
    const clock = systemClock({ wall: () => wall, elapsed: () => elapsed, onJump: (byMs) => jumps.push(byMs) })
    const move = (wallMs: number, elapsedMs: number): number => {
      elapsed += elapsedMs
      wall += wallMs
      return clock.now()
    }
    expect(move(3_600_500, 500)).toBe(3_600_500)
    expect(move(-3_599_000, 1000)).toBe(3_601_000)
    move(1900, 1000)
    move(100, 1000)
    expect(jumps).toEqual([3_600_000, -3_600_000])
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
    const clock = systemClock({ wall: () => wall })
    const rung: number[] = []
    clock.wakeAt(1000, () => rung.push(clock.now()))
    wall = -3_600_000
    vi.advanceTimersByTime(1999)
    expect(rung).toEqual([])
    vi.advanceTimersByTime(100)
    expect(rung).toHaveLength(1)
    expect(rung[0]).toBeGreaterThanOrEqual(1000)
    vi.useRealTimers()
  })

  it('notices within seconds that the wall clock was put forward past the instant', () => {
    vi.useFakeTimers({ now: 0 })
    let wall = 0
    const clock = systemClock({ wall: () => wall })
    const rung: number[] = []
    clock.wakeAt(3_600_000, () => rung.push(wall))
    wall = 3_700_000
    vi.advanceTimersByTime(5000)
    expect(rung).toEqual([3_700_000])
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
