import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepRepeats } from './repeats.ts'

describe('Recurring entries', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are put again within fifteen seconds after the backend has lost them, and only then', async () => {
    let isThere = false
    let puts = 0
    const entry = {
      isThere: async () => isThere,
      put: async () => {
        puts += 1
        isThere = true
      },
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
    await expect(repeats.keep('maintenance sweep', { isThere: async () => false, put })).rejects.toThrow('away')
    await vi.advanceTimersByTimeAsync(15_000)
    expect(report).toHaveBeenCalledOnce()
    isAway = false
    await vi.advanceTimersByTimeAsync(15_000)
    expect(put).toHaveBeenCalledTimes(3)
    expect(onLost).not.toHaveBeenCalled()
    repeats.close()
  })
})
