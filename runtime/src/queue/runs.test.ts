import { describe, expect, it } from 'vitest'
import { gate } from './contract-harness.ts'
import { oneRunPerKey } from './runs.ts'

describe('One run per key', () => {
  it('runs different keys at the same time', async () => {
    const first = gate()
    const done: string[] = []
    const run = oneRunPerKey(async (work: string) => {
      if (work === 'slow') await first.passed
      done.push(work)
    })
    const slow = run('a', 'slow')
    await run('b', 'quick')
    expect(done).toEqual(['quick'])
    first.open()
    await slow
    expect(done).toEqual(['quick', 'slow'])
  })

  it('makes one more round of all calls that come during a round, with the work of the last', async () => {
    const first = gate()
    const done: number[] = []
    const run = oneRunPerKey(async (work: number) => {
      if (work === 0) await first.passed
      done.push(work)
    })
    const zero = run('a', 0)
    await run('a', 1)
    await run('a', 2)
    expect(done).toEqual([])
    first.open()
    await zero
    expect(done).toEqual([0, 2])
  })

  it('goes round once more though the round before has failed, and tells the failure', async () => {
    const first = gate()
    const done: number[] = []
    const run = oneRunPerKey(async (work: number) => {
      if (work === 0) await first.passed
      if (work === 0) throw new Error('round 0 failed')
      done.push(work)
    })
    const zero = run('a', 0)
    await run('a', 1)
    first.open()
    await expect(zero).rejects.toThrow('round 0 failed')
    expect(done).toEqual([1])
  })

  it('is free again after a failure', async () => {
    const done: number[] = []
    const run = oneRunPerKey(async (work: number) => {
      if (work === 0) throw new Error('no')
      done.push(work)
    })
    await expect(run('a', 0)).rejects.toThrow('no')
    await run('a', 1)
    expect(done).toEqual([1])
  })
})
