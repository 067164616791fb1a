import type { AttributeValue, ContactEvent } from '@couveuse/shared/contact/schema'
import type { JsonObject } from '@couveuse/shared/contract/json'
import type { ChangeRecord, TurnWrites } from '@couveuse/shared/engine/state'
import type { LedgerRow } from '@couveuse/shared/scoring/schema'
import type { GoalRecord } from '../history.ts'
import { foreignKey, foreignTail, keyOf, ordinalOf, tailOf } from '../keys.ts'
import type { ContactHandle } from '../turns.ts'
import type { Dictionary } from './dictionary.ts'
import type { Row } from './row.ts'

/** Where a record belongs: whose it is, and its place among that contact's records. */
export interface Owner {
  readonly handle: ContactHandle
  readonly contactId: string
}

export function eventRow({ handle, contactId }: Owner, position: number, event: ContactEvent): Row {
  const { id, name, occurredAt, arrivedAt, machine, messageKey, properties } = event
  const text = JSON.stringify(properties)
  return [
    handle,
    id,
    position,
    name,
    occurredAt,
    arrivedAt,
    machine ? 1 : 0,
    messageKey === undefined ? null : foreignTail(contactId, messageKey),
    text === '{}' ? null : text,
  ]
}

/** Columns of `events` in the order they are decoded from. */
export const EVENT_COLUMNS = 'id, position, name, occurred_at, arrived_at, machine, message_tail, properties'
export type EventColumns = [
  id: string,
  position: number,
  name: string,
  occurredAt: number,
  arrivedAt: number,
  machine: 0 | 1,
  messageTail: string | null,
  properties: string | null,
  place?: number,
]

export function decodeEvent(contactId: string, row: EventColumns): ContactEvent {
  const [id, , name, occurredAt, arrivedAt, machine, tail, text] = row
  const properties: JsonObject = text === null ? {} : JSON.parse(text)
  const event = { id, name, occurredAt, arrivedAt, properties, machine: machine === 1 }
  return tail === null ? event : { ...event, messageKey: foreignKey(contactId, tail) }
}

export function ledgerRow({ handle, contactId }: Owner, position: number, row: LedgerRow): Row {
  const { axis, at, points, source, messageKey, reason, halfLife, expires, eventId } = row
  const detail = JSON.stringify({ reason, halfLife, expires, eventId })
  return [
    handle,
    position,
    axis === 'fit' ? 0 : 1,
    at,
    points,
    source,
    detail === '{}' ? null : detail,
    messageKey === undefined ? null : foreignTail(contactId, messageKey),
  ]
}

export const LEDGER_COLUMNS = 'axis, at, points, source, detail, message_tail'
export type LedgerColumns = [
  axis: 0 | 1,
  at: number,
  points: number,
  source: string,
  detail: string | null,
  messageTail: string | null,
  place?: number,
]

export function decodeLedgerRow(contactId: string, [axis, at, points, source, detail, tail]: LedgerColumns): LedgerRow {
  return {
    axis: axis === 0 ? 'fit' : 'engagement',
    at,
    points,
    source,
    ...(detail !== null && JSON.parse(detail)),
    ...(tail !== null && { messageKey: foreignKey(contactId, tail) }),
  }
}

export function changeRow(
  { handle, contactId }: Owner,
  position: number,
  { at, field, from, to, step, enrollmentId }: ChangeRecord,
  { words }: Dictionary,
): Row {
  return [
    handle,
    position,
    at,
    field,
    JSON.stringify(from),
    JSON.stringify(to),
    step === undefined ? null : words.idOf(step),
    enrollmentId === undefined ? null : ordinalOf(tailOf(contactId, enrollmentId)),
  ]
}

export interface ChangeColumns {
  readonly at: number
  readonly field: string
  readonly before: string
  readonly after: string
  readonly step: number | null
  readonly ordinal: number | null
}

export function decodeChange(contactId: string, row: ChangeColumns, { words }: Dictionary): ChangeRecord {
  const from: AttributeValue | null = JSON.parse(row.before)
  const to: AttributeValue | null = JSON.parse(row.after)
  return {
    at: row.at,
    field: row.field,
    from,
    to,
    ...(row.step !== null && { step: words.wordOf(row.step) }),
    ...(row.ordinal !== null && { enrollmentId: keyOf(contactId, row.ordinal) }),
  }
}

export function goalRow(
  { handle, contactId }: Owner,
  position: number,
  { enrollmentId, seq, step, name, value, at }: TurnWrites['goals'][number],
  { words }: Dictionary,
): Row {
  const ordinal = ordinalOf(tailOf(contactId, enrollmentId))
  return [handle, position, ordinal, seq, words.idOf(step), name, value ?? null, at]
}

export interface GoalColumns {
  readonly ordinal: number
  readonly seq: number
  readonly step: number
  readonly name: string
  readonly value: number | null
  readonly at: number
}

export function decodeGoal(contactId: string, row: GoalColumns, { words }: Dictionary): GoalRecord {
  return {
    enrollmentId: keyOf(contactId, row.ordinal),
    seq: row.seq,
    step: words.wordOf(row.step),
    name: row.name,
    ...(row.value !== null && { value: row.value }),
    at: row.at,
  }
}
