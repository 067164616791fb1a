import type { Dictionary } from '../rows/dictionary.ts'
import { LAST_WORKED_STATE } from '../rows/sales-codec.ts'
import type { ContactHandle, TurnStore } from '../turns.ts'
import { openBatchCommitter } from './commit-batch.ts'
import type { ContactWriter } from './contact-writer.ts'
import type { SqliteDatabase } from './database.ts'
import { openStateLoader } from './load-states.ts'
import { openTurnWriter } from './turn-writer.ts'

export function openTurnStore(database: SqliteDatabase, contacts: ContactWriter, dictionary: Dictionary): TurnStore {
  const { sql, read, writeRepeatable } = database
  const loader = openStateLoader(database, dictionary)
  const commit = openBatchCommitter(database, openTurnWriter(database, contacts), dictionary)
  const nextJournalId = counter(database, 'journal')
  const nextOutboxId = counter(database, 'outbox')

  const due = sql<[number, number], ContactHandle>(
    'SELECT contact_ref FROM contact_clock WHERE due_at <= ? ORDER BY due_at LIMIT ?',
  ).pluck()
  const dueInShard = sql<[number, number, number, number], ContactHandle>(
    'SELECT contact_ref FROM contact_clock WHERE due_at <= ? AND contact_ref % ? = ? ORDER BY due_at LIMIT ?',
  ).pluck()
  const nextDue = sql<[], number | null>('SELECT min(due_at) FROM contact_clock WHERE due_at IS NOT NULL').pluck()
  const overdue = sql<[number], { count: number; oldestDueAt: number | null }>(
    'SELECT count(*) AS count, min(due_at) AS oldestDueAt FROM contact_clock WHERE due_at <= ?',
  )
  const handlesOf = sql<[string], { id: string; ref: ContactHandle }>(
    'SELECT id, ref FROM contacts WHERE id IN (SELECT value FROM json_each(?))',
  )
  const handlesAfter = sql<[number, number], ContactHandle>(
    'SELECT ref FROM contacts WHERE ref > ? ORDER BY ref LIMIT ?',
  ).pluck()
  // The revision moves, so that a turn under way loses its race instead of overwriting the new due time. One that nobody
  // has looked at yet stays at 0: it is due already.
  const wake = sql<[number, string, number]>(
    `UPDATE contact_clock SET due_at = ?, revision = revision + (revision > 0)
     WHERE contact_ref IN (SELECT value FROM json_each(?)) AND (due_at IS NULL OR due_at > ?)`,
  )
  // What arrived since the load is new: the contact stays due for it.
  const retryLater = sql<[number, number, number | null, number, number]>(
    `UPDATE contact_clock SET due_at = CASE WHEN pending > ? THEN ? ELSE ? END, faults = faults + 1
     WHERE contact_ref = ? AND revision = ?`,
  )
  const putAside = sql<[number, string, string, number, number | null]>(
    `INSERT INTO set_aside (contact_ref, code, message, since, retry_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (contact_ref) DO UPDATE SET code = excluded.code, message = excluded.message, retry_at = excluded.retry_at`,
  )
  const pointers = sql<[], { team: string; given: number }>('SELECT team, given FROM desk_pointers')
  const load = sql<[], { owner: string; n: number }>(
    `SELECT owner, count(*) AS n FROM handoffs WHERE state <= ${LAST_WORKED_STATE} AND owner IS NOT NULL GROUP BY owner`,
  )

  return {
    claimDue: ({ now, limit, shard }) =>
      read(() => (shard ? dueInShard.all(now, shard.of, shard.index, limit) : due.all(now, limit))),
    loadStates: (handles, { now, watchedEvents }) => read(() => loader.load(handles, now, watchedEvents)),
    commitBatch: (items, { now, deskPointers = {} }) =>
      commit(
        items,
        {
          ...dictionary,
          now,
          headOf: ({ contact }, ordinal) => loader.headOf(contact, ordinal),
          nextJournalId,
          nextOutboxId,
        },
        deskPointers,
      ),
    setAside: (items, now) =>
      writeRepeatable(() => {
        for (const { contact, code, message, retryAt } of items)
          if (retryLater.run(contact.inboxIds.length, now, retryAt, contact.handle, contact.revision).changes > 0)
            putAside.run(contact.handle, code, message, now, retryAt)
      }),
    nextDueAt: () => read(() => nextDue.get() ?? null),
    overdue: (now) => read(() => overdue.get(now) ?? { count: 0, oldestDueAt: null }),
    handlesOf: (contactIds) =>
      read(() => new Map(handlesOf.all(JSON.stringify(contactIds)).map(({ id, ref }) => [id, ref]))),
    handlesAfter: ({ after, limit }) => read(() => handlesAfter.all(after ?? 0, limit)),
    wake: (handles, at) => writeRepeatable(() => void wake.run(at, JSON.stringify(handles), at)),
    desk: () =>
      read(() => ({
        pointers: Object.fromEntries(pointers.all().map(({ team, given }) => [team, given])),
        load: Object.fromEntries(load.all().map(({ owner, n }) => [owner, n])),
      })),
  }
}

/** Ids given out by this process, the only writer: a row can name another before either is written. */
function counter({ sql }: SqliteDatabase, table: string): () => number {
  let last = sql<[], number | null>(`SELECT max(id) FROM ${table}`).pluck().get() ?? 0
  return () => ++last
}
