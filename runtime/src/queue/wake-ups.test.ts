import { beforeEach, describe, expect, it } from 'vitest'
import { keepWakeUps, type WakeUps } from './wake-ups.ts'

describe('Keeping wake-ups', () => {
  let nowAt: number
  /** What the backend was told, in order. */
  let placed: number[]
  let waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[]
  let wakeUps: WakeUps

  /** A backend that answers when the test says so. */
  const place = async (_: string, at: number) => {
    placed.push(at)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    waiting.push({ resolve, reject })
    await promise
    return at
  }
  const answer = async () => {
    waiting.shift()?.resolve()
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  const armed = async (at: number) => {
    const done = wakeUps.arm('shard-1', at)
    while (waiting.length > 0) await answer()
    await done
  }

  beforeEach(() => {
    nowAt = 1000
    placed = []
    waiting = []
    wakeUps = keepWakeUps({ now: () => nowAt, place })
  })

  it('tells the backend of an earlier instant, and of no later or equal one', async () => {
    await armed(5000)
    await armed(6000)
    await armed(5000)
    await armed(4000)
    await armed(4500)
    expect(placed).toEqual([5000, 4000])
  })

  it('keeps keys apart', async () => {
    await armed(5000)
    const other = wakeUps.arm('shard-2', 6000)
    await answer()
    await other
    expect(placed).toEqual([5000, 6000])
  })

  it('arms again once the instant has passed', async () => {
    await armed(5000)
    nowAt = 5000
    await armed(9000)
    expect(placed).toEqual([5000, 9000])
  })

  it('arms again once the run has begun, even before its instant by this clock', async () => {
    await armed(5000)
    wakeUps.began('shard-1')
    await armed(6000)
    expect(placed).toEqual([5000, 6000])
  })

  it('asks the backend again after half a minute, which may have lost everything', async () => {
    await armed(100_000)
    nowAt += 29_999
    await armed(200_000)
    expect(placed).toEqual([100_000])
    nowAt += 1
    await armed(200_000)
    expect(placed).toEqual([100_000, 200_000])
  })

  it('remembers the earlier instant that the backend held already', async () => {
    wakeUps = keepWakeUps({
      now: () => nowAt,
      place: async (_, at) => {
        placed.push(at)
        return 3000
      },
    })
    await wakeUps.arm('shard-1', 5000)
    await wakeUps.arm('shard-1', 4000)
    await wakeUps.arm('shard-1', 2000)
    expect(placed).toEqual([5000, 2000])
  })

  it('makes one more call of all that are asked for during a call, at the earliest of them', async () => {
    const all = [9000, 8000, 5000, 7000, 9500].map((at) => wakeUps.arm('shard-1', at))
    expect(placed).toEqual([9000])
    await answer()
    expect(placed).toEqual([9000, 5000])
    await answer()
    await Promise.all(all)
    expect(placed).toEqual([9000, 5000])
  })

  it('does not count a ring for now as covered by one on its way, whose run may have begun', async () => {
    const first = wakeUps.arm('shard-1', 1000)
    const second = wakeUps.arm('shard-1', 1000)
    await answer()
    expect(placed).toEqual([1000, 1000])
    await answer()
    await Promise.all([first, second])
  })

  it('does not count a run that began during the call as armed', async () => {
    const first = wakeUps.arm('shard-1', 5000)
    await answer()
    await first
    const second = wakeUps.arm('shard-1', 4000)
    wakeUps.began('shard-1')
    await answer()
    await second
    await armed(6000)
    expect(placed).toEqual([5000, 4000])
  })

  it('fails all who wait when the backend fails, and tries again for the next', async () => {
    const all = [5000, 4000].map((at) => wakeUps.arm('shard-1', at))
    waiting.shift()?.reject(new Error('gone'))
    await expect(Promise.allSettled(all)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
    await armed(6000)
    expect(placed).toEqual([5000, 6000])
  })
})
