import type { ContactChange, ContactEvent } from '../contact/schema.ts'
import type { HandoffOutcome } from '../contract/words.ts'
import { isActivity, scoreEvent } from '../scoring/apply.ts'
import type { Cause } from './cause.ts'
import type { Reaction } from './reaction.ts'
import type { Enrollment, Handoff } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'
import { noticeChanges, noticeDates, noticeWatched } from './watch.ts'

/** What one cause left behind: the reactions still to come, in order, and the event if it was one. */
export interface Fact {
  readonly reactions: readonly Reaction[]
  readonly event?: ContactEvent
}

/**
 * Records what happened, before anybody reacts: the event with its points and built-in meaning, the change, the answer of
 * sales. Goals and waiting steps come later, when all facts of the instant are known (FLOW-DSL §5).
 */
export function recordFact(draft: TurnDraft, cause: Cause): Fact {
  const before = draft.reactions.length
  const event = record(draft, cause)
  // Entering a flow is no news about the contact: `scoring.stages` and the like wait for some (fine print 58, 143).
  if (bringsNews(cause)) {
    noticeChanges(draft)
    noticeDates(draft)
  }
  // A look for its own sake, at a newcomer or at everybody when something new is watched for, tells triggers what holds.
  if (cause.type === 'time') {
    noticeWatched(draft)
    noticeDates(draft)
  }
  const reactions = draft.reactions.splice(before)
  return event ? { reactions, event } : { reactions }
}

/** Does it say something new about the contact, and not only about an enrollment? */
export function bringsNews({ type }: Cause): boolean {
  return type === 'event' || type === 'change' || type === 'handoff' || type === 'task_done'
}

function record(draft: TurnDraft, cause: Cause): ContactEvent | undefined {
  switch (cause.type) {
    case 'event':
      return recordEvent(draft, cause.event)
    case 'change':
      recordChange(draft, cause.change)
      return undefined
    case 'handoff':
      recordHandoff(draft, cause)
      return undefined
    case 'task_done':
      recordTaskDone(draft, cause)
      return undefined
    case 'webhook':
      draft.reactions.push(cause)
      return undefined
    case 'enroll':
      draft.reactions.push({ type: 'enroll', flow: cause.flow, trigger: 'manual' })
      return undefined
    default:
      return undefined
  }
}

/** The event is recorded and scored first, then everything else looks at it (fine print 28, 67, 144). */
function recordEvent(draft: TurnDraft, event: ContactEvent): ContactEvent | undefined {
  if (!draft.addEvent(event)) return undefined
  draft.addRows(scoreEvent(draft.catalog.settings.scoring, draft.ledger, event, draft.zone()))
  if (isActivity(event)) {
    draft.watch = { ...draft.watch, lastActivityAt: Math.max(draft.watch.lastActivityAt, event.occurredAt) }
  }
  const meaning = event.machine ? undefined : builtInMeaning(event, draft)
  if (meaning) draft.change(meaning)
  // The event itself is a change too: conditions may count it.
  draft.reactions.push({ type: 'event', event }, { type: 'change' })
  return event
}

/** What some events mean for consent and suppression, in a replay as in live traffic (fine print 28). */
function builtInMeaning(event: ContactEvent, draft: TurnDraft): ContactChange | undefined {
  const { properties } = event
  switch (event.name) {
    case 'unsubscribed': {
      const channel = typeof properties.channel === 'string' ? properties.channel : 'email'
      const key =
        typeof properties.topic === 'string' && properties.topic !== '' ? `${channel}.${properties.topic}` : channel
      return { consent: { [key]: 'denied' } }
    }
    case 'email_bounced':
      return properties.type === 'hard' ? suppressEmail(draft) : undefined
    case 'email_complained':
      return suppressEmail(draft)
    default:
      return undefined
  }
}

function suppressEmail(draft: TurnDraft): ContactChange {
  const { suppressed } = draft.contact
  return { suppressed: suppressed.includes('email') ? suppressed : [...suppressed, 'email'] }
}

function recordChange(draft: TurnDraft, change: ContactChange): void {
  const { stage } = draft.contact
  if (!draft.change(change)) return
  draft.reactions.push({ type: 'change' })
  if (draft.contact.stage !== stage) draft.reactions.push({ type: 'stage', becomes: draft.contact.stage })
}

/** An outcome from sales acts on the latest hand-off not closed by won or lost, also after its enrollment has ended (fine print 104, 156, 161, 181). */
function recordHandoff(draft: TurnDraft, cause: Cause & { type: 'handoff' }): void {
  const isOpen = (handoff: Handoff) => handoff.outcome !== 'won' && handoff.outcome !== 'lost'
  const known = cause.handoffId === undefined ? draft.latestHandoff(isOpen) : draft.handoff(cause.handoffId)
  if (!known || !isOpen(known)) return warn(draft, 'handoff_not_found', `no open hand-off to mark as ${cause.outcome}`)
  if (cause.outcome === 'accepted' && known.acceptedAt !== undefined && known.outcome !== 'returned') {
    return warn(draft, 'handoff_already_accepted', `the hand-off of step "${known.step}" was accepted before`)
  }
  if (cause.outcome === 'returned' && known.outcome === 'returned') {
    return warn(draft, 'handoff_already_returned', `the hand-off of step "${known.step}" was returned before`)
  }
  const isImplied =
    (cause.outcome === 'won' || cause.outcome === 'lost') &&
    (known.acceptedAt === undefined || known.outcome === 'returned')
  const outcomes: HandoffOutcome[] = isImplied ? ['accepted', cause.outcome] : [cause.outcome]
  for (const outcome of outcomes) applyOutcome(draft, known.id, outcome, cause)
}

function applyOutcome(draft: TurnDraft, id: string, outcome: HandoffOutcome, cause: Cause & { type: 'handoff' }): void {
  const handoff = draft.handoff(id)
  if (!handoff) return
  const { reason, amount } = cause
  const said =
    outcome === cause.outcome
      ? { ...(reason === undefined ? {} : { reason }), ...(amount === undefined ? {} : { amount }) }
      : {}
  const accepted = outcome === 'accepted' ? { acceptedAt: draft.now } : {}
  draft.putHandoff({ ...handoff, ...said, ...accepted, outcome, outcomeAt: draft.now })
  const { stage: before } = draft.contact
  const stage = draft.catalog.settings.handoffStages[outcome]
  if (stage !== null && draft.change({ stage })) draft.reactions.push({ type: 'change' })
  if (draft.contact.stage !== before) draft.reactions.push({ type: 'stage', becomes: draft.contact.stage })
  const seq = Number(id.slice(id.lastIndexOf(':') + 1))
  const enrollment = draft.current(handoff.enrollmentId)
  if (outcome === 'returned') {
    if (enrollment && reason !== undefined)
      draft.put({ ...enrollment, vars: { ...enrollment.vars, returnReason: reason } })
  }
  draft.reactions.push({
    type: 'handoff',
    enrollmentId: handoff.enrollmentId,
    seq,
    outcome,
    ...(reason === undefined ? {} : { reason }),
  })
  if (outcome === 'returned') draft.reactions.push({ type: 'returned', reason })
}

function recordTaskDone(draft: TurnDraft, cause: Cause & { type: 'task_done' }): void {
  const matches = (task: { readonly doneAt?: number; readonly id: string; readonly step: string }) =>
    task.doneAt === undefined &&
    (cause.taskId === undefined || task.id === cause.taskId) &&
    (cause.step === undefined || task.step === cause.step)
  const task = draft.latestTask(matches)
  if (!task)
    return warn(
      draft,
      'task_not_found',
      cause.step === undefined ? 'no open task to mark as done' : `step "${cause.step}" has no open task`,
    )
  draft.putTask({ ...task, doneAt: draft.now })
  const seq = Number(task.id.slice(task.id.lastIndexOf(':') + 1))
  draft.reactions.push({ type: 'task_done', enrollmentId: task.enrollmentId, seq })
}

function warn(draft: TurnDraft, code: string, message: string): void {
  draft.problems.push({ code, message, at: draft.now })
}

/** Ends the open enrollment of a flow by hand, before anything else of the instant (fine print 55, 161). */
export function openIn(draft: TurnDraft, flow: string): Enrollment | undefined {
  return draft.openInOrder().find((enrollment) => enrollment.flow === flow)
}
