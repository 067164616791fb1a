import type { Cause } from '@couveuse/shared/engine/cause'
import { foldEmail } from '../folding.ts'
import type { Arrival, ArrivalOutcome, ContactKey, InboxStore } from '../inbox.ts'
import type { ContactHandle } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'

/** Puts arrivals into the inbox inside somebody's transaction. */
export interface Receiver {
  receive(arrival: Arrival, now: number): ArrivalOutcome
  /** For a contact whose handle is known; false = a duplicate. */
  receiveFor(handle: ContactHandle, arrival: Omit<Arrival, 'contact'>, now: number): boolean
}

interface Found {
  readonly ref: ContactHandle
  readonly id: string
}

export function openReceiver({ sql }: SqliteDatabase): Receiver {
  const byId = sql<[string], Found>('SELECT ref, id FROM contacts WHERE id = ?')
  const byEmail = sql<[string], Found>('SELECT ref, id FROM contacts WHERE email_key = ?')
  const isRecorded = sql<[number, string], 1>('SELECT 1 FROM events WHERE contact_ref = ? AND id = ?').pluck()
  const insert = sql<[number, string | null, number, number | null, string]>(
    `INSERT INTO inbox (contact_ref, arrival_key, received_at, not_before, cause) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (contact_ref, arrival_key) DO NOTHING`,
  )
  const ring = sql<[number, number, number]>(
    `UPDATE contact_clock SET pending = pending + 1,
       due_at = CASE WHEN due_at IS NULL OR due_at > ? THEN ? ELSE due_at END
     WHERE contact_ref = ?`,
  )

  const find = (contact: ContactKey): Found | undefined => {
    if ('id' in contact) return byId.get(contact.id)
    const email = foldEmail(contact.email)
    return email === undefined ? undefined : byEmail.get(email)
  }

  const receiver: Receiver = {
    receive({ contact, ...arrival }, now) {
      const found = find(contact)
      if (!found) return { type: 'unknown_contact' }
      const isNew = receiver.receiveFor(found.ref, arrival, now)
      return { type: isNew ? 'accepted' : 'duplicate', contactId: found.id }
    },
    receiveFor(handle, { cause, key, notBefore }, now) {
      if (cause.type === 'event' && isRecorded.get(handle, cause.event.id)) return false
      const at = notBefore !== undefined && notBefore > now ? notBefore : now
      const arrivalKey = keyOf(cause, key)
      if (insert.run(handle, arrivalKey, now, at > now ? at : null, JSON.stringify(cause)).changes === 0) return false
      ring.run(at, at, handle)
      return true
    },
  }
  return receiver
}

/** Events and callers number their things apart. */
function keyOf(cause: Cause, key: string | undefined): string | null {
  if (cause.type === 'event') return `e${cause.event.id}`
  return key === undefined ? null : `k${key}`
}

export function openInboxStore({ sql, read, write }: SqliteDatabase, receiver: Receiver): InboxStore {
  const depth = sql<[], number>('SELECT count(*) FROM inbox').pluck()
  return {
    receive: (arrivals, now) => write(() => arrivals.map((arrival) => receiver.receive(arrival, now))),
    depth: () => read(() => depth.get() ?? 0),
  }
}
