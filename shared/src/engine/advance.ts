import type { Environment } from '../contract/environment.ts'
import type { JsonObject } from '../contract/json.ts'
import type { StepOutcome, Wake } from '../contract/outcome.ts'
import { scoreEvent } from '../scoring/apply.ts'
import { type Applied, applyActions } from './apply-actions.ts'
import type { PublishedVersion } from './catalog.ts'
import { endEnrollment, failEnrollment } from './end.ts'
import { stepEnvironment, type Visit } from './environment.ts'
import { applyExitRules, applyExitRulesTo } from './exit-rules.ts'
import type { Enrollment, Held, JournalEntry } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'
import { noticeChanges } from './watch.ts'

/** Steps without rest that one advance may run; the next one fails as `runaway_loop` (FLOW-DSL §7, fine print 137). */
const MAX_STEPS_PER_ADVANCE = 200
/** The same guard over a whole turn, for flows that enroll each other at one instant. */
const MAX_STEPS_PER_TURN = 5_000

/** Pass over messages that were missed while the flow was paused, up to the next rest (FLOW-DSL §7). */
export interface AdvanceOptions {
  readonly skipMessages?: boolean
}

/** Enters `step` and runs on until the enrollment rests or leaves. */
export function advanceFrom(draft: TurnDraft, id: string, step: string, options: AdvanceOptions = {}): void {
  let next: string | undefined = step
  for (let count = 1; next !== undefined; count++) {
    const enrollment = draft.current(id)
    if (!enrollment) return
    if (count > MAX_STEPS_PER_ADVANCE || ++draft.steps > MAX_STEPS_PER_TURN) {
      return failEnrollment(
        draft,
        enrollment,
        next,
        'runaway_loop',
        `more than ${MAX_STEPS_PER_ADVANCE} steps without a rest: put a wait into the loop`,
      )
    }
    next = enterStep(draft, enrollment, next, options)
  }
}

/** Wakes the resting enrollment; a wake-up the step has no use for changes nothing. */
export function wake(draft: TurnDraft, id: string, cause: Wake, options: AdvanceOptions = {}): void {
  const enrollment = draft.current(id)
  if (!enrollment?.rest || enrollment.step === null || enrollment.status === 'failed') return
  if (++draft.steps > MAX_STEPS_PER_TURN) {
    return failEnrollment(
      draft,
      enrollment,
      enrollment.step,
      'runaway_loop',
      'this contact keeps waking itself without any time passing',
    )
  }
  const version = draft.version(enrollment)
  const compiledStep = version.compiled.steps.get(enrollment.step)
  const visit: Visit = { step: enrollment.step, seq: enrollment.seq, enteredAt: enrollment.rest.enteredAt }
  if (!compiledStep) {
    return failEnrollment(
      draft,
      enrollment,
      visit.step,
      'unknown_step',
      `step "${visit.step}" is not in version ${enrollment.version} of the flow`,
    )
  }
  // A message held back is tried again, and goals are tested before every try (fine print 150).
  if (compiledStep.kind.family === 'send' && cause.type === 'timer' && applyExitRulesTo(draft, enrollment, [])) return
  const { memory } = enrollment.rest
  const env = stepEnvironment(draft, enrollment, version, visit)
  const outcome = decide(() =>
    options.skipMessages && compiledStep.kind.family === 'send'
      ? passedOver()
      : (compiledStep.kind.resume?.(compiledStep.params, env, cause, memory) ?? { type: 'stay' }),
  )
  if (outcome.type === 'stay') return
  if (draft.catalog.paused.has(enrollment.flow) && outcome.type !== 'rest') return hold(draft, enrollment, cause)
  if (outcome.type === 'fail') {
    // The failing wake-up is kept, so that a retry meets the step as it was.
    const kept = { ...enrollment, rest: { ...enrollment.rest, held: toHeld(cause) } }
    return failEnrollment(draft, kept, visit.step, outcome.code, outcome.message)
  }
  const next = settle(draft, enrollment, version, visit, outcome, enrollment.rest.wakeAt)
  if (next !== undefined) advanceFrom(draft, id, next, outcome.type === 'rest' ? {} : options)
}

/**
 * A resting visit meets its step in the version the enrollment has just been moved to: the step plans it anew. In a paused
 * flow it only rests anew; what it would leave for waits until the flow resumes.
 */
export function carryOn(draft: TurnDraft, enrollment: Enrollment): void {
  const { rest, step } = enrollment
  const version = draft.version(enrollment)
  const compiledStep = step === null ? undefined : version.compiled.steps.get(step)
  if (!rest || step === null || !compiledStep?.kind.carryOn) return
  draft.put(enrollment)
  const visit: Visit = { step, seq: enrollment.seq, enteredAt: rest.enteredAt }
  const env = stepEnvironment(draft, enrollment, version, visit)
  const { kind, params } = compiledStep
  const outcome = decide(() => kind.carryOn?.(params, env, rest) ?? { type: 'stay' })
  if (outcome.type === 'stay') return
  if (outcome.type === 'fail') return failEnrollment(draft, enrollment, step, outcome.code, outcome.message)
  if (draft.catalog.paused.has(enrollment.flow) && outcome.type !== 'rest') {
    return hold(draft, { ...enrollment, rest: { ...rest, memory: {} } }, { type: 'change' })
  }
  const next = settle(draft, enrollment, version, visit, outcome, rest.wakeAt)
  if (next !== undefined) advanceFrom(draft, enrollment.id, next)
}

/** Keeps a wake-up for when the paused flow resumes; the enrollment is then `active` (fine print 49, 146). */
export function hold(draft: TurnDraft, enrollment: Enrollment, cause: Wake): void {
  if (!enrollment.rest || enrollment.rest.held) return
  draft.put({ ...enrollment, status: 'active', rest: { ...enrollment.rest, held: toHeld(cause) } })
}

function toHeld(cause: Wake): Held {
  return cause.type === 'event' ? { type: 'event', eventId: cause.event.id } : cause
}

/** Runs one step; the next step's id, or undefined when the enrollment rests, failed or left. */
function enterStep(draft: TurnDraft, before: Enrollment, step: string, options: AdvanceOptions): string | undefined {
  const version = draft.version(before)
  const compiledStep = version.compiled.steps.get(step)
  if (!compiledStep) {
    failEnrollment(
      draft,
      before,
      step,
      'unknown_step',
      `step "${step}" is not in version ${before.version} of the flow`,
    )
    return undefined
  }
  const { kind, params } = compiledStep
  if (kind.isActing && applyExitRulesTo(draft, before, [])) return undefined
  const visit: Visit = { step, seq: before.seq + 1, enteredAt: draft.now }
  const enrollment: Enrollment = {
    ...withoutFailure(before),
    status: 'active',
    reason: null,
    step,
    rest: null,
    seq: visit.seq,
    visits: { ...before.visits, [step]: visitsOf(before, step) + 1 },
  }
  const env: Environment = stepEnvironment(draft, enrollment, version, visit)
  const outcome = decide(() =>
    options.skipMessages && kind.family === 'send' ? passedOver() : kind.enter(params, env),
  )
  if (outcome.type === 'fail') {
    failEnrollment(draft, { ...before, rest: null }, step, outcome.code, outcome.message)
    return undefined
  }
  return settle(draft, enrollment, version, visit, outcome, null)
}

function withoutFailure(enrollment: Enrollment): Enrollment {
  if (enrollment.failure === undefined) return enrollment
  const { failure: _, ...kept } = enrollment
  return kept
}

/** Own property only: a step may be called `constructor`. */
function visitsOf(enrollment: Enrollment, step: string): number {
  return Object.hasOwn(enrollment.visits, step) ? (enrollment.visits[step] ?? 0) : 0
}

/** A message missed while the flow was paused and skipped on request: the contact goes on as if it had not been permitted. */
function passedOver(): StepOutcome {
  return { type: 'leave', outlet: 'blocked', detail: { skipped: true } }
}

/** An unexpected error in a step quarantines this one enrollment and nobody else (FLOW-DSL §7). */
function decide(run: () => StepOutcome): StepOutcome {
  try {
    return run()
  } catch (error) {
    return { type: 'fail', code: 'internal_error', message: error instanceof Error ? error.message : String(error) }
  }
}

/** Writes what a step decided; the next step's id, or undefined when nothing follows at once. */
function settle(
  draft: TurnDraft,
  enrollment: Enrollment,
  version: PublishedVersion,
  visit: Visit,
  outcome: Exclude<StepOutcome, { type: 'fail' }>,
  plannedAt: number | null,
): string | undefined {
  if (outcome.type === 'stay') return undefined
  const actions = outcome.actions ?? []
  // A crossing by decay alone is noticed first, so that the step's own points start from where the score really is.
  if (actions.some(({ type }) => type === 'add_score' || type === 'change_contact')) noticeChanges(draft)
  const applied = applyActions(draft, enrollment, visit, actions)
  if (outcome.type === 'rest') {
    putToRest(draft, applied.enrollment, visit, outcome)
    reactToOwn(draft, applied)
    return undefined
  }
  draft.journal.push(journalEntry(version, enrollment, visit, outcome, draft.now, plannedAt))
  draft.put({ ...applied.enrollment, rest: null })
  reactToOwn(draft, applied)
  const current = draft.current(enrollment.id)
  return current && whereNext(draft, current, version, visit, outcome)
}

function putToRest(
  draft: TurnDraft,
  enrollment: Enrollment,
  visit: Visit,
  outcome: StepOutcome & { type: 'rest' },
): void {
  const memory: JsonObject = outcome.memory ?? {}
  const isHeld = enrollment.rest?.held !== undefined
  const rest =
    isHeld && enrollment.rest
      ? { ...enrollment.rest, memory }
      : { enteredAt: visit.enteredAt, wakeAt: outcome.wakeAt, memory }
  draft.put({ ...enrollment, status: isHeld ? 'active' : 'waiting', step: visit.step, rest })
}

type Departure = Exclude<StepOutcome, { type: 'fail' | 'stay' | 'rest' }>

function journalEntry(
  version: PublishedVersion,
  enrollment: Enrollment,
  visit: Visit,
  outcome: Departure,
  leftAt: number,
  plannedAt: number | null,
): JournalEntry {
  const detail = 'detail' in outcome ? outcome.detail : undefined
  const dueAt = plannedAt ?? (typeof detail?.dueAt === 'number' ? detail.dueAt : null)
  const entry: { -readonly [Key in keyof JournalEntry]: JournalEntry[Key] } = {
    enrollmentId: enrollment.id,
    seq: visit.seq,
    step: visit.step,
    kind: version.compiled.steps.get(visit.step)?.step.kind ?? 'unknown',
    enteredAt: visit.enteredAt,
    leftAt,
    outlet: outcome.type === 'leave' ? outcome.outlet : null,
  }
  if (dueAt !== null) entry.due = dueAt
  if (outcome.type === 'leave' && outcome.because) entry.because = outcome.because
  if (detail) entry.detail = detail
  return entry
}

/** The next step's id; undefined when the enrollment has ended here. */
function whereNext(
  draft: TurnDraft,
  current: Enrollment,
  version: PublishedVersion,
  visit: Visit,
  outcome: Departure,
): string | undefined {
  switch (outcome.type) {
    case 'leave': {
      const next = version.compiled.edge(visit.step, outcome.outlet)
      if (next === undefined) endEnrollment(draft, current, 'ended', 'end_of_path')
      return next
    }
    case 'jump':
      return outcome.step
    case 'pass':
      endEnrollment(draft, current, 'ended', 'end_of_path')
      return undefined
    case 'finish':
      endEnrollment(draft, current, outcome.status, outcome.reason)
      if (outcome.enrollIn) enrollElsewhere(draft, outcome.enrollIn)
      return undefined
  }
}

function enrollElsewhere(draft: TurnDraft, { flow, at }: { readonly flow: string; readonly at: number }): void {
  if (at <= draft.now) draft.reactions.push({ type: 'enroll', flow, trigger: 'nurture' })
  else draft.watch = { ...draft.watch, pending: [...draft.watch.pending, { flow, at }] }
}

/**
 * A step's own changes and sends are facts like any other: stages follow, goals and leave rules of every open enrollment
 * are tested at once, and the rest reacts when this enrollment has come to rest (fine print 21, 149).
 */
function reactToOwn(draft: TurnDraft, { isChange, events }: Applied): void {
  if (!isChange && events.length === 0) return
  for (const event of events) {
    draft.addRows(scoreEvent(draft.catalog.settings.scoring, draft.ledger, event, draft.zone()))
    draft.reactions.push({ type: 'event', event })
  }
  if (isChange) draft.reactions.push({ type: 'change' })
  noticeChanges(draft)
  applyExitRules(draft, events)
}
