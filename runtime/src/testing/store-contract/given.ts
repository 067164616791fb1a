import type { Effect } from '@couveuse/shared/contract/effect'
import type { Enrollment, MessageRecord } from '@couveuse/shared/engine/state'
import { DAY, HOUR, MONDAY } from '../store-fixture.ts'

// Things of ada's first enrollment, each with every optional part that matters where it is used.

const ORIGIN = { contactId: 'ada', enrollmentId: 'ada.1', flow: 'nurture' }

export const MAIL: Effect = {
  ...{ key: 'ada.1:2:1', ...ORIGIN, step: 'welcome', type: 'send_message', channel: 'email' },
  ...{
    to: 'ada@example.com',
    from: 'eve@example.com',
    topic: 'news',
    subject: 'Hi Ada',
    text: 'Hello',
    html: '<p>Hello</p>',
  },
  messageKey: 'ada.1:2',
}
export const TEXT: Effect = {
  ...{ key: 'ada.1:3:1', ...ORIGIN, step: 'remind', type: 'send_message', channel: 'sms' },
  ...{ to: '+33612345678', subject: '', text: 'Hello', messageKey: 'ada.1:3' },
}
export const NOTICE: Effect = {
  ...{ key: 'ada.1:4:1', ...ORIGIN, step: 'tell', type: 'notify', to: 'eve@example.com', subject: 'Hot', text: 'Hot' },
}
export const HOOK: Effect = {
  ...{ key: 'ada.1:5:1', ...ORIGIN, step: 'hook', type: 'call_webhook', url: 'https://example.com/', method: 'POST' },
  ...{ headers: { 'X-Key': '1' }, body: '{"a":1}', timeout: 'PT10S', seq: 5 },
}
export const BLOCKED: MessageRecord = {
  ...{ key: 'ada.1:6:1', enrollmentId: 'ada.1', flow: 'nurture', at: MONDAY, step: 'again', channel: 'email' },
  ...{ to: 'ada@example.com', subject: '', text: '', blocked: 'consent' },
}

export function recordOf(effect: Effect, at = MONDAY): MessageRecord[] {
  if (effect.type === 'call_webhook') return []
  const { key, enrollmentId, flow, step, to, subject, text, html } = effect
  const channel = effect.type === 'notify' ? 'notify' : effect.channel
  return [{ key, enrollmentId, flow, at, step, channel, to, subject, text, ...(html !== undefined && { html }) }]
}

export const VISIT = { step: 'pause', kind: 'wait', enteredAt: MONDAY, leftAt: MONDAY + HOUR, outlet: 'done' }

export const ENDED: Partial<Enrollment> = {
  ...{ status: 'ended', reason: 'end_of_path', step: null, rest: null },
  endedAt: MONDAY + HOUR,
}

export const HANDOFF = {
  ...{ flow: 'nurture', step: 'sell', team: 'emea', priority: 'normal' as const, brief: 'Hot lead' },
  ...{ openedAt: MONDAY, acceptBy: MONDAY + 4 * HOUR },
}

export const TASK = {
  ...{ flow: 'nurture', step: 'call', channel: 'call' as const, title: 'Call her', assignee: 'ana' },
  ...{ openedAt: MONDAY, dueAt: MONDAY + 2 * DAY },
}
