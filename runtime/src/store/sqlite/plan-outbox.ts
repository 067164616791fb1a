import { InvariantError } from '@couveuse/shared/contract/problem'
import type { MessageRecord, TurnWrites } from '@couveuse/shared/engine/state'
import { tailOf } from '../keys.ts'
import type { ContactHandle } from '../turns.ts'
import type { Row } from './database.ts'
import type { Dictionary } from './enrollment-codec.ts'
import { laneNumber, laneOfEffect, splitEffect, stateNumber } from './outbox-codec.ts'

export interface OutboxRows {
  readonly outbox: readonly Row[]
  readonly message_bodies: readonly Row[]
}
const NOTHING: OutboxRows = { outbox: [], message_bodies: [] }
const QUEUED = stateNumber('queued')
const BLOCKED = stateNumber('blocked')

/** Every effect, with the record of it as people see it, and every message that was blocked. */
export function planOutbox(
  handle: ContactHandle,
  contactId: string,
  { effects, messages }: TurnWrites,
  context: Dictionary & { now: number; nextId(): number },
): OutboxRows {
  if (effects.length === 0 && messages.length === 0) return NOTHING
  const { words, flows, now, nextId } = context
  const entries: Row[] = []
  const bodies: Row[] = []
  const records = new Map(messages.map((record) => [record.key, record]))
  for (const effect of effects) {
    const record = records.get(effect.key)
    records.delete(effect.key)
    const { body, payload } = splitEffect(effect)
    const id = nextId()
    const queuedAt = record?.at ?? now
    entries.push([
      id,
      handle,
      tailOf(contactId, effect.key),
      laneNumber(laneOfEffect(effect)),
      QUEUED,
      flows.idOf(effect.flow),
      words.idOf(effect.step),
      queuedAt,
      0,
      queuedAt,
      null,
      payload,
    ])
    if (body) bodies.push([id, body.to, body.subject, body.text, body.html ?? null])
  }
  for (const record of records.values()) {
    const id = nextId()
    entries.push(blockedEntry(id, handle, contactId, record, context))
    bodies.push([id, record.to, record.subject, record.text, record.html ?? null])
  }
  return { outbox: entries, message_bodies: bodies }
}

function blockedEntry(
  id: number,
  handle: ContactHandle,
  contactId: string,
  record: MessageRecord,
  { words, flows }: Dictionary,
): Row {
  if (record.blocked === undefined)
    throw new InvariantError(`The message ${record.key} was neither blocked nor handed to the outbox.`)
  return [
    id,
    handle,
    tailOf(contactId, record.key),
    laneNumber(record.channel),
    BLOCKED,
    flows.idOf(record.flow),
    words.idOf(record.step),
    record.at,
    0,
    null,
    record.blocked,
    null,
  ]
}
