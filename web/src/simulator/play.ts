import type { ScoreSnapshot } from '@couveuse/shared/conditions/subject'
import type { Problem } from '@couveuse/shared/contract/problem'
import type { ContactState, Enrollment, Handoff, MessageRecord, Task } from '@couveuse/shared/engine/state'
import type { Flow } from '@couveuse/shared/flow/schema'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import { playInstant } from '@couveuse/shared/simulate/replay'
import { scenarioState } from '@couveuse/shared/simulate/scenario-contact'
import { Simulator } from '@couveuse/shared/simulate/simulator'
import { type Transcript, transcribe } from '@couveuse/shared/simulate/transcript'
import { addDuration, duration } from '@couveuse/shared/time/duration'
import { effectiveZone } from '@couveuse/shared/time/zone'
import { isEventful, type Moment, markOf, momentSince, nothingYet } from './moment.ts'
import { clockOf, type PlannedDeed, plannedDeeds, type Session, startZone } from './session.ts'

/** Where the score stood at an instant. */
export interface ScorePoint {
  readonly at: number
  readonly score: ScoreSnapshot
}

/** Everything there is to see of a session when its clock stands where it stands. */
export interface Replayed {
  readonly startAt: number
  readonly clockAt: number
  /** in which the contact lives now */
  readonly zone: string
  readonly moments: readonly Moment[]
  /** instant of the last moment, undefined before the first */
  readonly lastMomentAt: number | undefined
  /** the next instant at which anything happens, by itself or as planned; null = nothing within a year */
  readonly nextAt: number | null
  readonly state: ContactState
  /** all of them, in order of entry */
  readonly enrollments: readonly Enrollment[]
  readonly messages: readonly MessageRecord[]
  readonly tasks: readonly Task[]
  readonly handoffs: readonly Handoff[]
  readonly paused: ReadonlySet<string>
  readonly score: ScoreSnapshot
  /** from the start to the clock, for the line */
  readonly scoreLine: readonly ScorePoint[]
  /** as `replay --json` would print it with the clock as `until`, without the problems */
  readonly transcript: Transcript
  /** deeds that found nothing to act on */
  readonly warnings: readonly Problem[]
  /** given up: too much happened for one sitting; the clock stands where it was given up */
  readonly isCutShort: boolean
}

/** Turns of one replay after which it is given up: a busy year has about a thousand. */
const MOST_TURNS = 5_000
/** Samples of the score between start and clock, beside those at each moment. */
const SAMPLES = 48
/** How far ahead one looks for the next thing: as far as a replay without `until` goes (fine print 2). */
const HORIZON = 'P1Y'

/** A run under way. */
interface Run {
  readonly simulator: Simulator
  readonly own: Flow
  readonly settings: WorkspaceSettings
  readonly deeds: readonly PlannedDeed[]
  /** of the first deed not done yet */
  cursor: number
  turns: number
  readonly moments: Moment[]
  readonly paused: Set<string>
  readonly warnings: Problem[]
}

/**
 * Plays a session from its start to its clock: the same engine, in the same order, as `replay` (FLOW-DSL §8), turn by turn
 * so that a page can go on breathing. The order within an instant is that of fine print 14, 15 and FLOW-DSL §5.
 */
export function* play(flow: Flow, session: Session): Generator<undefined, Replayed> {
  const { setup } = session
  const run = begin(flow, session)
  const { simulator } = run
  const clockAt = clockOf(session)
  const scoreLine: ScorePoint[] = [{ at: setup.startAt, score: simulator.score() }]
  for (const at of samplesOf(setup.startAt, clockAt)) {
    const before = run.moments.length
    yield* runUntil(run, at)
    for (const moment of run.moments.slice(before)) scoreLine.push({ at: moment.at, score: moment.score })
    if (isSpent(run)) break
    scoreLine.push({ at, score: simulator.score() })
  }
  const isCutShort = isSpent(run)
  const now = simulator.now
  const seen = look(run)
  run.turns = 0
  const nextAt = isCutShort ? null : yield* nextInstant(run, horizonOf(session, flow))
  return { ...seen, startAt: setup.startAt, clockAt: now, scoreLine, nextAt, isCutShort }
}

function samplesOf(startAt: number, clockAt: number): readonly number[] {
  const count = clockAt === startAt ? 1 : SAMPLES
  return Array.from({ length: count }, (_, i) => startAt + Math.round(((clockAt - startAt) * (i + 1)) / count))
}

/** How far ahead a session is looked into. */
function horizonOf(session: Session, flow: Flow): number {
  const last = Math.max(clockOf(session), ...session.actions.map(({ at }) => at))
  return addDuration(last, duration(HORIZON), startZone(session.setup, flow))
}

/** The instant of the last thing that will happen, within a year of the clock and of the last deed; null = nothing at all. */
export function* findEnd(flow: Flow, session: Session): Generator<undefined, number | null> {
  const run = begin(flow, session)
  yield* runUntil(run, horizonOf(session, flow))
  return run.moments.findLast(isEventful)?.at ?? null
}

function begin(flow: Flow, session: Session): Run {
  const { setup } = session
  const { settings, startAt } = setup
  const state = scenarioState(setup.contact, settings, startAt)
  const simulator = new Simulator({
    settings,
    flows: [flow, ...setup.otherFlows.filter(({ key }) => key !== flow.key)],
    state,
    startAt,
    webhooks: setup.webhooks,
  })
  const run: Run = {
    simulator,
    own: flow,
    settings,
    deeds: plannedDeeds(session),
    cursor: 0,
    turns: 0,
    moments: [],
    paused: new Set(),
    warnings: [],
  }
  const opening = { ...nothingYet, ledger: state.ledger.length }
  if (!setup.isByTrigger) simulator.turn(startAt, [{ type: 'enroll', flow: flow.key }])
  keep(run, momentSince(opening, simulator, []))
  return run
}

function keep({ moments }: Run, moment: Moment): void {
  if (isEventful(moment) || moment.points.length > 0) moments.push(moment)
}

const isSpent = ({ turns }: Run): boolean => turns > MOST_TURNS

/** Lets time pass up to and including `until`; stops early where the run is spent. */
function* runUntil(run: Run, until: number): Generator<undefined, void> {
  for (let at = dueAt(run); at <= until; at = dueAt(run)) {
    if (isSpent(run)) return
    takeTurn(run, at)
    yield
  }
  run.simulator.runUntil(until)
}

/** When the next turn is due, by a deed or by itself; Infinity = never. */
function dueAt({ simulator, deeds, cursor }: Run): number {
  const own = simulator.nextAt() ?? Number.POSITIVE_INFINITY
  return Math.min(Math.max(own, simulator.now), deeds[cursor]?.at ?? Number.POSITIVE_INFINITY)
}

/** The instant of the next thing to stop at, up to the horizon. What is planned is one, whatever comes of it. */
function* nextInstant(run: Run, horizon: number): Generator<undefined, number | null> {
  for (let at = dueAt(run); at <= horizon && !isSpent(run); at = dueAt(run)) {
    if (run.deeds[run.cursor]?.at === at) return at
    const before = run.moments.length
    takeTurn(run, at)
    if (run.moments.slice(before).some(isEventful)) return at
    yield
  }
  return null
}

/** Everything of one instant: its deeds in order, and whatever else is due at it. */
function takeTurn(run: Run, at: number): void {
  const { simulator, own } = run
  const deeds = run.deeds.slice(run.cursor).filter((deed) => deed.at === at)
  run.cursor += deeds.length
  run.turns++
  const mark = markOf(simulator)
  for (const { entry } of deeds) {
    if ('pause' in entry) run.paused.add(entry.flow ?? own.key)
    if ('resume' in entry) run.paused.delete(entry.flow ?? own.key)
  }
  const told = run.warnings.length
  playInstant(simulator, at, deeds, own.key, run.warnings)
  const moment = momentSince(mark, simulator, deeds)
  keep(run, { ...moment, warnings: [...run.warnings.slice(told), ...moment.warnings] })
}

/** What there is to see now; copies, for the run may go on. */
function look(run: Run): Omit<Replayed, 'startAt' | 'clockAt' | 'scoreLine' | 'nextAt' | 'isCutShort'> {
  const { simulator, own, settings } = run
  const { state } = simulator
  const { timezone } = state.contact.fields
  const enrollments = simulator.allEnrollments()
  const tasks = [...simulator.tasks.values()]
  const handoffs = [...simulator.handoffs.values()]
  const score = simulator.score()
  const moments = [...run.moments]
  const { messages, journal, changes, entries } = simulator
  return {
    zone: effectiveZone(typeof timezone === 'string' ? timezone : undefined, own.timezone, settings.timezone),
    moments,
    lastMomentAt: moments.at(-1)?.at,
    state,
    enrollments,
    messages: [...messages],
    tasks,
    handoffs,
    paused: new Set(run.paused),
    score,
    warnings: [
      ...run.warnings,
      ...simulator.warnings.map(({ code, message }): Problem => ({ code, level: 'warning', message })),
    ],
    transcript: transcribe(
      {
        contact: state.contact,
        score,
        enrollments,
        journal,
        messages,
        changes,
        entries,
        tasks,
        handoffs,
        problems: [],
      },
      own.key,
      ({ flow, step }) => (step === null ? 'unknown' : simulator.kindOf(flow, step)),
    ),
  }
}
