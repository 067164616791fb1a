import type { Cause } from '@couveuse/shared/engine/cause'
import { foldEmail } from '../folding.ts'
import type { Arrival, ArrivalOutcome, ContactKey, InboxStore } from '../inbox.ts'
import type { ContactHandle } from '../turns.ts'
import { columnsOf, texts } from './arrays.ts'
import type { PostgresDatabase, Session } from './database.ts'
import { sql } from './sql.ts'

interface Found {
  readonly ref: ContactHandle
  readonly id: string
  readonly email_key: string | null
}

// Locked until the end of the transaction, always in the same order: a turn commits before or after, never meanwhile.
const found = (where: string): string =>
  `SELECT c.ref, c.id, c.email_key FROM contacts c JOIN contact_clock k ON k.contact_ref = c.ref
   WHERE ${where} ORDER BY c.ref FOR NO KEY UPDATE OF k`
const BY_IDS = sql<[string], Found>(found('c.id = ANY ($1::text[])'))
const BY_EMAILS = sql<[string], Found>(found('c.email_key = ANY ($1::text[])'))
const BY_BOTH = sql<[string, string], Found>(found('c.id = ANY ($1::text[]) OR c.email_key = ANY ($2::text[])'))
const RECORDED = sql<string[], { contact_ref: ContactHandle; id: string }>(
  `SELECT e.contact_ref, e.id FROM unnest($1::bigint[], $2::text[]) AS given (ref, id)
   JOIN events e ON e.contact_ref = given.ref AND e.id = given.id`,
)
const INSERT = sql<string[], { place: number }>(
  `WITH given AS (
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::text[])
       WITH ORDINALITY AS given (ref, arrival_key, received_at, not_before, cause, place)
   ), written AS (
     INSERT INTO inbox (contact_ref, arrival_key, received_at, not_before, cause)
     SELECT ref, arrival_key, received_at, not_before, cause FROM given ORDER BY place
     ON CONFLICT (contact_ref, arrival_key) DO NOTHING RETURNING contact_ref, arrival_key
   )
   SELECT place::integer AS place FROM given WHERE arrival_key IS NULL
   UNION ALL
   SELECT place::integer FROM given JOIN written ON written.contact_ref = given.ref AND written.arrival_key = given.arrival_key`,
)
const RING = sql<string[]>(
  `UPDATE contact_clock k SET pending = k.pending + given.n,
     due_at = CASE WHEN k.due_at IS NULL OR k.due_at > given.at THEN given.at ELSE k.due_at END
   FROM unnest($1::bigint[], $2::integer[], $3::bigint[]) AS given (ref, n, at) WHERE k.contact_ref = given.ref`,
)
const DEPTH = sql<[], { n: number }>('SELECT count(*) AS n FROM inbox')

/** An arrival whose contact is known and locked. */
export interface HandedArrival extends Omit<Arrival, 'contact'> {
  readonly handle: ContactHandle
}

/** Puts arrivals into the inbox inside somebody's transaction. */
export async function receive(
  session: Session,
  arrivals: readonly Arrival[],
  now: number,
): Promise<readonly ArrivalOutcome[]> {
  const find = await lockContacts(session, arrivals)
  const owners = arrivals.map(({ contact }) => find(contact))
  const handed = arrivals.flatMap(({ cause, key, notBefore }, index): (HandedArrival & { index: number })[] => {
    const owner = owners[index]
    if (!owner) return []
    return [
      {
        handle: owner.ref,
        cause,
        ...(key !== undefined && { key }),
        ...(notBefore !== undefined && { notBefore }),
        index,
      },
    ]
  })
  const isNew = await receiveFor(session, handed, now)
  const accepted = new Set(handed.filter((_, place) => isNew[place]).map(({ index }) => index))
  return owners.map((owner, index) =>
    owner ? { type: accepted.has(index) ? 'accepted' : 'duplicate', contactId: owner.id } : { type: 'unknown_contact' },
  )
}

/** The same where the contacts are known and locked by this transaction; false = a duplicate. */
export async function receiveFor(
  session: Session,
  arrivals: readonly HandedArrival[],
  now: number,
): Promise<readonly boolean[]> {
  if (arrivals.length === 0) return []
  const recorded = await recordedEvents(session, arrivals)
  const seen = new Set<string>()
  const fresh = arrivals.map(({ handle, cause, key }) => {
    if (cause.type === 'event' && recorded.has(`${handle} ${cause.event.id}`)) return false
    const arrivalKey = keyOf(cause, key)
    if (arrivalKey === null) return true
    const name = `${handle} ${arrivalKey}`
    return seen.size !== seen.add(name).size
  })
  const places = fresh.flatMap((isFresh, index) => (isFresh ? [index] : []))
  const rows = places
    .flatMap((place) => arrivals[place] ?? [])
    .map(({ handle, cause, key, notBefore }) => {
      const at = notBefore !== undefined && notBefore > now ? notBefore : null
      return [handle, keyOf(cause, key), now, at, JSON.stringify(cause)]
    })
  if (rows.length === 0) return fresh
  const written = new Set((await session.all(INSERT, ...columnsOf(rows, 5))).map(({ place }) => places[place - 1]))
  const rings = new Map<ContactHandle, { n: number; at: number }>()
  for (const place of places) {
    const arrival = arrivals[place]
    if (!arrival || !written.has(place)) continue
    const { handle, notBefore } = arrival
    const at = notBefore !== undefined && notBefore > now ? notBefore : now
    const ring = rings.get(handle)
    rings.set(handle, { n: (ring?.n ?? 0) + 1, at: Math.min(at, ring?.at ?? at) })
  }
  const rung = [...rings].map(([handle, { n, at }]) => [handle, n, at])
  if (rung.length > 0) await session.run(RING, ...columnsOf(rung, 3))
  return fresh.map((_, place) => written.has(place))
}

async function lockContacts(
  session: Session,
  arrivals: readonly Arrival[],
): Promise<(contact: ContactKey) => Found | undefined> {
  const ids = new Set<string>()
  const emails = new Set<string>()
  for (const { contact } of arrivals)
    if ('id' in contact) ids.add(contact.id)
    else {
      const email = foldEmail(contact.email)
      if (email !== undefined) emails.add(email)
    }
  const rows = await lock(session, [...ids], [...emails])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byEmail = new Map(rows.flatMap((row) => (row.email_key === null ? [] : [[row.email_key, row] as const])))
  return (contact) => {
    if ('id' in contact) return byId.get(contact.id)
    const email = foldEmail(contact.email)
    return email === undefined ? undefined : byEmail.get(email)
  }
}

async function lock(session: Session, ids: readonly string[], emails: readonly string[]): Promise<readonly Found[]> {
  if (emails.length === 0) return ids.length === 0 ? [] : session.all(BY_IDS, texts(ids))
  return ids.length === 0 ? session.all(BY_EMAILS, texts(emails)) : session.all(BY_BOTH, texts(ids), texts(emails))
}

async function recordedEvents(session: Session, arrivals: readonly HandedArrival[]): Promise<ReadonlySet<string>> {
  const asked = arrivals.flatMap(({ handle, cause }) => (cause.type === 'event' ? [[handle, cause.event.id]] : []))
  if (asked.length === 0) return new Set()
  const rows = await session.all(RECORDED, ...columnsOf(asked, 2))
  return new Set(rows.map(({ contact_ref, id }) => `${contact_ref} ${id}`))
}

/** Events and callers number their things apart. */
function keyOf(cause: Cause, key: string | undefined): string | null {
  if (cause.type === 'event') return `e${cause.event.id}`
  return key === undefined ? null : `k${key}`
}

export const openInboxStore = (database: PostgresDatabase): InboxStore => ({
  receive: (arrivals, now) => database.write((session) => receive(session, arrivals, now)),
  depth: () => database.read(async (session) => (await session.get(DEPTH))?.n ?? 0),
})
