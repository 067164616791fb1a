import { expect, it } from 'vitest'
import { gate, type Place, testQueues, until } from './contract-harness.ts'

/** A place with a server of its own, which may go away. */
export interface ServedPlace extends Place {
  readonly server: {
    down(): Promise<void>
    up(): Promise<void>
    freeze(): void
    thaw(): void
  }
}

/** What the queues promise while their server is away. */
export function outageContract(start: () => Promise<ServedPlace>, clock: () => number): void {
  const on = testQueues(start, clock)

  it('goes away and comes back: rings fail fast, each outage makes two log lines, and the same workers go on', async () => {
    const run = on.recorder()
    on.queues.work('run', run.handler)
    await on.queues.arm('run', 'shard-1', on.now())
    await run.called(1)
    for (const outage of [1, 2]) {
      await on.place.server.down()
      const began = performance.now()
      await expect(on.queues.add('run', {})).rejects.toThrow()
      await expect(on.queues.arm('run', 'shard-1', on.now() + 100)).rejects.toThrow()
      await expect(on.queues.ping()).rejects.toThrow()
      expect(performance.now() - began).toBeLessThan(3000)
      await until(() => expect(on.lines('error')).toHaveLength(outage))
      expect(on.lines('error').at(-1)).toContain('cannot be reached')
      await on.place.server.up()
      await until(() => expect(on.lines('info')).toHaveLength(outage))
      expect(on.lines('info').at(-1)).toContain('is back after')
      const before = run.calls.length
      await on.queues.arm('run', 'shard-1', on.now() + 100)
      await run.called(before + 1)
    }
    expect(on.lines('error').map((line) => line.includes('cannot be reached'))).toEqual([true, true])
  }, 60_000)

  it('does not answer: rings fail within two seconds or so', async () => {
    on.place.server.freeze()
    try {
      const began = performance.now()
      await Promise.all([
        expect(on.queues.add('run', {})).rejects.toThrow(),
        expect(on.queues.arm('run', 'shard-1', on.now())).rejects.toThrow(),
        expect(on.queues.ping()).rejects.toThrow(),
        expect(on.queues.counts()).rejects.toThrow(),
      ])
      expect(performance.now() - began).toBeLessThan(5000)
    } finally {
      on.place.server.thaw()
    }
    await until(() => on.queues.ping())
  })

  it('is away when a worker starts: the worker goes to work when it comes', async () => {
    await on.place.server.down()
    const run = on.recorder()
    on.queues.work('run', run.handler)
    await until(() => expect(on.lines('error')).toHaveLength(1))
    await on.place.server.up()
    await until(() => on.queues.add('run', { ring: 1 }))
    await run.called(1)
  })

  it('finishes a job during an outage: it is told when the server is back, or runs once more', async () => {
    const away = gate()
    const run = on.recorder(() => away.passed)
    on.queues.work('run', run.handler)
    await on.queues.add('run', { ring: 1 }, { deduplicationId: 'shard-1' })
    await run.called(1)
    await on.place.server.down()
    away.open()
    await on.place.server.up()
    await until(() => on.queues.add('run', { ring: 2 }, { deduplicationId: 'shard-1' }))
    await until(() => expect(run.data()).toContainEqual({ ring: 2 }))
  })

  it('is away when they are closed: that takes seconds, not for ever', async () => {
    on.queues.work('run', async () => undefined)
    await on.queues.add('run', {})
    await on.place.server.down()
    const began = performance.now()
    await on.queues.close()
    expect(performance.now() - began).toBeLessThan(9000)
    await on.place.server.up()
    await on.reopen()
  })
}
