import type { JsonObject } from '@couveuse/shared/contract/json'
import { type IQueueBackend, Queue } from 'bullmq'
import type { Backend, Report } from './backend.ts'
import { jobOptions, keyOfWakeUp, retryOptions, wakeUpId, wakeUpOptions } from './job-options.ts'
import { type NewJob, QUEUES, type QueueCounts, type QueueName } from './queues.ts'
import type { Repeat } from './repeats.ts'
import { keepWakeUps } from './wake-ups.ts'

const ADD_AT_ONCE = 500
/** BullMQ keeps its events for those who listen; here nobody does. */
const KEPT_EVENTS = 100

/** One queue as its producers see it. */
export interface Line {
  add(jobs: readonly NewJob[]): Promise<void>
  arm(key: string, at: number): Promise<void>
  /** A job that held this deduplication id has begun. */
  began(deduplicationId: string): void
  repeat(schedulerId: string, everyMs: number, data: JsonObject): Repeat
  count(): Promise<QueueCounts>
  close(): Promise<void>
}

export interface LineOptions<B extends IQueueBackend, C> {
  readonly backend: Backend<B, C>
  readonly name: QueueName
  /** The name in the backend. */
  readonly queue: string
  readonly now: () => number
  readonly report: Report
  /** Bounds every call of the backend. */
  readonly answer: <T>(what: string, ask: () => Promise<T>) => Promise<T>
}

export function openLine<B extends IQueueBackend, C>(options: LineOptions<B, C>): Line {
  const { backend, name, now, report, answer } = options
  const rules = QUEUES[name]
  const queue = new Queue<JsonObject, void, string, JsonObject, void, string, B, C>(
    options.queue,
    { connection: backend.producer, streams: { events: { maxLen: KEPT_EVENTS } } },
    backend.factory,
  )
  queue.on('error', report)
  const wakeUps = keepWakeUps({ now, place: (key, at) => answer(`arm ${key} in ${name}`, () => place(key, at)) })

  /** Arms the backend unless what it holds is early enough; ends with the instant that is armed. */
  async function place(key: string, at: number): Promise<number> {
    const armedId = await queue.getDeduplicationJobId(wakeUpId(key))
    const armed = armedId ? await queue.getJob(armedId) : undefined
    const armedAt = armed?.data.at
    if (typeof armedAt === 'number' && armedAt <= at) return armedAt
    // Where the armed job has become due meanwhile this one is dropped: that one has not begun, so it will see all.
    mustBeTaken([await queue.add(name, { key, at }, wakeUpOptions(rules, key, at - now()))])
    return at
  }

  /** BullMQ answers some refusals with a negative number in place of an id. */
  function mustBeTaken(jobs: readonly { readonly id?: string | undefined }[]): void {
    const refused = jobs.find(({ id }) => !id || /^-\d+$/.test(id))
    if (refused) throw new Error(`The queue ${name} did not take a job: it answered ${refused.id ?? 'nothing'}.`)
  }

  return {
    async add(jobs) {
      const inBull = jobs.map((job) => ({ name, data: job.data, opts: jobOptions(rules, job) }))
      const [only] = inBull
      if (only && inBull.length === 1) {
        mustBeTaken([await answer(`add to ${name}`, () => queue.add(name, only.data, only.opts))])
        return
      }
      for (let from = 0; from < inBull.length; from += ADD_AT_ONCE) {
        const some = inBull.slice(from, from + ADD_AT_ONCE)
        mustBeTaken(await answer(`add to ${name}`, () => queue.addBulk(some)))
      }
    },
    arm: wakeUps.arm,
    began(deduplicationId) {
      const key = keyOfWakeUp(deduplicationId)
      if (key !== undefined) wakeUps.began(key)
    },
    repeat(schedulerId, everyMs, data) {
      const what = `repeat ${schedulerId} in ${name}`
      return {
        everyMs,
        nextAt: async () => (await answer(what, () => queue.getJobScheduler(schedulerId)))?.next,
        async remove() {
          await answer(what, () => queue.removeJobScheduler(schedulerId))
        },
        async put() {
          const template = { name, data, opts: retryOptions(rules) }
          await answer(what, () => queue.upsertJobScheduler(schedulerId, { every: everyMs }, template))
        },
      }
    },
    async count() {
      const counting = () => queue.getJobCounts('wait', 'delayed', 'active', 'failed')
      const { wait = 0, delayed = 0, active = 0, failed = 0 } = await answer(`count ${name}`, counting)
      return { waiting: wait, delayed, active, failed }
    },
    close: () => queue.close(),
  }
}
