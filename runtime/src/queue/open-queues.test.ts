import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRedis } from '../testing/servers.ts'
import { gate, recorder } from './contract-harness.ts'
import { openQueues } from './open-queues.ts'

const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }
const nowhere = join(tmpdir(), 'couveuse-nowhere')

describe('Opening the queues', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  const open = (url: string, options: { prefix?: string; closeWithinMs?: number } = {}) =>
    openQueues({ url, dataDir: nowhere, now: Date.now, log, ...options })

  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  it.each([
    ['redis://:secret@127.0.0.1:1', 'The queue at redis://:***@127.0.0.1:1 cannot be used'],
    ['/nowhere/redis.sock', 'The queue at /nowhere/redis.sock cannot be used'],
    ['postgres://me:secret@127.0.0.1:1/queue', 'The queue at postgres://me:***@127.0.0.1:1/queue cannot be used'],
    ['amqp://rabbit', 'QUEUE_URL starts with none of redis://'],
  ])('at %s, where there is none, fails with a way out and without the password', async (url, message) => {
    const failure = await open(url).catch((error: unknown) => String(error))
    expect(failure).toContain(message)
    expect(failure).toContain('embedded queue')
    expect(failure).not.toContain('secret')
  })

  it('is patient with a Redis that takes its time at first, and works with it then', async () => {
    redis.freeze()
    const opening = open(redis.url, { prefix: 'slow' })
    setTimeout(() => redis.thaw(), 2500)
    const queues = await opening
    await queues.repeat('run', 'sweep', 60_000, {})
    await queues.add('run', { ring: 1 })
    expect((await queues.counts()).run.waiting).toBeGreaterThan(0)
    await queues.close()
  })

  it.each(['', 'unix:', 'unix://'])('takes the socket of Redis with "%s" before its path', async (scheme) => {
    const queues = await open(`${scheme}${redis.socket}`)
    await queues.ping()
    await queues.close()
  })

  it('keeps installations with different prefixes apart', async () => {
    const ours = await open(redis.url, { prefix: 'ours' })
    const theirs = await open(redis.url, { prefix: 'theirs' })
    await ours.add('run', { shard: 1 })
    expect((await ours.counts()).run.waiting).toBe(1)
    expect((await theirs.counts()).run.waiting).toBe(0)
    await Promise.all([ours.close(), theirs.close()])
  })

  it('lets several processes share the work, each job done once', async () => {
    const queues = await Promise.all([open(redis.url, { prefix: 'shared' }), open(redis.url, { prefix: 'shared' })])
    const recorders = queues.map((one) => {
      const ingest = recorder(Date.now)
      one.work('ingest', ingest.handler)
      return ingest
    })
    const [first] = queues
    await first?.addMany(
      'ingest',
      Array.from({ length: 300 }, (_, event) => ({ data: { event } })),
    )
    const all = () => recorders.flatMap((ingest) => ingest.data().map(({ event }) => event))
    await expect.poll(() => all().length, { timeout: 10_000 }).toBe(300)
    expect(new Set(all()).size).toBe(300)
    await Promise.all(queues.map((one) => one.close()))
  })

  it('lets an instant armed by one process stand against a later one of another', async () => {
    const [one, other] = await Promise.all([open(redis.url, { prefix: 'armed' }), open(redis.url, { prefix: 'armed' })])
    const at = Date.now() + 300
    await one.arm('run', 'shard-1', at)
    await other.arm('run', 'shard-1', at + 3_600_000)
    const run = recorder(Date.now)
    other.work('run', run.handler)
    await run.called(1)
    expect(run.data()).toEqual([{ key: 'shard-1', at }])
    expect((await one.counts()).run.delayed).toBe(0)
    await Promise.all([one.close(), other.close()])
  })

  it('bounds the wait for jobs at work when they are closed', async () => {
    const queues = await open(redis.url, { prefix: 'stuck', closeWithinMs: 100 })
    const never = gate()
    const run = recorder(Date.now, () => never.passed)
    queues.work('run', run.handler)
    await queues.add('run', {})
    await run.called(1)
    const began = performance.now()
    await queues.close()
    expect(performance.now() - began).toBeLessThan(5000)
    never.open()
  })
})
