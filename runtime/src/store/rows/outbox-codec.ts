import type { Effect } from '@couveuse/shared/contract/effect'
import { OUTBOX_LANES, OUTBOX_STATES, type OutboxLane, type OutboxState } from '../outbox.ts'

export const laneNumber = (lane: OutboxLane): number => OUTBOX_LANES.indexOf(lane)
export const stateNumber = (state: OutboxState): number => OUTBOX_STATES.indexOf(state)

/** As the partial index over what waits for an answer or a decision says it: a query must say the same to use it. */
export const IS_UNSETTLED = 'state IN (1, 4, 5, 6)'

export function laneOf(number: number): OutboxLane {
  const lane = OUTBOX_LANES[number]
  if (!lane) throw new RangeError(`No outbox lane has the number ${number}.`)
  return lane
}
export function stateOf(number: number): OutboxState {
  const state = OUTBOX_STATES[number]
  if (!state) throw new RangeError(`No outbox state has the number ${number}.`)
  return state
}

/** What a message says; written once. */
export interface MessageBody {
  readonly to: string
  readonly subject: string
  /** null = made from `html` when somebody reads it */
  readonly text: string | null
  readonly html?: string
}

export function laneOfEffect(effect: Effect): OutboxLane {
  if (effect.type === 'send_message') return effect.channel
  return effect.type === 'notify' ? 'notify' : 'webhook'
}

/** What a message says, undefined for a webhook. */
export const bodyOf = (effect: Effect): MessageBody | undefined => (effect.type === 'call_webhook' ? undefined : effect)

/** What of an effect neither the columns nor the body say; null = nothing. */
export function payloadOf(effect: Effect): string | null {
  switch (effect.type) {
    case 'notify':
      return null
    case 'send_message': {
      const { from, topic, messageKey } = effect
      const isUsual = from === undefined && topic === undefined && messageKey === visitOf(effect.key)
      return isUsual ? null : JSON.stringify({ from, topic, messageKey })
    }
    case 'call_webhook': {
      const { type, url, method, headers, body, timeout, seq } = effect
      return JSON.stringify({ type, url, method, headers, body, timeout, seq })
    }
  }
}

/** Columns an effect is put together from again. */
export interface StoredEffect {
  readonly key: string
  readonly contactId: string
  readonly flow: string
  readonly step: string
  readonly lane: OutboxLane
  readonly payload: string | null
  readonly body: MessageBody | undefined
}

export function joinEffect({ key, contactId, flow, step, lane, payload, body }: StoredEffect): Effect {
  const visit = visitOf(key)
  const enrollmentId = visit.slice(0, visit.lastIndexOf(':'))
  const origin = { key, contactId, enrollmentId, flow, step }
  const stored = payload === null ? {} : JSON.parse(payload)
  if (lane === 'webhook') return { ...origin, ...stored }
  if (!body) throw new RangeError(`The message ${key} has lost its body.`)
  if (lane === 'notify') return { ...origin, type: 'notify', ...body }
  return { ...origin, type: 'send_message', channel: lane, messageKey: visit, ...stored, ...body }
}

/** `<enrollment>:<seq>:<n>` -> `<enrollment>:<seq>` */
const visitOf = (key: string): string => key.slice(0, key.lastIndexOf(':'))
