import type { ContactRowValues } from '../rows/contact-rows.ts'
import type { ContactHandle } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'

export interface ContactWriter {
  /** Inside a transaction. Due at `now`: its first turn. Throws a constraint error when the id or the address is taken. */
  insert(row: ContactRowValues, now: number): ContactHandle
  /** Inside a transaction. */
  update(handle: ContactHandle, row: ContactRowValues): void
}

/** Keeps the narrow row, the document and the clock of a contact together. */
export function openContactWriter(database: SqliteDatabase): ContactWriter {
  const insertContact = database.sql<[string, string | null, string, string, string, number], { ref: ContactHandle }>(
    `INSERT INTO contacts (id, email_key, name_key, search, stage, created_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING ref`,
  )
  const insertDoc = database.sql<[number, string]>('INSERT INTO contact_docs (contact_ref, doc) VALUES (?, ?)')
  const insertClock = database.sql<[number, number, number]>(
    `INSERT INTO contact_clock
       (contact_ref, revision, due_at, pending, next_ordinal, fit, engagement, last_activity_at, faults)
     VALUES (?, 0, ?, 0, 1, 0, 0, ?, 0)`,
  )
  const narrow = database.sql<[number], { email_key: string | null; name_key: string; search: string; stage: string }>(
    'SELECT email_key, name_key, search, stage FROM contacts WHERE ref = ?',
  )
  const updateDoc = database.sql<[string, number]>('UPDATE contact_docs SET doc = ? WHERE contact_ref = ?')
  const updateContact = database.sql<[string | null, string, string, string, number]>(
    'UPDATE contacts SET email_key = ?, name_key = ?, search = ?, stage = ? WHERE ref = ?',
  )
  const ownerOf = database.sql<[string], { ref: ContactHandle }>('SELECT ref FROM contacts WHERE email_key = ?')

  /** The address this contact is found by: none if another contact is found by it already. */
  function freeKey(emailKey: string | undefined, handle: ContactHandle): string | null {
    if (emailKey === undefined) return null
    const owner = ownerOf.get(emailKey)
    return owner && owner.ref !== handle ? null : emailKey
  }

  return {
    insert({ id, emailKey, nameKey, search, stage, createdAt, doc }, now) {
      const row = insertContact.get(id, emailKey ?? null, nameKey, search, stage, createdAt)
      if (!row) throw new RangeError(`The contact ${id} was not written.`)
      insertDoc.run(row.ref, doc)
      insertClock.run(row.ref, now, createdAt)
      return row.ref
    },
    update(handle, { emailKey, nameKey, search, stage, doc }) {
      updateDoc.run(doc, handle)
      const before = narrow.get(handle)
      if (!before) return
      const isSameEmail = before.email_key === (emailKey ?? null)
      if (isSameEmail && before.name_key === nameKey && before.search === search && before.stage === stage) return
      updateContact.run(isSameEmail ? before.email_key : freeKey(emailKey, handle), nameKey, search, stage, handle)
    },
  }
}
