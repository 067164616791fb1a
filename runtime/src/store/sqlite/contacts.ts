import { openContactIds } from '../contact-id.ts'
import type { ContactStore } from '../contacts.ts'
import { foldEmail } from '../folding.ts'
import { contactRow } from '../rows/contact-rows.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { importRow } from '../rows/import-row.ts'
import { listContacts } from './contact-list.ts'
import type { ContactReader } from './contact-reader.ts'
import type { ContactWriter } from './contact-writer.ts'
import type { SqliteDatabase } from './database.ts'
import { openEraser } from './erase-contact.ts'
import type { Receiver } from './inbox.ts'
import { openQueryRunner } from './query.ts'

export interface ContactParts {
  readonly reader: ContactReader
  readonly writer: ContactWriter
  readonly receiver: Receiver
  readonly dictionary: Dictionary
}

export function openContactStore(
  database: SqliteDatabase,
  { reader, writer, receiver, dictionary }: ContactParts,
): ContactStore {
  const { sql, read, write, rehearse } = database
  const run = openQueryRunner(database)
  const erase = openEraser(database, dictionary)
  const count = sql<[], number>('SELECT count(*) FROM contacts').pluck()
  const newId = openContactIds()
  const targetAt = (now: number) => ({ reader, writer, receiver, newId: () => newId(now) })

  return {
    get: (id) => read(() => reader.byId(id)?.row),
    getMany: (ids) => read(() => reader.byIds(ids)),
    findByEmail: (email) =>
      read(() => {
        const emailKey = foldEmail(email)
        return emailKey === undefined ? undefined : reader.byEmailKey(emailKey)?.row
      }),
    list: (request) => read(() => listContacts(request, run, reader)),
    count: () => read(() => count.get() ?? 0),
    create: (given, now) =>
      write(() => {
        const byId = given.id === undefined ? undefined : reader.byId(given.id)
        if (byId) return { type: 'exists', contactId: byId.row.contact.id, by: 'id' }
        const emailKey = foldEmail(given.fields.email)
        const byEmail = emailKey === undefined ? undefined : reader.byEmailKey(emailKey)
        if (byEmail) return { type: 'exists', contactId: byEmail.row.contact.id, by: 'email' }
        const contact = { ...given, id: given.id ?? newId(now) }
        writer.insert(contactRow(contact), now)
        return { type: 'created', contactId: contact.id }
      }),
    import: (rows, now) => write(() => rows.map((row) => importRow(row, now, targetAt(now)))),
    previewImport: (rows) => rehearse(() => rows.map((row) => importRow(row, 0, targetAt(0)))),
    delete: (id) =>
      write(() => {
        const found = reader.byId(id)
        if (found) erase(found.handle)
        return found !== undefined
      }),
  }
}
