import { LAST_WORKED_STATE } from '../rows/sales-codec.ts'
import type { ContactHandle, TurnStore } from '../turns.ts'
import { columnsOf, numbers, texts } from './arrays.ts'
import type { Claims } from './claim.ts'
import { openBatchCommitter } from './commit-batch.ts'
import type { PostgresDatabase } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { loadStates } from './load-states.ts'
import { sql } from './sql.ts'
import type { BatchWriter } from './write-batch.ts'

const NEXT_DUE = sql<[], { at: number | null }>('SELECT min(due_at) AS at FROM contact_clock WHERE due_at IS NOT NULL')
const OVERDUE = sql<[number], { count: number; oldestDueAt: number | null }>(
  'SELECT count(*) AS count, min(due_at) AS "oldestDueAt" FROM contact_clock WHERE due_at <= $1',
)
const HANDLES_OF = sql<[string], { id: string; ref: ContactHandle }>(
  'SELECT id, ref FROM contacts WHERE id = ANY ($1::text[])',
)
const HANDLES_AFTER = sql<[number, number], { ref: ContactHandle }>(
  'SELECT ref FROM contacts WHERE ref > $1 ORDER BY ref LIMIT $2',
)
// The revision moves, so that a turn under way loses its race instead of overwriting the new due time. One that nobody
// has looked at yet stays at 0: it is due already.
const WAKE = sql<[number, string]>(
  `UPDATE contact_clock SET due_at = $1, revision = revision + (CASE WHEN revision > 0 THEN 1 ELSE 0 END)
   WHERE contact_ref = ANY ($2::bigint[]) AND (due_at IS NULL OR due_at > $1)`,
)
// What arrived since the load is new: the contact stays due for it.
const PUT_ASIDE = sql<string[]>(
  `WITH given AS (
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bigint[], $5::text[], $6::text[], $7::bigint[])
       AS given (ref, revision, taken, retry_at, code, message, now)
   ), put AS (
     UPDATE contact_clock k SET due_at = CASE WHEN k.pending > given.taken THEN given.now ELSE given.retry_at END,
       faults = k.faults + 1
     FROM given WHERE k.contact_ref = given.ref AND k.revision = given.revision RETURNING k.contact_ref
   )
   INSERT INTO set_aside (contact_ref, code, message, since, retry_at)
   SELECT given.ref, given.code, given.message, given.now, given.retry_at FROM given JOIN put ON put.contact_ref = given.ref
   ON CONFLICT (contact_ref) DO UPDATE
     SET code = excluded.code, message = excluded.message, retry_at = excluded.retry_at`,
)
const POINTERS = sql<[], { team: string; given: number }>('SELECT team, given FROM desk_pointers')
const LOAD = sql<[], { owner: string; n: number }>(
  `SELECT owner, count(*) AS n FROM handoffs WHERE state <= ${LAST_WORKED_STATE} AND owner IS NOT NULL GROUP BY owner`,
)

export function openTurnStore(
  database: PostgresDatabase,
  claims: Claims,
  writer: BatchWriter,
  dictionary: SharedDictionary,
): TurnStore {
  const { read, write } = database
  const commit = openBatchCommitter(database, claims, writer, dictionary)
  return {
    claimDue: (options) => claims.take(options),
    loadStates(handles, options) {
      const claim = claims.covering(handles)
      // Over the claim's own connection: who was quicker between its look and its lock is seen now, and left out.
      return claim
        ? loadStates(claim.transaction.session, handles, { ...options, dueAt: claim.now }, dictionary)
        : read((session) => loadStates(session, handles, options, dictionary))
    },
    commitBatch: (items, { now, deskPointers = {} }) => commit({ items, now, deskPointers }),
    async setAside(items, now) {
      await claims.release()
      const rows = items.map(({ contact, code, message, retryAt }) => [
        ...[contact.handle, contact.revision, contact.inboxIds.length],
        ...[retryAt, code, message, now],
      ])
      if (rows.length > 0) await write((session) => session.run(PUT_ASIDE, ...columnsOf(rows, 7)))
    },
    nextDueAt: () => read(async (session) => (await session.get(NEXT_DUE))?.at ?? null),
    overdue: (now) => read(async (session) => (await session.get(OVERDUE, now)) ?? { count: 0, oldestDueAt: null }),
    handlesOf: (contactIds) =>
      read(
        async (session) => new Map((await session.all(HANDLES_OF, texts(contactIds))).map(({ id, ref }) => [id, ref])),
      ),
    handlesAfter: ({ after, limit }) =>
      read(async (session) => (await session.all(HANDLES_AFTER, after ?? 0, limit)).map(({ ref }) => ref)),
    wake: (handles, at) => write(async (session) => void (await session.run(WAKE, at, numbers(handles)))),
    desk: () =>
      read(async (session) => {
        const [pointers, load] = await Promise.all([session.all(POINTERS), session.all(LOAD)])
        return {
          pointers: Object.fromEntries(pointers.map(({ team, given }) => [team, given])),
          load: Object.fromEntries(load.map(({ owner, n }) => [owner, n])),
        }
      }),
  }
}
