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

/** Writes what a step asked for into the draft: records, effects, changes, ledger rows. Decides nothing. */
export function applyActions(draft: TurnDraft, before: Enrollment, visit: Visit, actions: readonly Action[]): Applied {
  let enrollment = before
  let isChange = false
  const events: ContactEvent[] = []
  const visitKey = `${enrollment.id}:${visit.seq}`
  const origin = { contactId: draft.contact.id, enrollmentId: enrollment.id, flow: enrollment.flow, step: visit.step }
  const seen = { enrollmentId: enrollment.id, flow: enrollment.flow, at: draft.now, step: visit.step }
  const by = { step: visit.step, enrollmentId: enrollment.id }

  actions.forEach((action, index) => {
    const key = `${visitKey}:${index + 1}`
    switch (action.type) {
      case 'send_message': {
        const { channel, to, message } = action
        draft.effects.push({
          key,
          ...origin,
          type: 'send_message',
          channel,
          to,
          ...(action.from === undefined ? {} : { from: action.from }),
          ...(action.topic === undefined ? {} : { topic: action.topic }),
          ...message,
          messageKey: visitKey,
        })
        draft.messages.push({ key, ...seen, channel, to, ...message })
        enrollment = {
          ...enrollment,
          messages: { ...enrollment.messages, [visit.step]: { key: visitKey, queuedAt: draft.now } },
        }
        const sent = ownSend(draft, enrollment, visit, action)
        if (draft.addEvent(sent)) events.push(sent)
        break
      }
      case 'message_blocked':
        draft.messages.push({
          key,
          ...seen,
          channel: action.channel,
          to: action.to,
          subject: '',
          text: '',
          blocked: action.reason,
        })
        break
      case 'notify':
        draft.effects.push({ key, ...origin, type: 'notify', to: action.to, ...action.message })
        draft.messages.push({ key, ...seen, channel: 'notify', to: action.to, ...action.message })
        break
      case 'call_webhook': {
        const { type, ...call } = action
        draft.effects.push({ key, ...origin, type, ...call, seq: visit.seq })
        break
      }
      case 'open_task': {
        const { type: _, ...task } = action
        draft.putTask({
          id: visitKey,
          enrollmentId: enrollment.id,
          flow: enrollment.flow,
          step: visit.step,
          openedAt: draft.now,
          ...task,
        })
        break
      }
      case 'open_handoff': {
        const { type: _, ...handoff } = action
        draft.putHandoff({
          id: visitKey,
          enrollmentId: enrollment.id,
          flow: enrollment.flow,
          step: visit.step,
          openedAt: draft.now,
          ...handoff,
        })
        break
      }
      case 'change_contact': {
        const stageBefore = draft.contact.stage
        if (draft.change(action.change, by)) isChange = true
        if (draft.contact.stage !== stageBefore) draft.reactions.push({ type: 'stage', becomes: draft.contact.stage })
        break
      }
      case 'add_score': {
        const row = { at: draft.now, source: 'step', reason: action.reason }
        if (action.fit !== 0) draft.addRows([{ axis: 'fit', points: action.fit, ...row }])
        if (action.engagement !== 0) draft.addRows([{ axis: 'engagement', points: action.engagement, ...row }])
        isChange ||= action.fit !== 0 || action.engagement !== 0
        break
      }
      case 'set_var':
        enrollment = { ...enrollment, vars: { ...enrollment.vars, [action.name]: action.value } }
        break
      case 'reach_goal':
        draft.goals.push({
          enrollmentId: enrollment.id,
          seq: visit.seq,
          step: visit.step,
          name: action.name,
          at: draft.now,
          ...(action.value === undefined ? {} : { value: action.value }),
        })
        break
    }
  })
  return { enrollment, isChange, events }
}

/** Our own sends are events like any other; transactional ones are marked, because pressure does not count them (fine print 134). */
function ownSend(
  draft: TurnDraft,
  enrollment: Enrollment,
  visit: Visit,
  action: Action & { type: 'send_message' },
): ContactEvent {
  const messageKey = `${enrollment.id}:${visit.seq}`
  return {
    id: `sent:${messageKey}`,
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
    messageKey,
  }
}
