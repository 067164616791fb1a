import type { Contact } from '@couveuse/shared/contact/schema'
import type { ContactRow } from '../contacts.ts'
import type { ContactHandle } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'

/** Reads contacts for pages and lists. Inside somebody's `read` or `write`. */
export interface ContactReader {
  byId(id: string): FoundContact | undefined
  byEmailKey(emailKey: string): FoundContact | undefined
  byHandles(handles: readonly ContactHandle[]): ReadonlyMap<ContactHandle, ContactRow>
  byIds(ids: readonly string[]): ReadonlyMap<string, ContactRow>
}
export interface FoundContact {
  readonly handle: ContactHandle
  readonly row: ContactRow
}

interface Columns {
  readonly ref: ContactHandle
  readonly id: string
  readonly doc: string
  readonly fit: number
  readonly engagement: number
  readonly last_activity_at: number
  readonly revision: number
}

export function openContactReader({ sql }: SqliteDatabase): ContactReader {
  const select = (where: string): string =>
    `SELECT c.ref, c.id, d.doc, k.fit, k.engagement, k.last_activity_at, k.revision
     FROM contacts c JOIN contact_docs d ON d.contact_ref = c.ref JOIN contact_clock k ON k.contact_ref = c.ref
     WHERE ${where}`
  const byId = sql<[string], Columns>(select('c.id = ?'))
  const byEmail = sql<[string], Columns>(select('c.email_key = ?'))
  const byIds = sql<[string], Columns>(select('c.id IN (SELECT value FROM json_each(?))'))
  const byHandles = sql<[string], Columns>(select('c.ref IN (SELECT value FROM json_each(?))'))
  const found = (columns: Columns | undefined): FoundContact | undefined =>
    columns && { handle: columns.ref, row: decode(columns) }
  return {
    byId: (id) => found(byId.get(id)),
    byEmailKey: (emailKey) => found(byEmail.get(emailKey)),
    byHandles: (handles) =>
      new Map(byHandles.all(JSON.stringify(handles)).map((columns) => [columns.ref, decode(columns)])),
    byIds: (ids) => new Map(byIds.all(JSON.stringify(ids)).map((columns) => [columns.id, decode(columns)])),
  }
}

function decode({ doc, fit, engagement, last_activity_at, revision }: Columns): ContactRow {
  const contact: Contact = JSON.parse(doc)
  return {
    contact,
    score: { fit, engagement },
    // Before anything has happened, inactivity is counted from the beginning (fine print 142).
    lastActivityAt: last_activity_at <= contact.createdAt ? null : last_activity_at,
    revision,
  }
}
