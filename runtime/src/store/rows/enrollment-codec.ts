import type { Because } from '@couveuse/shared/conditions/because'
import type { Json, JsonObject } from '@couveuse/shared/contract/json'
import { ENROLLMENT_STATUSES } from '@couveuse/shared/contract/words'
import type { Enrollment, Entry, Held, Rest } from '@couveuse/shared/engine/state'
import { keyOf } from '../keys.ts'
import type { Dictionary, WordList } from './dictionary.ts'

/** Columns of `enrollments`, in this order. `state` is NULL for what is final unless it was asked for. */
export type EnrollmentRow = [
  ordinal: number,
  flow: number,
  version: number,
  status: number,
  reason: number | null,
  step: number | null,
  seq: number,
  enteredAt: number,
  restAt: number | null,
  wakeAt: number | null,
  endedAt: number | null,
  entryTrigger: number,
  journalHead: number | null,
  state: string | null,
  /** of its contact in the list that was asked for */
  place?: number,
]
export const ENROLLMENT_COLUMNS = [
  'ordinal',
  'flow',
  'version',
  'status',
  'reason',
  'step',
  'seq',
  'entered_at',
  'rest_at',
  'wake_at',
  'ended_at',
  'entry_trigger',
  'journal_head',
  'state',
] as const

/** The rest of an enrollment; a key is absent where its value is empty. */
interface StoredState {
  /** visits: a word visited once, or [word, times] */
  v?: readonly (number | readonly [number, number])[]
  x?: Readonly<Record<string, Json>>
  /** entry: event, its id, its properties; trailing empties left out */
  e?: readonly (string | JsonObject | null)[]
  /** messages: step, key after `<enrollment>:` (or whole, behind `=`), queued after entering */
  m?: readonly (readonly [number, string, number])[]
  y?: JsonObject
  h?: Held
  r?: true
  l?: string
  b?: Because
  /** moves: after entering, version it left, first visit in the next */
  g?: readonly (readonly [number, number, number])[]
}

export const statusNumber = (status: Enrollment['status']): number => ENROLLMENT_STATUSES.indexOf(status)

export function statusOf(number: number): Enrollment['status'] {
  const status = ENROLLMENT_STATUSES[number]
  if (status === undefined) throw new RangeError(`No enrollment status has the number ${number}.`)
  return status
}
/** Last of the statuses that count as open. */
export const LAST_OPEN_STATUS = ENROLLMENT_STATUSES.indexOf('failed')

export function encodeState(enrollment: Enrollment, words: WordList): string | null {
  const { vars, entry, rest } = enrollment
  const state: StoredState = {}
  const visits = encodeVisits(enrollment, words)
  if (visits.length > 0) state.v = visits
  if (!isEmpty(vars)) state.x = vars
  if (!isEmpty(entry.properties)) state.e = [entry.event ?? null, entry.eventId ?? null, entry.properties]
  else if (entry.eventId !== undefined) state.e = [entry.event ?? null, entry.eventId]
  else if (entry.event !== undefined) state.e = [entry.event]
  const messages = encodeMessages(enrollment, words)
  if (messages.length > 0) state.m = messages
  if (rest && !isEmpty(rest.memory)) state.y = rest.memory
  if (rest?.held) state.h = rest.held
  if (rest?.isReleased) state.r = true
  if (enrollment.failure !== undefined) state.l = enrollment.failure
  if (enrollment.because) state.b = enrollment.because
  if (enrollment.moves)
    state.g = enrollment.moves.map(({ at, version, seq }) => [at - enrollment.enteredAt, version, seq])
  return isEmpty(state) ? null : JSON.stringify(state)
}

function encodeVisits({ visits }: Enrollment, words: WordList): NonNullable<StoredState['v']> {
  const stored: (number | readonly [number, number])[] = []
  for (const step in visits) {
    const times = visits[step] ?? 0
    stored.push(times === 1 ? words.idOf(step) : [words.idOf(step), times])
  }
  return stored
}

function encodeMessages({ id, messages, enteredAt }: Enrollment, words: WordList): NonNullable<StoredState['m']> {
  const stored: (readonly [number, string, number])[] = []
  for (const step in messages) {
    const message = messages[step]
    if (message) stored.push([words.idOf(step), shorten(id, message.key), message.queuedAt - enteredAt])
  }
  return stored
}

/** Made key by key: a spread per optional key costs more than all the rest of a load. */
type Growing<T> = { -readonly [Key in keyof T]: T[Key] }

export function decodeEnrollment(contactId: string, row: EnrollmentRow, { words, flows }: Dictionary): Enrollment {
  const [ordinal, flow, version, status, reason, step, seq, enteredAt, restAt, wakeAt, endedAt, entryTrigger, , text] =
    row
  const state: StoredState = text === null ? {} : JSON.parse(text)
  const id = keyOf(contactId, ordinal)
  const enrollment: Growing<Enrollment> = {
    id,
    ordinal,
    contactId,
    flow: flows.keyOf(flow),
    version,
    status: statusOf(status),
    reason: reason === null ? null : words.wordOf(reason),
    step: step === null ? null : words.wordOf(step),
    rest: restAt === null ? null : decodeRest(restAt, wakeAt, state),
    seq,
    visits: decodeVisits(state.v, words),
    vars: state.x ?? {},
    entry: decodeEntry(words.wordOf(entryTrigger), state.e),
    enteredAt,
    messages: decodeMessages(id, enteredAt, state.m, words),
  }
  if (state.l !== undefined) enrollment.failure = state.l
  if (endedAt !== null) enrollment.endedAt = endedAt
  if (state.b) enrollment.because = state.b
  if (state.g) enrollment.moves = state.g.map(([after, version, seq]) => ({ at: enteredAt + after, version, seq }))
  return enrollment
}

function decodeRest(enteredAt: number, wakeAt: number | null, state: StoredState): Rest {
  const rest: Growing<Rest> = { enteredAt, wakeAt, memory: state.y ?? {} }
  if (state.h) rest.held = state.h
  if (state.r) rest.isReleased = true
  return rest
}

function decodeEntry(trigger: string, [event, eventId, properties]: NonNullable<StoredState['e']> = []): Entry {
  const entry: Growing<Entry> = { trigger, properties: isObject(properties) ? properties : {} }
  if (typeof event === 'string') entry.event = event
  if (typeof eventId === 'string') entry.eventId = eventId
  return entry
}

function decodeVisits(stored: StoredState['v'], words: WordList): Record<string, number> {
  const visits: Record<string, number> = {}
  for (const one of stored ?? [])
    if (typeof one === 'number') visits[words.wordOf(one)] = 1
    else visits[words.wordOf(one[0])] = one[1]
  return visits
}

function decodeMessages(
  id: string,
  enteredAt: number,
  stored: StoredState['m'],
  words: WordList,
): Enrollment['messages'] {
  const messages: Record<string, { key: string; queuedAt: number }> = {}
  for (const [step, key, after] of stored ?? [])
    messages[words.wordOf(step)] = {
      key: key.startsWith('=') ? key.slice(1) : `${id}:${key}`,
      queuedAt: enteredAt + after,
    }
  return messages
}

const shorten = (id: string, key: string): string => (key.startsWith(`${id}:`) ? key.slice(id.length + 1) : `=${key}`)

function isEmpty(object: object): boolean {
  for (const _ in object) return false
  return true
}

const isObject = (value: string | JsonObject | null | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null
