import type { ContactEvent } from '../contact/schema.ts'
import type { Action } from '../contract/outcome.ts'
import type { Visit } from './environment.ts'
import type { Enrollment } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'

/** What the actions of one step came to: the enrollment with its new variables, and the facts the rest must react to. */
export interface Applied {
  readonly enrollment: Enrollment
  /** the contact or its score changed */
  readonly isChange: boolean
  /** events made by our own sends (fine print 21) */
  readonly events: readonly ContactEvent[]
}

/** One visit while its actions are written. */
interface Desk {
  readonly draft: TurnDraft
  readonly visit: Visit
  /** `<enrollment>:<seq>`: key of the message, task or hand-off of this visit */
  readonly visitKey: string
  enrollment: Enrollment
  isChange: boolean
  readonly events: ContactEvent[]
}
type Of<K extends Action['type']> = Extract<Action, { type: K }>

/** Writes what a step asked for into the draft: records, effects, changes, ledger rows. Decides nothing. */
export function applyActions(
  draft: TurnDraft,
  enrollment: Enrollment,
  visit: Visit,
  actions: readonly Action[],
): Applied {
  if (actions.length === 0) return { enrollment, isChange: false, events: [] }
  const visitKey = `${enrollment.id}:${visit.seq}`
  const desk: Desk = { draft, visit, visitKey, enrollment, isChange: false, events: [] }
  actions.forEach((action, index) => {
    apply(desk, action, `${visitKey}:${index + 1}`)
  })
  return desk
}

function apply(desk: Desk, action: Action, key: string): void {
  switch (action.type) {
    case 'send_message':
      return sendMessage(desk, action, key)
    case 'message_blocked':
      return recordBlocked(desk, action, key)
    case 'notify':
      return notify(desk, action, key)
    case 'call_webhook':
      return callWebhook(desk, action, key)
    case 'open_task':
      return openTask(desk, action)
    case 'open_handoff':
      return openHandoff(desk, action)
    case 'change_contact':
      return changeContact(desk, action)
    case 'add_score':
      return addScore(desk, action)
    case 'set_var':
      desk.enrollment = {
        ...desk.enrollment,
        vars: { ...desk.enrollment.vars, [action.name]: action.value },
      }
      return
    case 'reach_goal':
      return reachGoal(desk, action)
  }
}

const originOf = ({ draft, enrollment, visit }: Desk) => ({
  contactId: draft.contact.id,
  enrollmentId: enrollment.id,
  flow: enrollment.flow,
  step: visit.step,
})

const seenBy = ({ draft, enrollment, visit }: Desk) => ({
  enrollmentId: enrollment.id,
  flow: enrollment.flow,
  at: draft.now,
  step: visit.step,
})

function sendMessage(desk: Desk, action: Of<'send_message'>, key: string): void {
  const { draft, visit, visitKey, enrollment } = desk
  const { channel, to, message, from, topic } = action
  draft.effects.push({
    key,
    ...originOf(desk),
    type: 'send_message',
    channel,
    to,
    ...(from === undefined ? {} : { from }),
    ...(topic === undefined ? {} : { topic }),
    ...message,
    messageKey: visitKey,
  })
  draft.messages.push({ key, ...seenBy(desk), channel, to, ...message })
  const sent = { key: visitKey, queuedAt: draft.now }
  desk.enrollment = { ...enrollment, messages: { ...enrollment.messages, [visit.step]: sent } }
  const event = ownSend(desk, action)
  if (draft.addEvent(event)) desk.events.push(event)
}

/** Our own sends are events like any other; transactional ones are marked, because pressure does not count them (fine print 134). */
function ownSend({ draft, visit, visitKey, enrollment }: Desk, action: Of<'send_message'>): ContactEvent {
  return {
    id: `sent:${visitKey}`,
    name: action.channel === 'email' ? 'email_sent' : 'sms_sent',
    occurredAt: draft.now,
    arrivedAt: draft.now,
    properties: {
      flow: enrollment.flow,
      step: visit.step,
      ...(action.topic === undefined ? {} : { topic: action.topic }),
      ...(action.isTransactional ? { transactional: true } : {}),
    },
    machine: false,
    messageKey: visitKey,
  }
}

function recordBlocked(desk: Desk, { channel, to, reason }: Of<'message_blocked'>, key: string): void {
  desk.draft.messages.push({ key, ...seenBy(desk), channel, to, subject: '', text: '', blocked: reason })
}

function notify(desk: Desk, { to, message }: Of<'notify'>, key: string): void {
  desk.draft.effects.push({ key, ...originOf(desk), type: 'notify', to, ...message })
  desk.draft.messages.push({ key, ...seenBy(desk), channel: 'notify', to, ...message })
}

function callWebhook(desk: Desk, action: Of<'call_webhook'>, key: string): void {
  desk.draft.effects.push({ key, ...originOf(desk), ...action, seq: desk.visit.seq })
}

function openTask(desk: Desk, { type: _, ...task }: Of<'open_task'>): void {
  const { enrollmentId, flow, step, at: openedAt } = seenBy(desk)
  desk.draft.putTask({ id: desk.visitKey, enrollmentId, flow, step, openedAt, ...task })
}

function openHandoff(desk: Desk, { type: _, ...handoff }: Of<'open_handoff'>): void {
  const { enrollmentId, flow, step, at: openedAt } = seenBy(desk)
  desk.draft.putHandoff({ id: desk.visitKey, enrollmentId, flow, step, openedAt, ...handoff })
}

function changeContact(desk: Desk, { change }: Of<'change_contact'>): void {
  const { draft, visit, enrollment } = desk
  const { stage } = draft.contact
  if (draft.change(change, { step: visit.step, enrollmentId: enrollment.id })) desk.isChange = true
  if (draft.contact.stage !== stage) draft.reactions.push({ type: 'stage', becomes: draft.contact.stage })
}

function addScore(desk: Desk, { fit, engagement, reason }: Of<'add_score'>): void {
  const row = { at: desk.draft.now, source: 'step', reason }
  if (fit !== 0) desk.draft.addRows([{ axis: 'fit', points: fit, ...row }])
  if (engagement !== 0) desk.draft.addRows([{ axis: 'engagement', points: engagement, ...row }])
  desk.isChange ||= fit !== 0 || engagement !== 0
}

function reachGoal({ draft, visit, enrollment }: Desk, { name, value }: Of<'reach_goal'>): void {
  const reached = { enrollmentId: enrollment.id, seq: visit.seq, step: visit.step, name, at: draft.now }
  draft.goals.push(value === undefined ? reached : { ...reached, value })
}
