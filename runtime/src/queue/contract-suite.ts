import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  gate,
  openTestQueues,
  type Place,
  recorder as startRecorder,
  type TestQueues,
  until,
} from './contract-harness.ts'
import type { Job, JobQueues } from './queues.ts'

/** What the queues promise on every backend. `start` gives a place with nothing in it. */
export function queueContract(start: () => Promise<Place>, clock: () => number): void {
  let place: Place
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
      await until(async () =>
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
      const dueAt = clock() + 400
      await queues.add('ingest', {}, { delayMs: 400 })
      await ingest.called(1)
      const late = (ingest.calls[0]?.at ?? 0) - dueAt
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(2000)
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
      await until(async () => expect((await queues.counts()).maintenance.failed).toBe(1))
      expect(maintenance.calls.map(({ job }) => [job.attempt, job.isLastAttempt])).toEqual([
        [1, false],
        [2, false],
        [3, true],
      ])
      const [first = 0, second = 0, third = 0] = maintenance.calls.map(({ at }) => at)
      expect(second - first).toBeGreaterThanOrEqual(500)
      expect(third - second).toBeGreaterThanOrEqual(1000)
      expect(opened.lines('warn').filter((line) => line.includes('will be tried again'))).toHaveLength(2)
      expect(opened.lines('error')).toEqual(['A job of maintenance failed for good.'])
    })

    it('of a job with an id leaves nothing that would keep the id from being added again', async () => {
      const maintenance = recorder(({ data }) => {
        if (data.broken === true) throw new Error('no')
      })
      queues.work('maintenance', maintenance.handler)
      await queues.add('maintenance', { broken: true }, { jobId: 'backup-1' })
      await maintenance.called(3)
      await until(async () =>
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
      await until(async () => expect((await queues.counts()).run).toMatchObject({ waiting: 0, active: 1 }))
      first.open()
      await run.called(2)
      await until(async () => expect((await queues.counts()).run).toMatchObject({ waiting: 0, active: 0 }))
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
      expect(late).toBeLessThan(2000)
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
      await until(async () => expect((await queues.counts()).run).toMatchObject({ delayed: 1, active: 0 }))
    })

    it('stays armed once over a restart, at the earliest instant', async () => {
      const soon = now() + 600
      await queues.arm('run', 'shard-1', soon)
      await opened.reopen()
      queues = opened.queues()
      await queues.arm('run', 'shard-1', now() + 3_600_000)
      expect((await queues.counts()).run.delayed).toBe(1)
      await opened.reopen()
      queues = opened.queues()
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
      await until(async () => expect((await queues.counts()).run).toMatchObject({ waiting: 0, active: 1 }))
      expect(run.calls).toHaveLength(1)
      first.open()
      await run.called(2)
      await until(async () => expect((await queues.counts()).run).toMatchObject({ waiting: 0, active: 0 }))
      expect(run.calls).toHaveLength(2)
    })

    it('may be armed ten thousand times a second', async () => {
      const at = now() + 3_600_000
      const began = performance.now()
      await Promise.all(Array.from({ length: 10_000 }, (_, i) => queues.arm('run', 'shard-1', at - (i % 100))))
      expect(performance.now() - began).toBeLessThan(5000)
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
      queues.work('dispatch-sms', sms.handler, { limiter: { max: 2, durationMs: 1000 } })
      const texts = Array.from({ length: 4 }, (_, outbox) => ({ data: { outbox } }))
      await queues.addMany('dispatch-sms', texts)
      await sms.called(4)
      const [first = 0, , third = 0, fourth = 0] = sms.calls.map(({ at }) => at)
      // The time is counted from when a job is taken, a little before its handler is called.
      expect(third - first).toBeGreaterThanOrEqual(600)
      expect(fourth - third).toBeLessThan(600)
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
      await opened.reopen()
      queues = opened.queues()
      const counts = await queues.counts()
      expect(counts.ingest).toEqual({ waiting: 1, delayed: 0, active: 0, failed: 0 })
      expect(counts.run.delayed).toBe(1)
      expect(opened.lines('warn')).toEqual([])
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
      opened.skip(3_600_001)
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
    await opened.reopen()
    queues = opened.queues()
    const ingest = recorder()
    const run = recorder()
    queues.work('ingest', ingest.handler)
    queues.work('run', run.handler)
    await ingest.called(1)
    await run.called(1)
  })
}
