import type { Contact } from '@couveuse/shared/contact/schema'
import type { ContactRow } from '../contacts.ts'
import type { ContactHandle } from '../turns.ts'
import { numbers, texts } from './arrays.ts'
import type { Session } from './database.ts'
import { sql } from './sql.ts'

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

const select = (where: string): string =>
  `SELECT c.ref, c.id, d.doc, k.fit, k.engagement, k.last_activity_at, k.revision
   FROM contacts c JOIN contact_docs d ON d.contact_ref = c.ref JOIN contact_clock k ON k.contact_ref = c.ref
   WHERE ${where}`
const BY_ID = sql<[string], Columns>(select('c.id = $1'))
const BY_EMAIL = sql<[string], Columns>(select('c.email_key = $1'))
const BY_IDS = sql<[string], Columns>(select('c.id = ANY ($1::text[])'))
const BY_EMAILS = sql<[string], Columns & { email_key: string }>(
  select('c.email_key = ANY ($1::text[])').replace('SELECT c.ref', 'SELECT c.email_key, c.ref'),
)
const BY_HANDLES = sql<[string], Columns>(select('c.ref = ANY ($1::bigint[])'))

/** Reads contacts for pages and lists. */
export const contactReader = {
  async byId(session: Session, id: string): Promise<FoundContact | undefined> {
    return found(await session.get(BY_ID, id))
  },
  async byEmailKey(session: Session, emailKey: string): Promise<FoundContact | undefined> {
    return found(await session.get(BY_EMAIL, emailKey))
  },
  async byHandles(
    session: Session,
    handles: readonly ContactHandle[],
  ): Promise<ReadonlyMap<ContactHandle, ContactRow>> {
    if (handles.length === 0) return new Map()
    const rows = await session.all(BY_HANDLES, numbers(handles))
    return new Map(rows.map((columns) => [columns.ref, decode(columns)]))
  },
  async byIds(session: Session, ids: readonly string[]): Promise<ReadonlyMap<string, FoundContact>> {
    const rows = await session.all(BY_IDS, texts(ids))
    return new Map(rows.map((columns) => [columns.id, { handle: columns.ref, row: decode(columns) }]))
  },
  async byEmailKeys(session: Session, keys: readonly string[]): Promise<ReadonlyMap<string, FoundContact>> {
    const rows = await session.all(BY_EMAILS, texts(keys))
    return new Map(rows.map((columns) => [columns.email_key, { handle: columns.ref, row: decode(columns) }]))
  },
  async handleOf(session: Session, id: string): Promise<ContactHandle | null> {
    return (await session.get(BY_ID, id))?.ref ?? null
  },
}

const found = (columns: Columns | undefined): FoundContact | undefined =>
  columns && { handle: columns.ref, row: decode(columns) }

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
