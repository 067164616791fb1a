import { InvariantError } from '@couveuse/shared/contract/problem'
import type { ContactRowValues } from '../rows/contact-rows.ts'
import type { ContactHandle } from '../turns.ts'
import { columnsOf, numbers, texts } from './arrays.ts'
import type { Session } from './database.ts'
import { sql } from './sql.ts'

const INSERT = sql<string[], { ref: ContactHandle; id: string }>(
  `INSERT INTO contacts (id, email_key, name_key, search, stage, created_at)
   SELECT id, email_key, name_key, search, stage, created_at
   FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
     WITH ORDINALITY AS given (id, email_key, name_key, search, stage, created_at, place) ORDER BY place
   RETURNING ref, id`,
)
const INSERT_DOCS = sql<string[]>(
  'INSERT INTO contact_docs (contact_ref, doc) SELECT * FROM unnest($1::bigint[], $2::text[])',
)
const INSERT_CLOCKS = sql<string[]>(
  `INSERT INTO contact_clock
     (contact_ref, revision, due_at, pending, next_ordinal, fit, engagement, last_activity_at, faults)
   SELECT ref, 0, due_at, 0, 1, 0, 0, created_at, 0
   FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS given (ref, due_at, created_at)`,
)
const UPDATE_DOCS = sql<string[]>(
  `UPDATE contact_docs d SET doc = given.doc FROM unnest($1::bigint[], $2::text[]) AS given (ref, doc)
   WHERE d.contact_ref = given.ref`,
)
const NARROW = sql<[string], Narrow>(
  'SELECT ref, email_key, name_key, search, stage FROM contacts WHERE ref = ANY ($1::bigint[])',
)
const UPDATE_NARROW = sql<string[]>(
  `UPDATE contacts c SET email_key = given.email_key, name_key = given.name_key, search = given.search, stage = given.stage
   FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
     AS given (ref, email_key, name_key, search, stage)
   WHERE c.ref = given.ref`,
)
const OWNERS = sql<[string], { ref: ContactHandle; email_key: string }>(
  'SELECT ref, email_key FROM contacts WHERE email_key = ANY ($1::text[])',
)

interface Narrow {
  readonly ref: ContactHandle
  readonly email_key: string | null
  readonly name_key: string
  readonly search: string
  readonly stage: string
}

export interface ChangedContact {
  readonly handle: ContactHandle
  readonly row: ContactRowValues
}

/**
 * Makes contacts inside a transaction, due at `now` for their first turn. Answers with their handles by id. Throws a
 * constraint error when an id or an address is taken.
 */
export async function insertContacts(
  session: Session,
  rows: readonly ContactRowValues[],
  now: number,
): Promise<ReadonlyMap<string, ContactHandle>> {
  if (rows.length === 0) return new Map()
  const made = await session.all(
    INSERT,
    ...columnsOf(
      rows.map(({ id, emailKey, nameKey, search, stage, createdAt }) => [
        ...[id, emailKey ?? null, nameKey, search, stage],
        createdAt,
      ]),
      6,
    ),
  )
  const handles = new Map(made.map(({ id, ref }) => [id, ref]))
  const handleOf = (id: string): ContactHandle => {
    const handle = handles.get(id)
    if (handle === undefined) throw new InvariantError(`The contact ${id} was not written.`)
    return handle
  }
  await Promise.all([
    session.run(
      INSERT_DOCS,
      ...columnsOf(
        rows.map(({ id, doc }) => [handleOf(id), doc]),
        2,
      ),
    ),
    session.run(
      INSERT_CLOCKS,
      ...columnsOf(
        rows.map(({ id, createdAt }) => [handleOf(id), now, createdAt]),
        3,
      ),
    ),
  ])
  return handles
}

/** Inside a transaction: the documents, and what lists look for where that has changed. */
export async function updateContacts(session: Session, changed: readonly ChangedContact[]): Promise<void> {
  if (changed.length === 0) return
  const [before] = await Promise.all([
    session.all(NARROW, numbers(changed.map(({ handle }) => handle))),
    session.run(
      UPDATE_DOCS,
      ...columnsOf(
        changed.map(({ handle, row }) => [handle, row.doc]),
        2,
      ),
    ),
  ])
  const known = new Map(before.map((row) => [row.ref, row]))
  const moved = changed.filter(({ handle, row }) => differs(known.get(handle), row))
  if (moved.length === 0) return
  const freeKey = await freeKeys(session, moved, known)
  const rows = moved.map(({ handle, row }) => [handle, freeKey(handle, row), row.nameKey, row.search, row.stage])
  await session.run(UPDATE_NARROW, ...columnsOf(rows, 5))
}

const differs = (before: Narrow | undefined, row: ContactRowValues): boolean =>
  before !== undefined &&
  (before.email_key !== (row.emailKey ?? null) ||
    before.name_key !== row.nameKey ||
    before.search !== row.search ||
    before.stage !== row.stage)

/** The address each contact is found by: none if another contact is found by it already. */
async function freeKeys(
  session: Session,
  moved: readonly ChangedContact[],
  known: ReadonlyMap<ContactHandle, Narrow>,
): Promise<(handle: ContactHandle, row: ContactRowValues) => string | null> {
  const wanted = moved.filter(
    ({ handle, row }) => row.emailKey !== undefined && row.emailKey !== known.get(handle)?.email_key,
  )
  const keys = wanted.flatMap(({ row }) => row.emailKey ?? [])
  const owners = new Map<string, ContactHandle>()
  if (keys.length > 0)
    for (const { ref, email_key } of await session.all(OWNERS, texts(keys))) owners.set(email_key, ref)
  return (handle, { emailKey }) => {
    if (emailKey === undefined) return null
    const owner = owners.get(emailKey)
    if (owner !== undefined && owner !== handle) return null
    owners.set(emailKey, handle)
    return emailKey
  }
}
