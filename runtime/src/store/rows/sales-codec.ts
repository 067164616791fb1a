import { HANDOFF_STATES, type HandoffState } from '@couveuse/shared/api/handoffs'
import type { HandoffOutcome, TaskChannel } from '@couveuse/shared/contract/words'
import type { Handoff, Task } from '@couveuse/shared/engine/state'
import { keyOf, ordinalOf, tailOf } from '../keys.ts'
import type { ContactHandle } from '../turns.ts'
import type { Dictionary } from './dictionary.ts'
import type { Row } from './row.ts'

export interface TaskColumns {
  readonly tail: string
  readonly flow: number
  readonly step: number
  readonly channel: TaskChannel
  readonly title: string
  readonly instructions: string | null
  readonly assignee: string
  readonly opened_at: number
  readonly due_at: number
  readonly done_at: number | null
}
export const TASK_COLUMNS = [
  'tail',
  'flow',
  'step',
  'channel',
  'title',
  'instructions',
  'assignee',
  'opened_at',
  'due_at',
  'done_at',
] as const

export function taskRow(handle: ContactHandle, contactId: string, task: Task, { words, flows }: Dictionary): Row {
  const { id, flow, step, channel, title, instructions, assignee, openedAt, dueAt, doneAt } = task
  return [
    handle,
    tailOf(contactId, id),
    doneAt === undefined ? 0 : 1,
    doneAt === undefined ? dueAt : -doneAt,
    flows.idOf(flow),
    words.idOf(step),
    channel,
    title,
    instructions ?? null,
    assignee,
    openedAt,
    dueAt,
    doneAt ?? null,
  ]
}

export function decodeTask(contactId: string, row: TaskColumns, { words, flows }: Dictionary): Task {
  return {
    id: keyOf(contactId, row.tail),
    enrollmentId: keyOf(contactId, ordinalOf(row.tail)),
    flow: flows.keyOf(row.flow),
    step: words.wordOf(row.step),
    channel: row.channel,
    title: row.title,
    ...(row.instructions !== null && { instructions: row.instructions }),
    assignee: row.assignee,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    ...(row.done_at !== null && { doneAt: row.done_at }),
  }
}

export interface HandoffColumns {
  readonly tail: string
  readonly flow: number
  readonly step: number
  readonly team: string
  readonly owner: string | null
  readonly priority: Handoff['priority']
  readonly brief: string
  readonly opened_at: number
  readonly accept_by: number
  readonly contact_by: number | null
  readonly accepted_at: number | null
  readonly outcome: HandoffOutcome | null
  readonly outcome_at: number | null
  readonly reason: string | null
  readonly amount: number | null
}
export const HANDOFF_COLUMNS = [
  'tail',
  'flow',
  'step',
  'team',
  'owner',
  'priority',
  'brief',
  'opened_at',
  'accept_by',
  'contact_by',
  'accepted_at',
  'outcome',
  'outcome_at',
  'reason',
  'amount',
] as const

export const stateOfHandoff = (handoff: Pick<Handoff, 'outcome'>): HandoffState => handoff.outcome ?? 'open'
export const handoffStateNumber = (state: HandoffState): number => HANDOFF_STATES.indexOf(state)
/** Last of the states in which sales has something to do. */
export const LAST_WORKED_STATE = HANDOFF_STATES.indexOf('accepted')

export function handoffRow(
  handle: ContactHandle,
  contactId: string,
  handoff: Handoff,
  { words, flows }: Dictionary,
): Row {
  const state = handoffStateNumber(stateOfHandoff(handoff))
  return [
    handle,
    tailOf(contactId, handoff.id),
    state,
    state <= LAST_WORKED_STATE ? handoff.acceptBy : -(handoff.outcomeAt ?? handoff.openedAt),
    flows.idOf(handoff.flow),
    words.idOf(handoff.step),
    handoff.team,
    handoff.owner ?? null,
    handoff.priority,
    handoff.brief,
    handoff.openedAt,
    handoff.acceptBy,
    handoff.contactBy ?? null,
    handoff.acceptedAt ?? null,
    handoff.outcome ?? null,
    handoff.outcomeAt ?? null,
    handoff.reason ?? null,
    handoff.amount ?? null,
  ]
}

export function decodeHandoff(contactId: string, row: HandoffColumns, { words, flows }: Dictionary): Handoff {
  return {
    id: keyOf(contactId, row.tail),
    enrollmentId: keyOf(contactId, ordinalOf(row.tail)),
    flow: flows.keyOf(row.flow),
    step: words.wordOf(row.step),
    team: row.team,
    ...(row.owner !== null && { owner: row.owner }),
    priority: row.priority,
    brief: row.brief,
    openedAt: row.opened_at,
    acceptBy: row.accept_by,
    ...(row.contact_by !== null && { contactBy: row.contact_by }),
    ...(row.accepted_at !== null && { acceptedAt: row.accepted_at }),
    ...(row.outcome !== null && { outcome: row.outcome }),
    ...(row.outcome_at !== null && { outcomeAt: row.outcome_at }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.amount !== null && { amount: row.amount }),
  }
}
