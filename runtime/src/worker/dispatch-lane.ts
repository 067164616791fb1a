import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import type { EffectSurroundings } from '../effects/effect-deps.ts'
import type { EffectOutcome } from '../effects/effect-outcome.ts'
import { lost } from '../effects/registry.ts'
import type { Clock } from '../ports/clock.ts'
import type { CrashPoint } from '../ports/crash-point.ts'
import type { Dice } from '../ports/dice.ts'
import type { Logger } from '../ports/logger.ts'
import type { ContactStore } from '../store/contacts.ts'
import type { OutboxEntry, OutboxLane, OutboxResult, OutboxStore } from '../store/outbox.ts'
import type { Allowance } from './allowance.ts'
import { resultOf } from './outbox-result.ts'
import { watchTrouble } from './trouble.ts'

export interface LaneDeps {
  readonly outbox: OutboxStore
  readonly contacts: Pick<ContactStore, 'getMany'>
  readonly settings: () => Promise<WorkspaceSettings>
  readonly perform: (entry: OutboxEntry, surroundings: EffectSurroundings) => Promise<EffectOutcome>
  readonly clock: Clock
  readonly dice: Dice
  readonly log: Logger
  readonly crashPoint: CrashPoint
  readonly policy: 'hold' | 'resend'
  /** results put something into the inbox */
  onArrivals(): void
  armWakeUp(lane: OutboxLane, at: number): void
}

export interface Lane {
  /** Something is or may be due here. */
  ring(): void
  /** Resolves when nothing of this lane is due or on its way. */
  settle(): Promise<void>
  /** Takes nothing more and waits for what is on its way. */
  stop(): Promise<void>
}

/** Where the other side is away, asking it again for every message helps nobody. */
const REST_FIRST_MS = 1_000
const REST_MOST_MS = 30_000
const ARM_FROM_MS = 1_000
const RECORD_AGAIN_MS = 1_000
/** Turns of the event loop; where nothing comes through in them, whatever room there is will do. */
const GATHERING_TURNS = 8

/**
 * One lane of the outbox: never more on its way than `width`, never faster than allowed. Takes an entry only when it can
 * be handed over at once, so that a crash leaves few whose fate nobody knows.
 */
export function dispatchLane(
  lane: OutboxLane,
  options: { readonly width: number; readonly allowance: Allowance },
  deps: LaneDeps,
): Lane {
  const { clock, outbox, log } = deps
  const { width, allowance } = options
  const taking = watchTrouble(deps, `Taking from the outbox (${lane})`)
  const sending = watchTrouble(deps, `Sending (${lane})`)
  const writing = watchTrouble(deps, `Writing down what became of messages (${lane})`)
  let onItsWay = 0
  let isRung = false
  let isStopped = false
  let pumping: Promise<void> | undefined
  let recording: Promise<void> | undefined
  let results: OutboxResult[] = []
  let failuresInARow = 0
  let restsUntil = 0
  let callOff: (() => void) | undefined
  const idleWaiters: (() => void)[] = []

  function noteIdle(): void {
    const isIdle = onItsWay === 0 && pumping === undefined && recording === undefined && (isStopped || !isRung)
    if (isIdle) for (const tell of idleWaiters.splice(0)) tell()
  }

  function ring(): void {
    isRung = true
    if (pumping !== undefined || isStopped) return
    pumping = pump()
      .catch((error: unknown) => {
        taking.failed(
          error,
          { lane },
          `Taking from the outbox (${lane}) failed; it is tried again in ${REST_FIRST_MS} ms.`,
        )
        sleepUntil(clock.now() + REST_FIRST_MS)
      })
      .finally(() => {
        pumping = undefined
        if (isRung && onItsWay < width) ring()
        noteIdle()
      })
  }

  /** Each taking waits for the disk: while most of the width is in use, others are about to come through. */
  async function gather(): Promise<void> {
    for (let turn = 0; turn < GATHERING_TURNS && onItsWay > width / 2; turn += 1)
      await new Promise((resolve) => setImmediate(resolve))
  }

  /** Takes as many as have room, hands them over and does not wait for them. */
  async function pump(): Promise<void> {
    while (isRung && !isStopped && onItsWay < width) {
      isRung = false
      if (restsUntil > clock.now()) return sleepUntil(restsUntil)
      await gather()
      const room = width - onItsWay
      const allowed = allowance.take(room)
      if (allowed === 0) return sleepUntil(allowance.nextAt())
      const entries = await outbox.claim({ lanes: [lane], now: clock.now(), limit: allowed })
      taking.worked()
      allowance.giveBack(allowed - entries.length)
      if (entries.length === 0) {
        const nextAt = await outbox.nextAttemptAt([lane])
        if (nextAt !== null) sleepUntil(nextAt)
        return
      }
      deps.crashPoint('taken')
      // The rest comes when one of these is through; all that was due may be more than fits.
      isRung = true
      onItsWay += entries.length
      const surroundings = await surroundingsOf(entries)
      for (const entry of entries) void carryOut(entry, surroundings(entry))
    }
  }

  async function surroundingsOf(
    entries: readonly OutboxEntry[],
  ): Promise<(entry: OutboxEntry) => EffectSurroundings | undefined> {
    try {
      const settings = await deps.settings()
      const rows = await deps.contacts.getMany([...new Set(entries.map(({ effect }) => effect.contactId))])
      return ({ effect }) => ({ contact: rows.get(effect.contactId)?.contact, settings })
    } catch (error) {
      log.error({ error, lane }, `What messages need to know cannot be read; ${entries.length} are tried again.`)
      return () => undefined
    }
  }

  async function carryOut(entry: OutboxEntry, surroundings: EffectSurroundings | undefined): Promise<void> {
    const outcome = surroundings
      ? await attempt(entry, surroundings)
      : ({ type: 'later', error: 'the store could not be read' } as const)
    note(entry, outcome)
    const policy = surroundings?.settings.interruptedSends ?? deps.policy
    results.push(resultOf(entry, outcome, { now: clock.now(), dice: deps.dice, policy }))
    recording ??= record()
  }

  /** Whatever goes wrong before anything is handed over is our own fault, and final. */
  async function attempt(entry: OutboxEntry, surroundings: EffectSurroundings): Promise<EffectOutcome> {
    try {
      const outcome = await deps.perform(entry, surroundings)
      deps.crashPoint('accepted')
      return outcome
    } catch (error) {
      log.error({ error, key: entry.effect.key, lane }, `Effect ${entry.effect.key} could not be carried out.`)
      const told = error instanceof Error ? error.message : String(error)
      return lost(entry.effect, `internal error: ${told}`)
    }
  }

  /** The lane rests when everything fails, longer each time. */
  function note({ effect, attempt }: OutboxEntry, outcome: EffectOutcome): void {
    if (outcome.type !== 'later') {
      failuresInARow = 0
      sending.worked()
      if (outcome.type === 'refused' || outcome.type === 'unknown')
        log.warn({ key: effect.key, lane, attempt, outcome: outcome.type }, `${effect.key}: ${outcome.type}`)
      return
    }
    failuresInARow += 1
    log.info({ key: effect.key, lane, attempt, outcome: outcome.type }, `${effect.key} will be tried again.`)
    if (lane === 'webhook' || failuresInARow % width !== 0) return
    const restMs = Math.min(REST_MOST_MS, REST_FIRST_MS * 2 ** Math.min(failuresInARow / width - 1, 10))
    restsUntil = clock.now() + restMs
    sending.failed(
      new Error(outcome.error),
      { lane },
      `Nothing is taken on the other side (${lane}: ${outcome.error}). Messages wait under their keys and are tried again, with growing pauses.`,
    )
  }

  /** Results of the same moment go into one transaction; what cannot be written now is kept until it can. */
  async function record(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    while (results.length > 0) {
      const batch = results
      results = []
      try {
        await outbox.record(batch, clock.now())
      } catch (error) {
        results = [...batch, ...results]
        const told = `What became of ${batch.length} messages cannot be written yet; they are not sent again, and it is tried again in ${RECORD_AGAIN_MS} ms.`
        writing.failed(error, { lane, count: batch.length }, told)
        if (isStopped) break
        await new Promise<void>((resolve) => clock.wakeAt(clock.now() + RECORD_AGAIN_MS, resolve))
        continue
      }
      writing.worked()
      deps.crashPoint('recorded')
      onItsWay -= batch.length
      if (batch.some(({ arrivals = [] }) => arrivals.length > 0)) deps.onArrivals()
      ring()
    }
    // In the same breath as the last look at `results`, or one that comes in between would never be written.
    recording = undefined
    noteIdle()
  }

  function sleepUntil(at: number): void {
    callOff?.()
    callOff = isStopped ? undefined : clock.wakeAt(at, ring)
    if (at - clock.now() >= ARM_FROM_MS) deps.armWakeUp(lane, at)
  }

  return {
    ring,
    settle: () =>
      new Promise((resolve) => {
        idleWaiters.push(resolve)
        ring()
      }),
    stop: () =>
      new Promise((resolve) => {
        isStopped = true
        callOff?.()
        idleWaiters.push(resolve)
        noteIdle()
      }),
  }
}
