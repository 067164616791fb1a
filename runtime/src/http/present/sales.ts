import type { Handoff } from '@couveuse/shared/api/handoffs'
import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import type { Task } from '@couveuse/shared/api/tasks'
import type { ScoringModel } from '@couveuse/shared/scoring/schema'
import type { HandoffRow, TaskRow } from '../../store/sales.ts'
import { contactRef, contactSummary, textOf } from './contact.ts'
import type { FlowWords } from './flow-words.ts'

interface Context {
  readonly words: FlowWords
  readonly now: number
  readonly thresholds: ScoringModel['temperature']
}

export function presentHandoff({ handoff, state, contact }: HandoffRow, { words, now, thresholds }: Context): Handoff {
  const isClosed = state !== 'open' && state !== 'accepted'
  return {
    id: handoff.id,
    enrollmentId: handoff.enrollmentId,
    contact: contactSummary(contact, thresholds),
    flow: handoff.flow,
    flowName: words.flowName(handoff.flow),
    step: handoff.step,
    state,
    team: handoff.team,
    // a lead that sat in the team's queue belongs to whoever accepted it
    owner: handoff.owner ?? (state === 'open' ? null : textOf(contact.contact.fields.owner)),
    priority: handoff.priority,
    brief: handoff.brief,
    openedAt: instantText(handoff.openedAt),
    acceptBy: instantText(handoff.acceptBy),
    contactBy: instantTextOrNull(handoff.contactBy),
    isOverdue: state === 'open' && handoff.acceptBy < now,
    acceptedAt: instantTextOrNull(handoff.acceptedAt),
    closedAt: isClosed ? instantTextOrNull(handoff.outcomeAt) : null,
    reason: handoff.reason ?? null,
    amount: handoff.amount ?? null,
  }
}

export function presentTask({ task, contact }: TaskRow, { words, now }: Omit<Context, 'thresholds'>): Task {
  const isDone = task.doneAt !== undefined
  return {
    id: task.id,
    enrollmentId: task.enrollmentId,
    contact: contactRef(contact),
    flow: task.flow,
    flowName: words.flowName(task.flow),
    step: task.step,
    channel: task.channel,
    title: task.title,
    instructions: task.instructions ?? null,
    assignee: task.assignee,
    state: isDone ? 'done' : 'open',
    openedAt: instantText(task.openedAt),
    dueAt: instantText(task.dueAt),
    isOverdue: !isDone && task.dueAt < now,
    doneAt: instantTextOrNull(task.doneAt),
  }
}
