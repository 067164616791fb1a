import type { EffectSurroundings } from '../effects/effect-deps.ts'
import type { EffectOutcome } from '../effects/effect-outcome.ts'
import type { Clock } from '../ports/clock.ts'
import type { CrashPoint } from '../ports/crash-point.ts'
import type { Dice } from '../ports/dice.ts'
import type { Logger } from '../ports/logger.ts'
import type { JobQueues } from '../queue/queues.ts'
import type { Arrival, ArrivalOutcome } from '../store/inbox.ts'
import type { OutboxEntry } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import { inItsTime } from './arrival-time.ts'
import { catalogCache } from './catalog-cache.ts'
import { type DispatchOptions, dispatcher } from './dispatch.ts'
import { doorbell } from './doorbell.ts'
import { lookAtEverybody } from './publish.ts'
import { recoverInterrupted } from './recover-interrupted.ts'
import { runLoop } from './run-loop.ts'
import { tellOccurrences } from './schedules.ts'

export interface WorkerDeps {
  readonly store: Store
  readonly queues: JobQueues
  readonly clock: Clock
  readonly dice: Dice
  readonly log: Logger
  readonly crashPoint: CrashPoint
  readonly perform: (entry: OutboxEntry, surroundings: EffectSurroundings) => Promise<EffectOutcome>
  readonly dispatch: DispatchOptions
  /** for interrupted sends, where the workspace says nothing */
  readonly policy: 'hold' | 'resend'
  /** what is to be done every minute */
  readonly maintain?: () => Promise<void>
  /** contacts per batch at most */
  readonly batchSize: number
  /** other processes work on the same store: they are rung when there is more than enough to do, and may have died */
  readonly isShared?: boolean
}

/** The engine room of the runtime: turns, what they set off, and the bells that wake it. */
export interface Worker {
  /** Decides about what the last run left behind, then begins. */
  start(): Promise<void>
  /** Writes down what happened and lets the contacts take their turns at once. */
  receive(arrivals: readonly Arrival[]): Promise<readonly ArrivalOutcome[]>
  /** Something became due by itself, or the catalog changed. */
  ring(): void
  /** Resolves when nothing is due at the clock's present instant: no turn, no message, no occurrence of a schedule. */
  settle(): Promise<void>
  /** Takes nothing new, ends what is at work, waits for what is on its way. */
  stop(drainWithinMs: number): Promise<void>
}

export function openWorker(deps: WorkerDeps): Worker {
  const { store, clock, log, crashPoint, queues } = deps
  const catalogs = catalogCache({ flows: store.flows, log })
  const bell = doorbell(queues, log)
  let knownRevision: number | undefined
  let occurrenceAt: number | null = null
  let callOffOccurrence: (() => void) | undefined
  let telling: Promise<void> | undefined

  const loop = runLoop({
    turns: store.turns,
    catalogs,
    clock,
    log,
    crashPoint,
    batchSize: deps.batchSize,
    prepare: meetCatalog,
    onEffects: (lanes) => outward.ring(lanes),
    armWakeUp: (at) => bell.armTurns(at),
    ...(deps.isShared && { onPlenty: () => bell.ringOthers() }),
  })
  const outward = dispatcher(deps.dispatch, {
    outbox: store.outbox,
    contacts: store.contacts,
    settings: async () => (await catalogs.current()).catalog.settings,
    perform: deps.perform,
    clock,
    dice: deps.dice,
    log,
    crashPoint,
    policy: deps.policy,
    onArrivals: () => loop.ring(),
    armWakeUp: (lane, at) => bell.armLane(lane, at),
  })

  /** Before any turn meets a changed catalog: new watches begin for everybody at the same instant. */
  async function meetCatalog(): Promise<void> {
    const { revision } = await catalogs.current()
    if (revision === knownRevision) return
    await lookAtEverybody({ announcements: store.announcements, catalogs, clock, log })
    // One that has begun may have met the catalog before.
    await telling
    await tellOnce()
    knownRevision = revision
  }

  async function occurrences(): Promise<void> {
    callOffOccurrence?.()
    occurrenceAt = await tellOccurrences({ announcements: store.announcements, catalogs, clock, log })
    if (occurrenceAt === null) return
    callOffOccurrence = clock.wakeAt(occurrenceAt, ringSchedules)
    bell.armSchedules(occurrenceAt)
  }

  /** One at a time: two looks at the same mark would tell an occurrence twice. */
  function tellOnce(): Promise<void> {
    telling ??= occurrences().finally(() => {
      telling = undefined
    })
    return telling
  }

  function ringSchedules(): void {
    tellOnce().then(
      () => loop.ring(),
      (error: unknown) => log.error({ error }, 'Schedules could not be looked at; the next sweep tries again.'),
    )
  }

  /** Settings that cannot be read stop turns, and the loop says so; what was interrupted then waits as it would without them. */
  const policyOfWorkspace = (): Promise<'hold' | 'resend'> =>
    catalogs.current().then(
      ({ catalog }) => catalog.settings.interruptedSends ?? deps.policy,
      () => deps.policy,
    )

  async function recover(): Promise<void> {
    const policy = await policyOfWorkspace()
    const recovered = await recoverInterrupted({ outbox: store.outbox, policy, now: clock.now(), log })
    if (recovered.held + recovered.resent > 0) crashPoint('recovered')
    if (recovered.resent > 0) outward.ring()
  }

  /** What another process was sending when it died is decided about by whoever sweeps next. */
  function sweep(): void {
    outward.ring()
    if (!deps.isShared) return
    recover().catch((error: unknown) =>
      log.error({ error }, 'What other processes left behind could not be looked at; the next sweep tries again.'),
    )
  }

  return {
    async start() {
      await recover()
      bell.start({
        turns: () => loop.ring(),
        lanes: (lanes) => outward.ring(lanes),
        sweep,
        schedules: ringSchedules,
        look: async () => deps.maintain?.(),
      })
      loop.ring()
      outward.ring()
    },
    async receive(arrivals) {
      const now = clock.now()
      const outcomes = await store.inbox.receive(
        arrivals.map((arrival) => inItsTime(arrival, now)),
        now,
      )
      crashPoint('received')
      loop.ring()
      return outcomes
    },
    ring() {
      loop.ring()
      outward.ring()
    },
    async settle() {
      for (;;) {
        if (occurrenceAt !== null && occurrenceAt <= clock.now()) await tellOnce()
        await loop.settle()
        await outward.settle()
        const nextAt = await store.turns.nextDueAt()
        if (nextAt === null || nextAt > clock.now()) return
      }
    },
    async stop(drainWithinMs) {
      callOffOccurrence?.()
      await loop.stop()
      const how = await outward.stop(drainWithinMs)
      if (how === 'cut_off')
        log.warn({}, 'Stopped while messages were on their way; the next start decides about them by RESEND_POLICY.')
    },
  }
}
