import type { ContactEvent } from '../contact/schema.ts'
import { hold, wake } from './advance.ts'
import type { Catalog, TeamDesk } from './catalog.ts'
import type { Cause } from './cause.ts'
import { draw } from './draw.ts'
import { endEnrollment } from './end.ts'
import { enroll } from './enroll.ts'
import { applyExitRules, applyExitRulesTo } from './exit-rules.ts'
import { bringsNews, type Fact, openIn, recordFact } from './facts.ts'
import { enrollOnSchedule, matchTriggers } from './match-triggers.ts'
import { mend } from './mend.ts'
import { migrate } from './migrate.ts'
import type { Reaction } from './reaction.ts'
import { release } from './release.ts'
import type { ContactState, Enrollment, Turn } from './state.ts'
import { TurnDraft } from './turn-draft.ts'
import { nextCheckAt, noticeChanges, noticeDates, noticeInactivity, takeBaseline } from './watch.ts'

export interface TurnInput {
  readonly catalog: Catalog
  readonly desk: TeamDesk
  readonly state: ContactState
  /** of one instant, in order of arrival */
  readonly causes: readonly Cause[]
  /** epoch ms; read once, never before the state's own past */
  readonly now: number
}

/**
 * One contact's turn: the whole of what happens to it at one instant. Pure: same input, same output; performs nothing.
 *
 * Order at the instant (FLOW-DSL §5, fine print 15, 55): removal by hand; every fact in order of arrival; goals and leave
 * rules; waiting steps and triggers react, again in order; then timers by (due time, order of entry).
 */
export function takeTurn({ catalog, desk, state, causes, now }: TurnInput): Turn {
  const draft = new TurnDraft(catalog, desk, state, now)
  for (const cause of causes) if (cause.type === 'remove') removeByHand(draft, cause.flow)

  noticeInactivity(draft, now - 1)
  const past = noticeTime(draft, causes)
  const recorded = causes.map((cause) => recordFact(draft, cause))
  noticeInactivity(draft, now)
  const facts = [past, ...recorded, noticeTime(draft, causes)]
  const arrived = facts.flatMap((fact) => fact.event ?? [])
  const isNews = facts.some((fact) => fact.reactions.some(({ type }) => type === 'event' || type === 'change'))
  if (isNews) applyExitRules(draft, arrived)

  const before = new Set(draft.open.keys())
  facts.forEach((fact, index) => {
    // Enrollments born earlier in this very turn have not met this event yet (fine print 57).
    if (fact.event) meetLateEvent(draft, before, fact.event)
    for (const reaction of fact.reactions) react(draft, reaction)
    const cause = index === 0 ? undefined : causes[index - 1]
    if (cause) intervene(draft, cause)
    workOff(draft)
  })
  runTimers(draft)
  const checkAt = nextCheckAt(draft)
  draft.watch = { ...draft.watch, checkAt: Number.isFinite(checkAt) ? checkAt : null }
  return { state: draft.toState(), writes: draft.toWrites(), nextDueAt: nextDueAt(draft) }
}

/**
 * The state of a contact nobody has looked at yet, with what it is now as the baseline: memberships, scores and dates
 * that already hold are no news (fine print 62, 64, 167).
 */
export function baseline({ catalog, desk, state, now }: Omit<TurnInput, 'causes'>): Turn {
  const draft = new TurnDraft(catalog, desk, state, now)
  noticeInactivity(draft, now)
  takeBaseline(draft)
  noticeDates(draft)
  const byDate = draft.reactions.splice(0).filter((reaction) => reaction.type === 'enroll')
  for (const reaction of byDate) react(draft, reaction)
  workOff(draft)
  const checkAt = nextCheckAt(draft)
  draft.watch = { ...draft.watch, checkAt: Number.isFinite(checkAt) ? checkAt : null }
  return { state: draft.toState(), writes: draft.toWrites(), nextDueAt: nextDueAt(draft) }
}

/** What time alone has changed is noticed when it was planned to be, or when an event or change comes in (fine print 63, 154). */
function noticeTime(draft: TurnDraft, causes: readonly Cause[]): Fact {
  const { checkAt } = draft.watch
  if (causes.some(bringsNews) || (checkAt !== null && checkAt <= draft.now)) {
    noticeChanges(draft)
    noticeDates(draft)
  }
  return { reactions: draft.reactions.splice(0) }
}

function meetLateEvent(draft: TurnDraft, before: ReadonlySet<string>, event: ContactEvent): void {
  for (const enrollment of draft.openInOrder())
    if (!before.has(enrollment.id)) applyExitRulesTo(draft, enrollment, [event])
}

function removeByHand(draft: TurnDraft, flow: string): void {
  const enrollment = openIn(draft, flow)
  if (enrollment) {
    endEnrollment(draft, enrollment, 'left', 'removed')
    draft.removedFrom = [...draft.removedFrom, flow]
  } else
    draft.problems.push({
      code: 'not_enrolled',
      message: `the contact is not in flow "${flow}", so there is nothing to remove`,
      at: draft.now,
    })
}

/** Facts that steps made while running, until nobody has anything more to say. */
function workOff(draft: TurnDraft): void {
  for (let reaction = draft.reactions.shift(); reaction; reaction = draft.reactions.shift()) react(draft, reaction)
}

function react(draft: TurnDraft, reaction: Reaction): void {
  switch (reaction.type) {
    case 'event':
      for (const { id } of draft.openInOrder()) wake(draft, id, { type: 'event', event: reaction.event })
      return matchTriggers(draft, reaction)
    case 'change':
      for (const { id } of draft.openInOrder()) wake(draft, id, { type: 'change' })
      return
    case 'handoff':
      return wakeVisit(draft, reaction, {
        type: 'handoff',
        outcome: reaction.outcome,
        ...(reaction.reason === undefined ? {} : { reason: reaction.reason }),
      })
    case 'task_done':
      return wakeVisit(draft, reaction, { type: 'task_done' })
    case 'webhook':
      return wakeVisit(draft, reaction, { type: 'webhook', answer: reaction.answer })
    default:
      return matchTriggers(draft, reaction)
  }
}

/** An answer belongs to one visit; when the enrollment has moved on it changes nothing. */
function wakeVisit(
  draft: TurnDraft,
  visit: { readonly enrollmentId: string; readonly seq: number },
  cause: Parameters<typeof wake>[2],
): void {
  if (draft.current(visit.enrollmentId)?.seq === visit.seq) wake(draft, visit.enrollmentId, cause)
}

/** What people decide about enrollments, and schedules. */
function intervene(draft: TurnDraft, cause: Cause): void {
  switch (cause.type) {
    case 'schedule':
      return enrollOnSchedule(draft, cause.flow, cause.segment)
    case 'resume': {
      const enrollment = openIn(draft, cause.flow)
      if (!enrollment?.rest?.held || enrollment.status === 'failed') return
      if (cause.missed !== 'spread') return release(draft, enrollment, cause.missed === 'skip')
      // Instants are whole milliseconds; a draw is not.
      const wakeAt = draft.now + Math.floor(draw(enrollment.flow, 'resume', draft.contact.id, cause.overMs))
      return draft.put({ ...enrollment, rest: { ...enrollment.rest, wakeAt, isReleased: true } })
    }
    case 'migrate':
      return migrate(draft, cause.flow, cause.version)
    case 'retry':
    case 'skip_step':
    case 'end':
      return mend(draft, cause)
    default:
      return
  }
}

/** Everything due by now, in (due time, order of entry); whatever it sets off runs before the next one. */
function runTimers(draft: TurnDraft): void {
  for (;;) {
    const pending = draft.watch.pending.find(({ at }) => at <= draft.now)
    if (pending) {
      draft.watch = { ...draft.watch, pending: draft.watch.pending.filter((one) => one !== pending) }
      enroll(draft, { flow: pending.flow, trigger: 'nurture' })
      workOff(draft)
      continue
    }
    const due = earliestDue(draft)
    if (!due) return
    if (draft.catalog.paused.has(due.flow)) holdBack(draft, due)
    else if (due.rest?.isReleased) release(draft, due, false)
    else wake(draft, due.id, { type: 'timer' })
    workOff(draft)
  }
}

/** Paused again while the contacts of the last pause were still going on one by one: what was held is held again. */
function holdBack(draft: TurnDraft, due: Enrollment): void {
  if (!due.rest?.isReleased) return hold(draft, due, { type: 'timer' })
  const { isReleased: _, ...rest } = due.rest
  draft.put({ ...due, rest })
}

function earliestDue(draft: TurnDraft): Enrollment | undefined {
  let earliest: Enrollment | undefined
  for (const enrollment of draft.open.values()) {
    const at = timerOf(enrollment)
    if (at > draft.now) continue
    if (!earliest || at < timerOf(earliest) || (at === timerOf(earliest) && enrollment.ordinal < earliest.ordinal))
      earliest = enrollment
  }
  return earliest
}

/** When the enrollment wakes by itself; a failed one and one held by a pause do not. */
function timerOf(enrollment: Enrollment): number {
  const { rest, status } = enrollment
  if (!rest || rest.wakeAt === null || status === 'failed' || (rest.held && !rest.isReleased))
    return Number.POSITIVE_INFINITY
  return rest.wakeAt
}

function nextDueAt(draft: TurnDraft): number | null {
  let next = draft.watch.checkAt ?? Number.POSITIVE_INFINITY
  for (const enrollment of draft.open.values()) next = Math.min(next, timerOf(enrollment))
  return next === Number.POSITIVE_INFINITY ? null : next
}
