import type { BlockReason } from '@couveuse/shared/contract/words'
import type { MessageRecord } from '@couveuse/shared/engine/state'
import { keyOf, ordinalOf } from '../keys.ts'
import type { MessageRow } from '../messages.ts'
import type { Dictionary } from './dictionary.ts'
import { laneOf, stateOf } from './outbox-codec.ts'

/** Columns of a message beside its body, of `outbox` o and `message_bodies` b. */
export const MESSAGE_COLUMNS = [
  'outbox.id',
  'outbox.contact_ref',
  'outbox.tail',
  'outbox.lane',
  'outbox.state',
  'outbox.flow',
  'outbox.step',
  'outbox.queued_at',
  'outbox.attempts',
  'outbox.next_attempt_at',
  'outbox.sent_at',
  'outbox.provider_id',
  'outbox.error',
  'outbox.blocked',
  'message_bodies.recipient',
  'message_bodies.subject',
] as const

export interface MessageColumns {
  readonly id: number
  readonly tail: string
  readonly lane: number
  readonly state: number
  readonly flow: number
  readonly step: number
  readonly queued_at: number
  readonly attempts: number
  readonly next_attempt_at: number | null
  readonly sent_at: number | null
  readonly provider_id: string | null
  readonly error: string | null
  readonly blocked: string | null
  readonly recipient: string
  readonly subject: string
}

export function decodeMessage(contactId: string, row: MessageColumns, { words, flows }: Dictionary): MessageRow {
  const state = stateOf(row.state)
  return {
    outboxId: row.id,
    contactId,
    record: {
      key: keyOf(contactId, row.tail),
      enrollmentId: keyOf(contactId, ordinalOf(row.tail)),
      flow: flows.keyOf(row.flow),
      at: row.queued_at,
      step: words.wordOf(row.step),
      channel: channelOf(row.lane),
      to: row.recipient,
      subject: row.subject,
      ...(isBlockReason(row.blocked) && { blocked: row.blocked }),
    },
    state,
    attempts: row.attempts,
    nextAttemptAt: row.attempts > 0 ? row.next_attempt_at : null,
    sentAt: row.sent_at,
    providerId: row.provider_id,
    error: row.error,
  }
}

function channelOf(lane: number): MessageRecord['channel'] {
  const channel = laneOf(lane)
  if (channel === 'webhook') throw new RangeError('A webhook is no message.')
  return channel
}

const isBlockReason = (text: string | null): text is BlockReason => text !== null
