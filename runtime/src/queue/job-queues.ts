import { setTimeout as pause } from 'node:timers/promises'
import type { IQueueBackend } from 'bullmq'
import type { Logger } from '../ports/logger.ts'
import type { Backend } from './backend.ts'
import { type Line, openLine } from './line.ts'
import type { Outages } from './outage.ts'
import type { JobQueues, QueueName } from './queues.ts'
import { keepRepeats } from './repeats.ts'
import { within } from './within.ts'
import { type RunningWorker, startWorker } from './workers.ts'

const ANSWER_WITHIN_MS = 2000
const HANG_UP_WITHIN_MS = 2000

export interface StartOptions {
  readonly prefix: string
  /** How long `close` waits for the jobs at work. */
  readonly closeWithinMs: number
  readonly now: () => number
  readonly log: Logger
  readonly outages: Outages
}

/** The one code path over every backend: the product's queues in BullMQ's terms. */
export function startJobQueues<B extends IQueueBackend, C>(backend: Backend<B, C>, start: StartOptions): JobQueues {
  const { prefix, closeWithinMs, now, log, outages } = start
  const { report } = outages
  const inBackend = (name: QueueName) => `${prefix}-${name}`
  const open = (name: QueueName) => openLine({ backend, name, queue: inBackend(name), now, report, answer })
  const lines = {
    ingest: open('ingest'),
    run: open('run'),
    'dispatch-email': open('dispatch-email'),
    'dispatch-sms': open('dispatch-sms'),
    'dispatch-webhook': open('dispatch-webhook'),
    maintenance: open('maintenance'),
  } satisfies Record<QueueName, Line>
  const workers = new Map<QueueName, RunningWorker>()
  const repeats = keepRepeats(report, (ids) =>
    log.warn(
      { queue: backend.place, ids },
      `The queue at ${backend.place} was emptied or stood still; its recurring entries (${ids.join(', ')}) have been put again. Nothing is lost, the database knows all work.`,
    ),
  )
  let closing: Promise<void> | undefined
  let isClosed = false
  const ping = () => within(ANSWER_WITHIN_MS, `ping at ${backend.place}`, backend.ping())
  outages.watch({ place: backend.place, ping })

  /** Bounds every word with the backend, so that nobody waits for one that is away, and has its silence noticed. */
  async function answer<T>(what: string, ask: () => Promise<T>): Promise<T> {
    if (isClosed) throw new Error(`The queues are closed: ${what}`)
    try {
      return await within(ANSWER_WITHIN_MS, `${what} at ${backend.place}`, ask())
    } catch (error) {
      report(error)
      throw error
    }
  }

  async function close(): Promise<void> {
    repeats.close()
    backend.abandon()
    const started = [...workers.values()]
    const told = Promise.all(started.map((worker) => worker.close()))
    // Until they are done, the jobs at work may still ring.
    await soonest(closeWithinMs, Promise.all(started.map((worker) => worker.idle())))
    isClosed = true
    outages.close()
    if (!(await soonest(HANG_UP_WITHIN_MS, told))) {
      log.warn({ queue: backend.place }, 'The queues were closed with jobs still in hand; those will run again.')
    }
    await soonest(HANG_UP_WITHIN_MS, Promise.all(Object.values(lines).map((line) => line.close())))
    await backend.close()
  }

  return {
    work(name, handler, options = {}) {
      if (workers.has(name)) throw new Error(`The queue ${name} has a worker in this process already.`)
      const { began } = lines[name]
      workers.set(name, startWorker({ backend, name, queue: inBackend(name), handler, options, began, report, log }))
    },
    add: (name, data, options = {}) => lines[name].add([{ ...options, data }]),
    addMany: (name, jobs) => lines[name].add(jobs),
    arm: (name, key, at) => lines[name].arm(key, at),
    repeat: (name, schedulerId, everyMs, data) =>
      repeats.keep(`${name} ${schedulerId}`, lines[name].repeat(schedulerId, everyMs, data)),
    async counts() {
      const [ingest, run, email, sms, webhook, maintenance] = await Promise.all([
        lines.ingest.count(),
        lines.run.count(),
        lines['dispatch-email'].count(),
        lines['dispatch-sms'].count(),
        lines['dispatch-webhook'].count(),
        lines.maintenance.count(),
      ])
      return { ingest, run, 'dispatch-email': email, 'dispatch-sms': sms, 'dispatch-webhook': webhook, maintenance }
    },
    ping: () => answer('ping', () => backend.ping()),
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

/** Whether the promise settled in time. */
function soonest(ms: number, promise: Promise<unknown>): Promise<boolean> {
  const settled = promise.then(
    () => true,
    () => true,
  )
  return Promise.race([settled, pause(ms, false, { ref: false })])
}
