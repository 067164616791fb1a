import { openContactIds } from '../contact-id.ts'
import type { ContactStore, CreateOutcome } from '../contacts.ts'
import { foldEmail } from '../folding.ts'
import { contactRow } from '../rows/contact-rows.ts'
import { listContacts } from './contact-list.ts'
import { contactReader } from './contact-reader.ts'
import { insertContacts } from './contact-writer.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { eraseContact } from './erase-contact.ts'
import { isUniqueViolation } from './errors.ts'
import { carryOutImport, planImport } from './import-contacts.ts'
import { sql } from './sql.ts'

const COUNT = sql<[], { n: number }>('SELECT count(*) AS n FROM contacts')
/** Somebody else may make the same contact meanwhile: then it is known, and decided about again. */
const TRIES = 3

export function openContactStore(database: PostgresDatabase, dictionary: SharedDictionary): ContactStore {
  const { read, write } = database
  const newId = openContactIds()

  async function again<T>(work: (session: Session) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await write(work)
      } catch (error) {
        if (tries >= TRIES || !isUniqueViolation(error)) throw error
      }
    }
  }

  return {
    get: (id) => read(async (session) => (await contactReader.byId(session, id))?.row),
    getMany: (ids) =>
      read(async (session) => {
        const found = await contactReader.byIds(session, ids)
        return new Map([...found].map(([id, { row }]) => [id, row]))
      }),
    findByEmail: (email) =>
      read(async (session) => {
        const emailKey = foldEmail(email)
        return emailKey === undefined ? undefined : (await contactReader.byEmailKey(session, emailKey))?.row
      }),
    list: (request) => read((session) => listContacts(session, request)),
    count: () => read(async (session) => (await session.get(COUNT))?.n ?? 0),
    create: (given, now) =>
      again(async (session): Promise<CreateOutcome> => {
        const byId = given.id === undefined ? undefined : await contactReader.byId(session, given.id)
        if (byId) return { type: 'exists', contactId: byId.row.contact.id, by: 'id' }
        const emailKey = foldEmail(given.fields.email)
        const byEmail = emailKey === undefined ? undefined : await contactReader.byEmailKey(session, emailKey)
        if (byEmail) return { type: 'exists', contactId: byEmail.row.contact.id, by: 'email' }
        const contact = { ...given, id: given.id ?? newId(now) }
        await insertContacts(session, [contactRow(contact)], now)
        return { type: 'created', contactId: contact.id }
      }),
    import: (rows, now) =>
      again(async (session) => {
        const plan = await planImport(session, rows, now, () => newId(now))
        await carryOutImport(session, plan, now)
        return plan.outcomes
      }),
    previewImport: (rows) => read(async (session) => (await planImport(session, rows, 0, () => newId(0))).outcomes),
    delete: (id) =>
      write(async (session) => {
        const handle = await contactReader.handleOf(session, id)
        return handle === null ? false : eraseContact(session, handle, dictionary)
      }),
  }
}
