import { InvariantError } from '@couveuse/shared/contract/problem'
import type { MessageRecord, TurnWrites } from '@couveuse/shared/engine/state'
import { tailOf } from '../keys.ts'
import type { ContactHandle } from '../turns.ts'
import type { Dictionary } from './dictionary.ts'
import { bodyOf, laneNumber, laneOfEffect, payloadOf, stateNumber } from './outbox-codec.ts'
import type { Row } from './row.ts'

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
  const outbox: Row[] = []
  const bodies: Row[] = []
  let told = 0
  /** Ids tell the order of writing, so what was blocked keeps its place among what was sent. */
  function tellBlocked(until: number): void {
    for (const record of messages.slice(told, until)) {
      const id = nextId()
      outbox.push(blockedEntry(id, handle, contactId, record, context))
      bodies.push([id, record.to, record.subject, record.text, record.html ?? null])
    }
    told = until
  }
  for (const effect of effects) {
    const place = messages.findIndex(({ key }, index) => index >= told && key === effect.key)
    if (place >= 0) {
      tellBlocked(place)
      told = place + 1
    }
    const id = nextId()
    const queuedAt = messages[place]?.at ?? now
    outbox.push([
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
      payloadOf(effect),
    ])
    const body = bodyOf(effect)
    if (body) bodies.push([id, body.to, body.subject, body.text, body.html ?? null])
  }
  tellBlocked(messages.length)
  return { outbox, message_bodies: bodies }
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
