import { describe, expect, it } from 'vitest'
import { gate, type Place, testQueues, until } from './contract-harness.ts'

/** What the queues promise of jobs and workers, on every backend. `start` gives a place with nothing in it. */
export function queueContract(start: () => Promise<Place>, clock: () => number): void {
  const on = testQueues(start, clock)

  describe('jobs', () => {
    it('reach the worker at once, with their payload', async () => {
      const ingest = on.recorder()
      on.queues.work('ingest', ingest.handler)
      await on.queues.add('ingest', { event: 'e-1' })
      await ingest.called(1)
      expect(ingest.calls[0]?.job).toMatchObject({ data: { event: 'e-1' }, attempt: 1, isLastAttempt: false })
    })

    it('that wait for a worker are counted, run when there is one, and leave nothing behind', async () => {
      await on.queues.addMany('ingest', [{ data: { event: 'e-1' } }, { data: { event: 'e-2' } }])
      expect((await on.queues.counts()).ingest).toEqual({ waiting: 2, delayed: 0, active: 0, failed: 0 })
      const ingest = on.recorder()
      on.queues.work('ingest', ingest.handler)
      await ingest.called(2)
      expect(ingest.data()).toEqual([{ event: 'e-1' }, { event: 'e-2' }])
      await until(async () =>
        expect((await on.queues.counts()).ingest).toEqual({ waiting: 0, delayed: 0, active: 0, failed: 0 }),
      )
    })

    it('can be added by the thousand', async () => {
      const ingest = on.recorder()
      await on.queues.addMany(
        'ingest',
        Array.from({ length: 1201 }, (_, event) => ({ data: { event } })),
      )
      on.queues.work('ingest', ingest.handler, { concurrency: 8 })
      await ingest.called(1201)
      expect(new Set(ingest.data().map(({ event }) => event)).size).toBe(1201)
    })

    it('that are delayed come not early, and soon after they are due', async () => {
      const ingest = on.recorder()
      on.queues.work('ingest', ingest.handler)
      const dueAt = clock() + 400
      await on.queues.add('ingest', {}, { delayMs: 400 })
      await ingest.called(1)
      const late = (ingest.calls[0]?.at ?? 0) - dueAt
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(2000)
    })

    it('of one id exist once while they wait', async () => {
      await on.queues.add('dispatch-email', { outbox: 1 }, { jobId: 'outbox-1' })
      await on.queues.add('dispatch-email', { outbox: 1 }, { jobId: 'outbox-1' })
      expect((await on.queues.counts())['dispatch-email'].waiting).toBe(1)
    })

    it.each(['', '17', 'a:b'])('refuse the id "%s"', async (jobId) => {
      await expect(on.queues.add('ingest', {}, { jobId })).rejects.toThrow(`The job id "${jobId}"`)
      expect((await on.queues.counts()).ingest.waiting).toBe(0)
    })
  })

  describe('a handler that throws', () => {
    it('is tried again with a growing pause, then the job is kept as failed', async () => {
      const maintenance = on.recorder(() => {
        throw new Error('the disk is full')
      })
      on.queues.work('maintenance', maintenance.handler)
      await on.queues.add('maintenance', {})
      await until(async () => expect((await on.queues.counts()).maintenance.failed).toBe(1))
      expect(maintenance.calls.map(({ job }) => [job.attempt, job.isLastAttempt])).toEqual([
        [1, false],
        [2, false],
        [3, true],
      ])
      const [first = 0, second = 0, third = 0] = maintenance.calls.map(({ at }) => at)
      expect(second - first).toBeGreaterThanOrEqual(500)
      expect(third - second).toBeGreaterThanOrEqual(1000)
      expect(on.lines('warn').filter((line) => line.includes('will be tried again'))).toHaveLength(2)
      await until(() => expect(on.lines('error')).toEqual(['A job of maintenance failed for good.']))
    })

    it('of a job with an id leaves nothing that would keep the id from being added again', async () => {
      const maintenance = on.recorder(({ data }) => {
        if (data.broken === true) throw new Error('no')
      })
      on.queues.work('maintenance', maintenance.handler)
      await on.queues.add('maintenance', { broken: true }, { jobId: 'backup-1' })
      await maintenance.called(3)
      await until(async () =>
        expect((await on.queues.counts()).maintenance).toEqual({ waiting: 0, delayed: 0, active: 0, failed: 0 }),
      )
      await on.queues.add('maintenance', { broken: false }, { jobId: 'backup-1' })
      await maintenance.called(4)
      expect(maintenance.data()[3]).toEqual({ broken: false })
    })
  })

  describe('a recurring entry', () => {
    it('calls the worker for the first time at once', async () => {
      const maintenance = on.recorder()
      on.queues.work('maintenance', maintenance.handler)
      await on.queues.repeat('maintenance', 'nightly', 86_400_000, { task: 'backup' })
      await maintenance.called(1)
      await until(async () =>
        expect((await on.queues.counts()).maintenance).toEqual({ waiting: 0, delayed: 1, active: 0, failed: 0 }),
      )
    })

    it('calls the worker again and again, once per interval though it was put twice', async () => {
      const maintenance = on.recorder()
      on.queues.work('maintenance', maintenance.handler)
      await on.queues.repeat('maintenance', 'sweep', 400, { task: 'sweep' })
      await on.queues.repeat('maintenance', 'sweep', 400, { task: 'sweep' })
      await maintenance.called(4)
      expect(maintenance.data()[3]).toEqual({ task: 'sweep' })
      expect((await on.queues.counts()).maintenance.delayed).toBe(1)
    })
  })

  describe('a worker', () => {
    it('has as many jobs at work as it may, and no more', async () => {
      const all = gate()
      const ingest = on.recorder(() => all.passed)
      on.queues.work('ingest', ingest.handler, { concurrency: 3 })
      await on.queues.addMany(
        'ingest',
        Array.from({ length: 5 }, (_, event) => ({ data: { event } })),
      )
      await ingest.called(3)
      expect((await on.queues.counts()).ingest).toMatchObject({ waiting: 2, active: 3 })
      expect(ingest.calls).toHaveLength(3)
      all.open()
      await ingest.called(5)
    })

    it('keeps to its limit of jobs per time', async () => {
      const sms = on.recorder()
      on.queues.work('dispatch-sms', sms.handler, { limiter: { max: 2, durationMs: 1000 } })
      const texts = Array.from({ length: 4 }, (_, outbox) => ({ data: { outbox } }))
      await on.queues.addMany('dispatch-sms', texts)
      await sms.called(4)
      const [first = 0, , third = 0, fourth = 0] = sms.calls.map(({ at }) => at)
      // The time is counted from when a job is taken, a little before its handler is called.
      expect(third - first).toBeGreaterThanOrEqual(600)
      expect(fourth - third).toBeLessThan(600)
    })

    it('is one per queue and process', async () => {
      on.queues.work('ingest', async () => undefined)
      expect(() => on.queues.work('ingest', async () => undefined)).toThrow('The queue ingest has a worker')
    })

    it('finishes the job in hand before the queues are closed, and takes no other', async () => {
      const last = gate()
      let isDone = false
      const ingest = on.recorder(async () => {
        await last.passed
        await on.queues.arm('run', 'shard-1', on.now() + 3_600_000)
        isDone = true
      })
      on.queues.work('ingest', ingest.handler)
      await on.queues.addMany('ingest', [{ data: { event: 1 } }, { data: { event: 2 } }])
      await ingest.called(1)
      const closed = on.queues.close()
      last.open()
      await closed
      expect(isDone).toBe(true)
      await on.reopen()
      const counts = await on.queues.counts()
      expect(counts.ingest).toEqual({ waiting: 1, delayed: 0, active: 0, failed: 0 })
      expect(counts.run.delayed).toBe(1)
      expect(on.lines('warn')).toEqual([])
    })
  })

  it('refuse everything once they are closed', async () => {
    await on.queues.close()
    await expect(on.queues.add('run', {})).rejects.toThrow('closed')
    await expect(on.queues.arm('run', 'shard-1', on.now())).rejects.toThrow('closed')
    await expect(on.queues.ping()).rejects.toThrow('closed')
  })

  it('stopped and started again go on with what they hold', async () => {
    await on.queues.add('ingest', { event: 'e-1' })
    await on.queues.arm('run', 'shard-1', on.now() + 500)
    await on.reopen()
    const ingest = on.recorder()
    const run = on.recorder()
    on.queues.work('ingest', ingest.handler)
    on.queues.work('run', run.handler)
    await ingest.called(1)
    await run.called(1)
  })
}
