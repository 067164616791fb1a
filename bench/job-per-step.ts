import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '@couveuse/runtime/testing/servers'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { Throughput } from './engine-on-sqlite.ts'
import { openStepRunner } from './one-step.ts'

const CONCURRENCY = 20

/**
 * (b) The baseline, as a simple design would be: one BullMQ job on Redis per contact and step. Each job reads its rows,
 * runs one step of the same flow, writes its rows in a transaction of its own (SQLite on disk, synchronous=FULL), and adds
 * the job of the next step. Waits take no time at all here - the next job is added at once with a later virtual instant -
 * which only flatters the baseline.
 */
export async function jobPerStep(contacts: number): Promise<Throughput> {
  const redis = await startRedis()
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-bench-jobs-'))
  const connection = new Redis(redis.socket, { maxRetriesPerRequest: null })
  const workerConnection = connection.duplicate()
  const queue = new Queue('steps', { connection })
  const runner = openStepRunner(join(folder, 'jobs.db'), contacts)
  let open = contacts
  let steps = 0
  let finish: () => void = () => undefined
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const worker = new Worker<{ enrollment: number }>(
    'steps',
    async (job) => {
      const goesOn = runner.runStep(job.data.enrollment)
      steps += 1
      if (goesOn) await queue.add('step', job.data, { removeOnComplete: true })
      else if (--open === 0) finish()
    },
    { connection: workerConnection, concurrency: CONCURRENCY, autorun: false },
  )
  try {
    const jobs = Array.from({ length: contacts }, (_, enrollment) => ({
      name: 'step',
      data: { enrollment },
      opts: { removeOnComplete: true },
    }))
    for (let from = 0; from < jobs.length; from += 1000) await queue.addBulk(jobs.slice(from, from + 1000))
    const startedAt = performance.now()
    worker.run().catch((error: unknown) => console.error(error))
    await finished
    const seconds = (performance.now() - startedAt) / 1000
    return { contacts, steps, seconds, stepsPerSecond: steps / seconds }
  } finally {
    await worker.close()
    await queue.close()
    connection.disconnect()
    workerConnection.disconnect()
    runner.close()
    await redis.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
