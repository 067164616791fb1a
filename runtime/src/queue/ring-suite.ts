import { describe, expect, it } from 'vitest'
import { gate, type Place, testQueues, until } from './contract-harness.ts'

/** What the queues promise of rings and wake-ups, on every backend. `start` gives a place with nothing in it. */
export function ringContract(start: () => Promise<Place>, clock: () => number): void {
  const on = testQueues(start, clock)

  describe('a ring', () => {
    it('that is rung many times before a worker comes makes one run', async () => {
      for (let times = 0; times < 5; times += 1)
        await on.queues.add('run', { shard: 3 }, { deduplicationId: 'shard-3' })
      expect((await on.queues.counts()).run.waiting).toBe(1)
    })

    it('during the run makes one more run after it, however many they are', async () => {
      const first = gate()
      let atWork = 0
      const run = on.recorder(async ({ data }) => {
        atWork += 1
        expect(atWork).toBe(1)
        if (data.ring === 0) await first.passed
        atWork -= 1
      })
      on.queues.work('run', run.handler, { concurrency: 4 })
      await on.queues.add('run', { ring: 0 }, { deduplicationId: 'shard-3' })
      await run.called(1)
      for (const ring of [1, 2, 3]) await on.queues.add('run', { ring }, { deduplicationId: 'shard-3' })
      await until(async () => expect((await on.queues.counts()).run).toMatchObject({ waiting: 0, active: 1 }))
      first.open()
      await run.called(2)
      await until(async () => expect((await on.queues.counts()).run).toMatchObject({ waiting: 0, active: 0 }))
      expect(run.calls).toHaveLength(2)
    })

    it('of another id runs meanwhile', async () => {
      const first = gate()
      const run = on.recorder(({ data }) => (data.shard === 1 ? first.passed : undefined))
      on.queues.work('run', run.handler, { concurrency: 2 })
      await on.queues.add('run', { shard: 1 }, { deduplicationId: 'shard-1' })
      await on.queues.add('run', { shard: 2 }, { deduplicationId: 'shard-2' })
      await run.called(2)
      first.open()
    })
  })

  describe('an armed key', () => {
    it('wakes the worker at its instant', async () => {
      const run = on.recorder()
      on.queues.work('run', run.handler)
      const at = on.now() + 300
      await on.queues.arm('run', 'shard-1', at)
      await run.called(1)
      expect(run.data()).toEqual([{ key: 'shard-1', at }])
      const late = (run.calls[0]?.at ?? 0) - at
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(2000)
    })

    it('whose instant has passed wakes the worker at once', async () => {
      const run = on.recorder()
      on.queues.work('run', run.handler)
      await on.queues.arm('run', 'shard-1', on.now() - 60_000)
      await run.called(1)
    })

    it('is armed once: an earlier instant replaces the armed one, a later one changes nothing', async () => {
      const soon = on.now() + 400
      await on.queues.arm('run', 'shard-1', on.now() + 3_600_000)
      await on.queues.arm('run', 'shard-1', soon)
      await on.queues.arm('run', 'shard-1', on.now() + 7_200_000)
      await on.queues.arm('run', 'shard-2', on.now() + 7_200_000)
      expect((await on.queues.counts()).run.delayed).toBe(2)
      const run = on.recorder()
      on.queues.work('run', run.handler)
      await run.called(1)
      expect(run.data()).toEqual([{ key: 'shard-1', at: soon }])
      await until(async () => expect((await on.queues.counts()).run).toMatchObject({ delayed: 1, active: 0 }))
    })

    it('stays armed once over a restart, at the earliest instant', async () => {
      const soon = on.now() + 600
      await on.queues.arm('run', 'shard-1', soon)
      await on.reopen()
      await on.queues.arm('run', 'shard-1', on.now() + 3_600_000)
      expect((await on.queues.counts()).run.delayed).toBe(1)
      await on.reopen()
      const run = on.recorder()
      on.queues.work('run', run.handler)
      await run.called(1)
      expect(run.data()).toEqual([{ key: 'shard-1', at: soon }])
    })

    it('can be armed from its own run, again and again', async () => {
      const instants: number[] = []
      const run = on.recorder(async () => {
        if (instants.push(on.now() + 100) < 4) await on.queues.arm('run', 'shard-1', instants.at(-1) ?? 0)
      })
      on.queues.work('run', run.handler)
      await on.queues.arm('run', 'shard-1', on.now())
      await run.called(4)
      expect(
        run
          .data()
          .slice(1)
          .map(({ at }) => at),
      ).toEqual(instants.slice(0, 3))
    })

    it('can be armed from its run though the clock was set back meanwhile', async () => {
      const run = on.recorder(async () => {
        if (run.calls.length === 1) await on.queues.arm('run', 'shard-1', on.now() + 60_300)
      })
      on.queues.work('run', run.handler)
      await on.queues.arm('run', 'shard-1', on.now() + 300)
      on.skip(-60_000)
      await run.called(1)
      await until(async () => expect((await on.queues.counts()).run.delayed).toBe(1))
    })

    it('that is armed for now during its run gets one more run after it', async () => {
      const first = gate()
      const run = on.recorder(() => first.passed)
      on.queues.work('run', run.handler, { concurrency: 4 })
      await on.queues.arm('run', 'shard-1', on.now())
      await run.called(1)
      await Promise.all(Array.from({ length: 50 }, () => on.queues.arm('run', 'shard-1', on.now())))
      await until(async () => expect((await on.queues.counts()).run).toMatchObject({ waiting: 0, active: 1 }))
      expect(run.calls).toHaveLength(1)
      first.open()
      await run.called(2)
      await until(async () => expect((await on.queues.counts()).run).toMatchObject({ waiting: 0, active: 0 }))
      expect(run.calls).toHaveLength(2)
    })

    it('may be armed ten thousand times a second', async () => {
      const at = on.now() + 3_600_000
      const began = performance.now()
      await Promise.all(Array.from({ length: 10_000 }, (_, i) => on.queues.arm('run', 'shard-1', at - (i % 100))))
      expect(performance.now() - began).toBeLessThan(5000)
      expect((await on.queues.counts()).run.delayed).toBe(1)
    })
  })

  describe('emptied under a running worker', () => {
    it('take the next ring', async () => {
      const run = on.recorder()
      on.queues.work('run', run.handler)
      await on.queues.add('run', { ring: 1 }, { deduplicationId: 'shard-1' })
      await run.called(1)
      await on.queues.add('run', { ring: 2 }, { deduplicationId: 'shard-1', delayMs: 3_600_000 })
      await on.place.empty()
      await on.queues.add('run', { ring: 3 }, { deduplicationId: 'shard-1' })
      await run.called(2)
      expect(run.data()[1]).toEqual({ ring: 3 })
    })

    it('can be armed again: earlier at once, and later as soon as the lost instant has passed or half a minute is over', async () => {
      const run = on.recorder()
      on.queues.work('run', run.handler)
      await on.queues.arm('run', 'earlier', on.now() + 3_600_000)
      await on.queues.arm('run', 'passed', on.now() + 3_600_000)
      await on.queues.arm('run', 'trusted', on.now() + 7_200_000)
      await on.place.empty()
      const soon = on.now() + 200
      await on.queues.arm('run', 'earlier', soon)
      on.skip(3_600_001)
      await on.queues.arm('run', 'passed', on.now() + 200)
      await on.queues.arm('run', 'trusted', on.now() + 7_200_000)
      await run.called(2)
      expect(
        run
          .data()
          .map(({ key }) => key)
          .sort(),
      ).toEqual(['earlier', 'passed'])
      expect((await on.queues.counts()).run.delayed).toBe(1)
    })
  })
}
