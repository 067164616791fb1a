import { keyFromName } from '../key-from-name.ts'
import { patch } from '../patch.ts'
import type { StepOf } from '../step-view.ts'

type Listen = StepOf<'listen'>
export type ListenEntry = Listen['for'][number]

/** What a way out is called as long as nobody gave it a name: after what happened. */
const usual: Readonly<Record<string, string>> = {
  email_opened: 'opened',
  email_clicked: 'clicked',
  email_bounced: 'bounced',
  sms_replied: 'answered',
  page_viewed: 'viewed',
  form_submitted: 'submitted',
  unsubscribed: 'unsubscribed',
}

const RESERVED = 'timeout'

function outletFor(event: string | undefined, taken: readonly string[]): string {
  const wish = event === undefined ? 'condition' : (usual[event] ?? event)
  return keyFromName(wish, [...taken, RESERVED], 'event')
}

function othersOf(step: Listen, index: number): string[] {
  return step.for.flatMap((entry, at) => (at === index ? [] : [entry.outlet]))
}

export function newEntry(step: Listen): ListenEntry {
  return { outlet: outletFor('email_clicked', othersOf(step, -1)), event: 'email_clicked' }
}

/** Another event for an entry; its way out is renamed with it, unless somebody gave it a name of its own. */
export function withEvent(step: Listen, index: number, event: string): ListenEntry {
  const entry = step.for[index] ?? newEntry(step)
  const others = othersOf(step, index)
  const isOwnName = entry.outlet !== outletFor(entry.event, others)
  return patch(entry, { event, when: undefined, outlet: isOwnName ? entry.outlet : outletFor(event, others) })
}

/** The entry waiting for an event, or for a condition. */
export function withWhat(step: Listen, index: number, what: 'event' | 'when'): ListenEntry {
  const entry = step.for[index] ?? newEntry(step)
  if (what === 'event') return withEvent(step, index, 'email_clicked')
  const others = othersOf(step, index)
  const isOwnName = entry.outlet !== outletFor(entry.event, others)
  return patch(entry, {
    event: undefined,
    of: undefined,
    where: undefined,
    when: { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] },
    outlet: isOwnName ? entry.outlet : outletFor(undefined, others),
  })
}
