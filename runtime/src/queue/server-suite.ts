import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  gate,
  openTestQueues,
  type Place,
  recorder as startRecorder,
  type TestQueues,
  until,
} from './contract-harness.ts'
import type { Job, JobQueues } from './queues.ts'

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
  let place: ServedPlace
  let opened: TestQueues
  let queues: JobQueues
  const now = () => opened.now()
  const recorder = (then?: (job: Job) => Promise<void> | void) => startRecorder(clock, then)

  beforeAll(async () => {
    place = await start()
  }, 60_000)
  afterAll(() => place.close())
  beforeEach(async () => {
    opened = await openTestQueues(place, clock)
    queues = opened.queues()
  }, 60_000)
  afterEach(() => opened.close(), 30_000)

  it('goes away and comes back: rings fail fast, each outage makes two log lines, and the same workers go on', async () => {
    const run = recorder()
    queues.work('run', run.handler)
    await queues.arm('run', 'shard-1', now())
    await run.called(1)
    for (const outage of [1, 2]) {
      await place.server.down()
      const began = performance.now()
      await expect(queues.add('run', {})).rejects.toThrow()
      await expect(queues.arm('run', 'shard-1', now() + 100)).rejects.toThrow()
      await expect(queues.ping()).rejects.toThrow()
      expect(performance.now() - began).toBeLessThan(6500)
      await until(() => expect(opened.lines('error')).toHaveLength(outage))
      expect(opened.lines('error').at(-1)).toContain('cannot be reached')
      await place.server.up()
      await until(() => expect(opened.lines('info')).toHaveLength(outage))
      expect(opened.lines('info').at(-1)).toContain('is back after')
      const before = run.calls.length
      await queues.arm('run', 'shard-1', now() + 100)
      await run.called(before + 1)
    }
    expect(opened.lines('error').map((line) => line.includes('cannot be reached'))).toEqual([true, true])
  }, 60_000)

  it('does not answer: rings fail within two seconds or so', async () => {
    place.server.freeze()
    try {
      const began = performance.now()
      await Promise.all([
        expect(queues.add('run', {})).rejects.toThrow(),
        expect(queues.arm('run', 'shard-1', now())).rejects.toThrow(),
        expect(queues.ping()).rejects.toThrow(),
        expect(queues.counts()).rejects.toThrow(),
      ])
      expect(performance.now() - began).toBeLessThan(5000)
    } finally {
      place.server.thaw()
    }
    await until(() => queues.ping())
  })

  it('is away when a worker starts: the worker goes to work when it comes', async () => {
    await place.server.down()
    const run = recorder()
    queues.work('run', run.handler)
    await until(() => expect(opened.lines('error')).toHaveLength(1))
    await place.server.up()
    await until(() => queues.add('run', { ring: 1 }))
    await run.called(1)
  })

  it('finishes a job during an outage: it is told when the server is back, or runs once more', async () => {
    const away = gate()
    const run = recorder(() => away.passed)
    queues.work('run', run.handler)
    await queues.add('run', { ring: 1 }, { deduplicationId: 'shard-1' })
    await run.called(1)
    await place.server.down()
    away.open()
    await place.server.up()
    await until(() => queues.add('run', { ring: 2 }, { deduplicationId: 'shard-1' }))
    await until(() => expect(run.data()).toContainEqual({ ring: 2 }))
  })

  it('is away when they are closed: that takes seconds, not for ever', async () => {
    queues.work('run', async () => undefined)
    await queues.add('run', {})
    await place.server.down()
    const began = performance.now()
    await queues.close()
    expect(performance.now() - began).toBeLessThan(9000)
    await place.server.up()
    await opened.reopen()
    queues = opened.queues()
  })
}
