import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isPgPool } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startPostgres, startRedis, type TestServer } from '../testing/servers.ts'
import { openEmbedded } from './embedded.ts'
import { startJobQueues } from './job-queues.ts'
import { openQueues } from './open-queues.ts'
import { watchOutages } from './outage.ts'
import type { QueueLog } from './queue-log.ts'
import type { Job, JobQueues } from './queues.ts'

interface Opening {
  readonly prefix: string
  readonly now: () => number
  readonly log: QueueLog
}

/** A backend under test. */
interface Place {
  open(opening: Opening): Promise<JobQueues>
  /** Takes everything out, behind the back of the queues. */
  empty(): Promise<void>
  /** The embedded queue's answers no call. */
  readonly server: TestServer
  close(): Promise<void>
}

const TRUNCATE =
  'truncate bullmq.job, bullmq.event, bullmq.dedup, bullmq.dedup_next, bullmq.meta, bullmq.scheduler cascade'

const noServer = () => {
  throw new Error('The embedded queue has no server.')
}
const NO_SERVER: TestServer = {
  url: '',
  down: noServer,
  up: noServer,
  freeze: noServer,
  thaw: noServer,
  stop: noServer,
}

async function embedded(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'couveuse-queue-'))
  let empty = () => Promise.resolve()
  return {
    // As openQueues does it, but with the backend in hand: nobody else can look into the folder.
    async open({ prefix, now, log }) {
      const outages = watchOutages({ now, log })
      const backend = await openEmbedded({ dataDir, report: outages.report, log })
      empty = async () => {
        if (isPgPool(backend.producer)) await backend.producer.query(TRUNCATE)
      }
      return startJobQueues(backend, { prefix, closeWithinMs: 10_000, now, log, outages })
    },
    empty: () => empty(),
    server: NO_SERVER,
    close: () => rm(dataDir, { recursive: true, force: true }),
  }
}

async function onRedis(): Promise<Place> {
  const server = await startRedis()
  return {
    open: (opening) => openQueues({ url: server.url, dataDir: tmpdir(), ...opening }),
    async empty() {
      const redis = new Redis(server.url)
      await redis.flushall()
      redis.disconnect()
    },
    server,
    close: server.stop,
  }
}

async function onPostgres(): Promise<Place> {
  const server = await startPostgres()
  return {
    open: (opening) => openQueues({ url: server.url, dataDir: tmpdir(), ...opening }),
    async empty() {
      const client = new pg.Client(server.url)
      await client.connect()
      await client.query(TRUNCATE)
      await client.end()
    },
    server,
    close: server.stop,
  }
}

/** A handler that remembers what it was given, and lets a test wait for the n-th call. */
function recorder(then: (job: Job) => Promise<void> | void = () => undefined) {
  const calls: { readonly job: Job; readonly at: number }[] = []
  return {
    calls,
    data: () => calls.map(({ job }) => job.data),
    handler: async (job: Job) => {
      calls.push({ job, at: Date.now() })
      await then(job)
    },
    called: (times: number, timeout = 10_000) =>
      vi.waitFor(() => expect(calls.length).toBeGreaterThanOrEqual(times), { timeout, interval: 5 }),
  }
}

/** A gate that handlers wait at until the test opens it. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { passed: promise, open: resolve }
}

let tests = 0

describe.each([
  ['embedded', embedded],
  ['Redis', onRedis],
  ['PostgreSQL', onPostgres],
] as const)('The queues on %s', (kind, start) => {
  let place: Place
  let queues: JobQueues
  let log: {
    readonly [level in 'info' | 'warn' | 'error']: ReturnType<typeof vi.fn<(fields: object, message: string) => void>>
  }
  let skipped: number
  const now = () => Date.now() + skipped
  const reopen = async () => {
    await queues.close()
    queues = await place.open({ prefix: `test${tests}`, now, log })
  }
  const lines = (level: 'info' | 'warn' | 'error') => log[level].mock.calls.map(([, message]) => message)

  beforeAll(async () => {
    place = await start()
  }, 60_000)
  afterAll(() => place.close())
  beforeEach(async () => {
    tests += 1
    skipped = 0
    log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
    queues = await place.open({ prefix: `test${tests}`, now, log })
  }, 60_000)
  afterEach(() => queues.close(), 30_000)

  describe('jobs', () => {
    it('reach the worker at once, with their payload', async () => {
      const ingest = recorder()
      queues.work('ingest', ingest.handler)
      await queues.add('ingest', { event: 'e-1' })
      await ingest.called(1)
      expect(ingest.calls[0]?.job).toMatchObject({ data: { event: 'e-1' }, attempt: 1, isLastAttempt: false })
    })

    it('that wait for a worker are counted, run when there is one, and leave nothing behind', async () => {
      await queues.addMany('ingest', [{ data: { event: 'e-1' } }, { data: { event: 'e-2' } }])
      expect((await queues.counts()).ingest).toEqual({ waiting: 2, delayed: 0, active: 0, failed: 0 })
      const ingest = recorder()
      queues.work('ingest', ingest.handler)
      await ingest.called(2)
      expect(ingest.data()).toEqual([{ event: 'e-1' }, { event: 'e-2' }])
      await vi.waitFor(async () =>
        expect((await queues.counts()).ingest).toEqual({ waiting: 0, delayed: 0, active: 0, failed: 0 }),
      )
    })

    it('can be added by the thousand', async () => {
      const ingest = recorder()
      await queues.addMany(
        'ingest',
        Array.from({ length: 1201 }, (_, event) => ({ data: { event } })),
      )
      queues.work('ingest', ingest.handler, { concurrency: 8 })
      await ingest.called(1201)
      expect(new Set(ingest.data().map(({ event }) => event)).size).toBe(1201)
    })

    it('that are delayed come not early, and soon after they are due', async () => {
      const ingest = recorder()
      queues.work('ingest', ingest.handler)
      const dueAt = Date.now() + 400
      await queues.add('ingest', {}, { delayMs: 400 })
      await ingest.called(1)
      const late = (ingest.calls[0]?.at ?? 0) - dueAt
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(250)
    })

    it('of one id exist once while they wait', async () => {
      await queues.add('dispatch-email', { outbox: 1 }, { jobId: 'outbox-1' })
      await queues.add('dispatch-email', { outbox: 1 }, { jobId: 'outbox-1' })
      expect((await queues.counts())['dispatch-email'].waiting).toBe(1)
    })

    it.each(['', '17', 'a:b'])('refuse the id "%s"', async (jobId) => {
      await expect(queues.add('ingest', {}, { jobId })).rejects.toThrow(`The job id "${jobId}"`)
      expect((await queues.counts()).ingest.waiting).toBe(0)
    })
  })

  describe('a handler that throws', () => {
    it('is tried again with a growing pause, then the job is kept as failed', async () => {
      const maintenance = recorder(() => {
        throw new Error('the disk is full')
      })
      queues.work('maintenance', maintenance.handler)
      await queues.add('maintenance', {})
      await vi.waitFor(async () => expect((await queues.counts()).maintenance.failed).toBe(1), { timeout: 10_000 })
      expect(maintenance.calls.map(({ job }) => [job.attempt, job.isLastAttempt])).toEqual([
        [1, false],
        [2, false],
        [3, true],
      ])
      const [first = 0, second = 0, third = 0] = maintenance.calls.map(({ at }) => at)
      expect(second - first).toBeGreaterThanOrEqual(500)
      expect(third - second).toBeGreaterThanOrEqual(1000)
      expect(lines('warn').filter((line) => line.includes('tried again: the disk is full'))).toHaveLength(2)
      expect(lines('error')).toEqual(['A job of maintenance failed for good: the disk is full'])
    })

    it('of a job with an id leaves nothing that would keep the id from being added again', async () => {
      const maintenance = recorder(({ data }) => {
        if (data.broken === true) throw new Error('no')
      })
      queues.work('maintenance', maintenance.handler)
      await queues.add('maintenance', { broken: true }, { jobId: 'backup-1' })
      await maintenance.called(3)
      await vi.waitFor(async () =>
        expect((await queues.counts()).maintenance).toEqual({ waiting: 0, delayed: 0, active: 0, failed: 0 }),
      )
      await queues.add('maintenance', { broken: false }, { jobId: 'backup-1' })
      await maintenance.called(4)
      expect(maintenance.data()[3]).toEqual({ broken: false })
    })
  })

  describe('a ring', () => {
    it('that is rung many times before a worker comes makes one run', async () => {
      for (let times = 0; times < 5; times += 1) await queues.add('run', { shard: 3 }, { deduplicationId: 'shard-3' })
      expect((await queues.counts()).run.waiting).toBe(1)
    })

    it('during the run makes one more run after it, however many they are', async () => {
      const first = gate()
      let atWork = 0
      const run = recorder(async ({ data }) => {
        atWork += 1
        expect(atWork).toBe(1)
        if (data.ring === 0) await first.passed
        atWork -= 1
      })
      queues.work('run', run.handler, { concurrency: 4 })
      await queues.add('run', { ring: 0 }, { deduplicationId: 'shard-3' })
      await run.called(1)
      for (const ring of [1, 2, 3]) await queues.add('run', { ring }, { deduplicationId: 'shard-3' })
      await vi.waitFor(async () => expect((await queues.counts()).run).toMatchObject({ waiting: 0, active: 1 }))
      first.open()
      await run.called(2)
      await vi.waitFor(async () => expect((await queues.counts()).run).toMatchObject({ waiting: 0, active: 0 }))
      expect(run.calls).toHaveLength(2)
    })

    it('of another id runs meanwhile', async () => {
      const first = gate()
      const run = recorder(({ data }) => (data.shard === 1 ? first.passed : undefined))
      queues.work('run', run.handler, { concurrency: 2 })
      await queues.add('run', { shard: 1 }, { deduplicationId: 'shard-1' })
      await queues.add('run', { shard: 2 }, { deduplicationId: 'shard-2' })
      await run.called(2)
      first.open()
    })
  })

  describe('an armed key', () => {
    it('wakes the worker at its instant', async () => {
      const run = recorder()
      queues.work('run', run.handler)
      const at = now() + 300
      await queues.arm('run', 'shard-1', at)
      await run.called(1)
      expect(run.data()).toEqual([{ key: 'shard-1', at }])
      const late = (run.calls[0]?.at ?? 0) - at
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(250)
    })

    it('whose instant has passed wakes the worker at once', async () => {
      const run = recorder()
      queues.work('run', run.handler)
      await queues.arm('run', 'shard-1', now() - 60_000)
      await run.called(1)
    })

    it('is armed once: an earlier instant replaces the armed one, a later one changes nothing', async () => {
      const soon = now() + 400
      await queues.arm('run', 'shard-1', now() + 3_600_000)
      await queues.arm('run', 'shard-1', soon)
      await queues.arm('run', 'shard-1', now() + 7_200_000)
      await queues.arm('run', 'shard-2', now() + 7_200_000)
      expect((await queues.counts()).run.delayed).toBe(2)
      const run = recorder()
      queues.work('run', run.handler)
      await run.called(1)
      expect(run.data()).toEqual([{ key: 'shard-1', at: soon }])
      await vi.waitFor(async () => expect((await queues.counts()).run).toMatchObject({ delayed: 1, active: 0 }))
    })

    it('stays armed once over a restart, at the earliest instant', async () => {
      const soon = now() + 600
      await queues.arm('run', 'shard-1', soon)
      await reopen()
      await queues.arm('run', 'shard-1', now() + 3_600_000)
      expect((await queues.counts()).run.delayed).toBe(1)
      await reopen()
      const run = recorder()
      queues.work('run', run.handler)
      await run.called(1)
      expect(run.data()).toEqual([{ key: 'shard-1', at: soon }])
    })

    it('can be armed from its own run, again and again', async () => {
      const instants: number[] = []
      const run = recorder(async () => {
        if (instants.push(now() + 100) < 4) await queues.arm('run', 'shard-1', instants.at(-1) ?? 0)
      })
      queues.work('run', run.handler)
      await queues.arm('run', 'shard-1', now())
      await run.called(4)
      expect(
        run
          .data()
          .slice(1)
          .map(({ at }) => at),
      ).toEqual(instants.slice(0, 3))
    })

    it('that is armed for now during its run gets one more run after it', async () => {
      const first = gate()
      const run = recorder(() => first.passed)
      queues.work('run', run.handler, { concurrency: 4 })
      await queues.arm('run', 'shard-1', now())
      await run.called(1)
      await Promise.all(Array.from({ length: 50 }, () => queues.arm('run', 'shard-1', now())))
      expect(run.calls).toHaveLength(1)
      first.open()
      await run.called(2)
      await vi.waitFor(async () => expect((await queues.counts()).run).toMatchObject({ waiting: 0, active: 0 }))
      expect(run.calls).toHaveLength(2)
    })

    it('may be armed ten thousand times a second', async () => {
      const at = now() + 3_600_000
      const began = performance.now()
      await Promise.all(Array.from({ length: 10_000 }, (_, i) => queues.arm('run', 'shard-1', at - (i % 100))))
      expect(performance.now() - began).toBeLessThan(1000)
      expect((await queues.counts()).run.delayed).toBe(1)
    })
  })

  describe('a recurring entry', () => {
    it('calls the worker again and again, once per interval though it was put twice', async () => {
      const maintenance = recorder()
      queues.work('maintenance', maintenance.handler)
      await queues.repeat('maintenance', 'sweep', 400, { task: 'sweep' })
      await queues.repeat('maintenance', 'sweep', 400, { task: 'sweep' })
      await maintenance.called(4)
      expect(maintenance.data()[3]).toEqual({ task: 'sweep' })
      const [, first = 0, , third = 0] = maintenance.calls.map(({ at }) => at)
      expect(third - first).toBeGreaterThanOrEqual(500)
      expect((await queues.counts()).maintenance.delayed).toBe(1)
    })
  })

  describe('a worker', () => {
    it('has as many jobs at work as it may, and no more', async () => {
      const all = gate()
      const ingest = recorder(() => all.passed)
      queues.work('ingest', ingest.handler, { concurrency: 3 })
      await queues.addMany(
        'ingest',
        Array.from({ length: 5 }, (_, event) => ({ data: { event } })),
      )
      await ingest.called(3)
      expect((await queues.counts()).ingest).toMatchObject({ waiting: 2, active: 3 })
      expect(ingest.calls).toHaveLength(3)
      all.open()
      await ingest.called(5)
    })

    it('keeps to its limit of jobs per time', async () => {
      const sms = recorder()
      queues.work('dispatch-sms', sms.handler, { limiter: { max: 2, durationMs: 500 } })
      await queues.addMany(
        'dispatch-sms',
        Array.from({ length: 6 }, (_, outbox) => ({ data: { outbox } })),
      )
      await sms.called(6)
      const [first = 0, , third = 0, , fifth = 0] = sms.calls.map(({ at }) => at)
      expect(third - first).toBeGreaterThanOrEqual(450)
      expect(fifth - third).toBeGreaterThanOrEqual(450)
    })

    it('is one per queue and process', async () => {
      queues.work('ingest', async () => undefined)
      expect(() => queues.work('ingest', async () => undefined)).toThrow('The queue ingest has a worker')
    })

    it('finishes the job in hand before the queues are closed, and takes no other', async () => {
      const last = gate()
      let isDone = false
      const ingest = recorder(async () => {
        await last.passed
        await queues.arm('run', 'shard-1', now() + 3_600_000)
        isDone = true
      })
      queues.work('ingest', ingest.handler)
      await queues.addMany('ingest', [{ data: { event: 1 } }, { data: { event: 2 } }])
      await ingest.called(1)
      const closed = queues.close()
      last.open()
      await closed
      expect(isDone).toBe(true)
      queues = await place.open({ prefix: `test${tests}`, now, log })
      const counts = await queues.counts()
      expect(counts.ingest).toEqual({ waiting: 1, delayed: 0, active: 0, failed: 0 })
      expect(counts.run.delayed).toBe(1)
      expect(lines('warn')).toEqual([])
    })
  })

  it('refuse everything once they are closed', async () => {
    await queues.close()
    await expect(queues.add('run', {})).rejects.toThrow('closed')
    await expect(queues.arm('run', 'shard-1', now())).rejects.toThrow('closed')
    await expect(queues.ping()).rejects.toThrow('closed')
  })

  describe('emptied under a running worker', () => {
    it('take the next ring', async () => {
      const run = recorder()
      queues.work('run', run.handler)
      await queues.add('run', { ring: 1 }, { deduplicationId: 'shard-1' })
      await run.called(1)
      await queues.add('run', { ring: 2 }, { deduplicationId: 'shard-1', delayMs: 3_600_000 })
      await place.empty()
      await queues.add('run', { ring: 3 }, { deduplicationId: 'shard-1' })
      await run.called(2)
      expect(run.data()[1]).toEqual({ ring: 3 })
    })

    it('can be armed again: earlier at once, and later as soon as the lost instant has passed or half a minute is over', async () => {
      const run = recorder()
      queues.work('run', run.handler)
      await queues.arm('run', 'earlier', now() + 3_600_000)
      await queues.arm('run', 'passed', now() + 3_600_000)
      await queues.arm('run', 'trusted', now() + 7_200_000)
      await place.empty()
      const soon = now() + 200
      await queues.arm('run', 'earlier', soon)
      skipped = 3_600_001
      await queues.arm('run', 'passed', now() + 200)
      await queues.arm('run', 'trusted', now() + 7_200_000)
      await run.called(2)
      expect(
        run
          .data()
          .map(({ key }) => key)
          .sort(),
      ).toEqual(['earlier', 'passed'])
      expect((await queues.counts()).run.delayed).toBe(1)
    })
  })

  it('stopped and started again go on with what they hold', async () => {
    await queues.add('ingest', { event: 'e-1' })
    await queues.arm('run', 'shard-1', now() + 500)
    await reopen()
    const ingest = recorder()
    const run = recorder()
    queues.work('ingest', ingest.handler)
    queues.work('run', run.handler)
    await ingest.called(1)
    await run.called(1)
  })

  describe.runIf(kind !== 'embedded')('whose server', () => {
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
        expect(performance.now() - began).toBeLessThan(4000)
        await vi.waitFor(() => expect(lines('error')).toHaveLength(outage), { timeout: 5000 })
        expect(lines('error').at(-1)).toContain('cannot be reached')
        await place.server.up()
        await vi.waitFor(() => expect(lines('info')).toHaveLength(outage), { timeout: 10_000 })
        expect(lines('info').at(-1)).toContain('is back after')
        const before = run.calls.length
        await queues.arm('run', 'shard-1', now() + 100)
        await run.called(before + 1)
      }
      expect(lines('error')).toHaveLength(2)
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
        expect(performance.now() - began).toBeLessThan(3000)
      } finally {
        place.server.thaw()
      }
      await vi.waitFor(() => queues.ping(), { timeout: 5000 })
    })

    it('is away when a worker starts: the worker goes to work when it comes', async () => {
      await place.server.down()
      const run = recorder()
      queues.work('run', run.handler)
      await vi.waitFor(() => expect(lines('error')).toHaveLength(1), { timeout: 5000 })
      await place.server.up()
      await vi.waitFor(() => queues.add('run', { ring: 1 }), { timeout: 5000 })
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
      await vi.waitFor(() => queues.add('run', { ring: 2 }, { deduplicationId: 'shard-1' }), { timeout: 10_000 })
      await vi.waitFor(() => expect(run.data()).toContainEqual({ ring: 2 }), { timeout: 10_000 })
    })

    it('is away when they are closed: that takes seconds, not for ever', async () => {
      queues.work('run', async () => undefined)
      await queues.add('run', {})
      await place.server.down()
      const began = performance.now()
      await queues.close()
      expect(performance.now() - began).toBeLessThan(6000)
      await place.server.up()
      queues = await place.open({ prefix: `test${tests}`, now, log })
    })
  })
})
