import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { OutboxLane } from '../store/outbox.ts'
import type { Shard } from '../store/turns.ts'
import { type BatchDeps, type BatchReport, runBatch } from './run-batch.ts'
import { watchTrouble } from './trouble.ts'

export interface RunLoopDeps extends BatchDeps {
  /** before each round */
  prepare(): Promise<void>
  /** something waits to be sent in these lanes */
  onEffects(lanes: ReadonlySet<OutboxLane>): void
  /** nothing is due before `at` any more: wakes us then, whatever becomes of this process's own timer */
  armWakeUp(at: number): void
  /** a batch was full: there is work for others too */
  onPlenty?(): void
  readonly batchSize: number
  readonly shard?: Shard
}

export interface RunLoop {
  /** Something is or may be due: the turns begin within this tick of the process. */
  ring(): void
  /** Resolves when nothing is due any more. Rejects with what made a round fail. */
  settle(): Promise<void>
  /** Begins no further batch and waits for the one at work. */
  stop(): Promise<void>
}

/** The process answers others at least this often. */
const BATCH_TARGET_MS = 60
const BATCH_LEAST = 50
/** After a round that failed, and where contacts stay due without any progress. */
const PAUSE_MS = 1_000
/** Where all that is due is in the hands of other processes. */
const OTHERS_MS = 50
/** Sooner than this the process's own timer is enough; a queue's job would come later than that. */
const ARM_FROM_MS = 1_000

/**
 * Takes due contacts batch by batch until none is left, then sleeps until the next one is due. The queue wakes it as well
 * (a lost timer, another process); a ring too many finds nothing and costs a look.
 */
export function runLoop(deps: RunLoopDeps): RunLoop {
  const { clock, turns, log } = deps
  const trouble = watchTrouble(deps, 'Taking turns')
  let limit = Math.min(deps.batchSize, 200)
  let running: Promise<void> | undefined
  let isRung = false
  let isStopped = false
  let callOff: (() => void) | undefined

  /** Larger batches cost less per contact, smaller ones keep the process answering. */
  function adapt(report: BatchReport, tookMs: number): void {
    if (tookMs > BATCH_TARGET_MS) limit = Math.max(BATCH_LEAST, Math.floor((limit * BATCH_TARGET_MS) / tookMs))
    else if (report.claimed === limit && tookMs < BATCH_TARGET_MS / 2) limit = Math.min(deps.batchSize, limit * 2)
  }

  function tell(report: BatchReport, asked: number): void {
    if (report.lanes.size > 0) deps.onEffects(report.lanes)
    if (report.claimed === asked) deps.onPlenty?.()
    deps.crashPoint('told')
  }

  async function drain(): Promise<void> {
    while (!isStopped) {
      isRung = false
      const startedAt = clock.now()
      const asked = limit
      await deps.prepare()
      const report = await runBatch(deps, { limit: asked, ...(deps.shard ? { shard: deps.shard } : {}) })
      adapt(report, clock.now() - startedAt)
      trouble.worked()
      tell(report, asked)
      const isStuck = report.claimed > 0 && report.committed === 0 && report.setAside === 0 && report.lostRaces === 0
      if (isStuck) return sleepUntil(clock.now() + PAUSE_MS)
      const nextAt = report.claimed < asked ? ((await turns.nextDueAt()) ?? Number.POSITIVE_INFINITY) : startedAt
      if (nextAt > clock.now() && !isRung) return sleepUntil(nextAt)
      // Somebody else has in hand all that is due, and will ring or be swept up after.
      if (report.claimed === 0 && !isRung) return sleepUntil(clock.now() + OTHERS_MS)
      await yieldToOthers()
    }
  }

  function sleepUntil(at: number): void {
    callOff?.()
    callOff = undefined
    if (at === Number.POSITIVE_INFINITY || isStopped) return
    callOff = clock.wakeAt(at, ring)
    if (at - clock.now() >= ARM_FROM_MS) deps.armWakeUp(at)
  }

  /** One drain at a time; rings during it make it go round once more. */
  function run(): Promise<void> {
    isRung = true
    running ??= yieldToOthers()
      .then(drain)
      .catch((error: unknown) => {
        sleepUntil(clock.now() + PAUSE_MS)
        throw error
      })
      .finally(() => {
        running = undefined
      })
    return running.then(() => (isRung && !isStopped ? run() : undefined))
  }

  function ring(): void {
    if (isStopped) return
    isRung = true
    if (running !== undefined) return
    run().catch((error: unknown) => {
      const told = `A round of turns failed (${reasonOf(error)}); contacts stay due and are taken again in ${PAUSE_MS} ms.`
      trouble.failed(error, {}, told)
    })
  }

  return {
    ring,
    settle: () => run(),
    async stop() {
      isStopped = true
      callOff?.()
      await running?.catch((error: unknown) => log.warn({ error }, 'The last round of turns failed while stopping.'))
    },
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
