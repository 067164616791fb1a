import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepRepeats } from './repeats.ts'

describe('Recurring entries', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are put again within fifteen seconds after the backend has lost them, and only then', async () => {
    let isThere = false
    let puts = 0
    const entry = {
      everyMs: 5000,
      nextAt: async () => (isThere ? Date.now() + 5000 : undefined),
      put: async () => {
        puts += 1
        isThere = true
      },
      remove: vi.fn(),
    }
    const onLost = vi.fn()
    const repeats = keepRepeats(vi.fn(), onLost)
    await repeats.keep('maintenance sweep', entry)
    await vi.advanceTimersByTimeAsync(180_000)
    expect(puts).toBe(1)
    expect(onLost).not.toHaveBeenCalled()
    isThere = false
    await vi.advanceTimersByTimeAsync(15_000)
    expect(puts).toBe(2)
    expect(onLost.mock.calls).toEqual([[['maintenance sweep']]])
    repeats.close()
    isThere = false
    await vi.advanceTimersByTimeAsync(180_000)
    expect(puts).toBe(2)
  })

  it('are put later where the backend was away at first, and the caller is told', async () => {
    let isAway = true
    const put = vi.fn(async () => {
      if (isAway) throw new Error('away')
    })
    const report = vi.fn()
    const onLost = vi.fn()
    const repeats = keepRepeats(report, onLost)
    await expect(
      repeats.keep('maintenance sweep', { everyMs: 5000, nextAt: async () => undefined, put, remove: vi.fn() }),
    ).rejects.toThrow('away')
    await vi.advanceTimersByTimeAsync(15_000)
    expect(report).toHaveBeenCalledOnce()
    isAway = false
    await vi.advanceTimersByTimeAsync(15_000)
    expect(put).toHaveBeenCalledTimes(3)
    expect(onLost).not.toHaveBeenCalled()
    repeats.close()
  })

  it('are put again where they stand still: the clock of the backend was put back', async () => {
    const frozenAt = Date.now() + 3_600_000
    let isFrozen = true
    const remove = vi.fn(async () => {
      isFrozen = false
    })
    const put = vi.fn(async () => undefined)
    const onLost = vi.fn()
    const repeats = keepRepeats(vi.fn(), onLost)
    const nextAt = async (): Promise<number> => (isFrozen ? frozenAt : Date.now() + 5000)
    await repeats.keep('run sweep', { everyMs: 5000, nextAt, put, remove })
    await vi.advanceTimersByTimeAsync(45_000)
    expect(remove).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(remove).toHaveBeenCalledOnce()
    expect(put).toHaveBeenCalledTimes(2)
    expect(onLost.mock.calls).toEqual([[['run sweep']]])
    repeats.close()
  })
})
