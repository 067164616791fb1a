import type { Compacted, CompactOptions, OperationStore } from '../operations.ts'
import { LAST_OPEN_STATUS } from '../rows/enrollment-codec.ts'
import { laneNumber, stateNumber } from '../rows/outbox-codec.ts'
import type { ContactHandle } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'
import { openFolder } from './fold.ts'

type Step = ReturnType<OperationStore['compact']> extends Promise<infer Result> ? Result : never
type Compactor = (options: CompactOptions) => Step

/** States in which nothing more will become of an effect. */
const DONE = ['sent', 'captured', 'failed', 'blocked'] as const
const RECORDS = ['refused_entries', 'field_changes', 'problems'] as const
const PAGES_AT_A_TIME = 500

/** Retention, in steps that each read one stretch of a table by its key and remove what is old there. */
export function openCompactor(database: SqliteDatabase): OperationStore['compact'] {
  const { write } = database
  const compactors: Readonly<Record<Compacted, Compactor>> = {
    journal: journalCompactor(database),
    records: recordCompactor(database),
    events: eventCompactor(database),
    bodies: bodyCompactor(database),
  }
  return (what, options) => write(() => compactors[what](options))
}

/** Journals of enrollments that ended long ago; their visits stay counted. */
function journalCompactor(database: SqliteDatabase): Compactor {
  const { sql } = database
  const folder = openFolder(database)
  const rows = sql<
    [number, number, number],
    { id: number; contact_ref: ContactHandle; ordinal: number; flow: number; visits: string; ended_at: number | null }
  >(
    `SELECT j.id, j.contact_ref, j.ordinal, e.flow, j.visits,
       CASE WHEN e.status > ${LAST_OPEN_STATUS} THEN e.ended_at END AS ended_at
     FROM journal j JOIN enrollments e ON e.contact_ref = j.contact_ref AND e.ordinal = j.ordinal
     WHERE j.id > ? AND j.at < ? ORDER BY j.id LIMIT ?`,
  )
  const remove = sql<[number]>('DELETE FROM journal WHERE id = ?')
  const forget = sql<[number, number, number]>(
    'UPDATE enrollments SET journal_head = NULL WHERE contact_ref = ? AND ordinal = ? AND journal_head = ?',
  )
  return ({ before, cursor, limit }) => {
    const found = rows.all(Number(cursor ?? 0), before, limit)
    let removed = 0
    for (const { id, contact_ref, ordinal, flow, visits, ended_at } of found) {
      if (ended_at === null || ended_at >= before) continue
      folder.foldVisits(flow, visits, 'compacted')
      remove.run(id)
      forget.run(contact_ref, ordinal, id)
      removed += 1
    }
    return { removed, next: nextOf(found, limit, ({ id }) => String(id)) }
  }
}

/** Tables of what happened to contacts that only their timeline reads, one after the other. */
function recordCompactor({ sql }: SqliteDatabase): Compactor {
  const tables = RECORDS.map((table) => ({
    rows: sql<[number, number, number], { contact_ref: number; position: number; at: number }>(
      `SELECT contact_ref, position, at FROM ${table} WHERE (contact_ref, position) > (?, ?)
       ORDER BY contact_ref, position LIMIT ?`,
    ),
    remove: sql<[number, number]>(`DELETE FROM ${table} WHERE contact_ref = ? AND position = ?`),
  }))
  return ({ before, cursor, limit }) => {
    const [place = 0, contact = 0, position = 0] = (cursor ?? '').split(' ').map(Number)
    const table = tables[place]
    if (!table) return { removed: 0, next: null }
    const found = table.rows.all(contact, position, limit)
    const old = found.filter(({ at }) => at < before)
    for (const row of old) table.remove.run(row.contact_ref, row.position)
    const next = nextOf(found, limit, (row) => `${place} ${row.contact_ref} ${row.position}`)
    const isLastTable = place === tables.length - 1
    return { removed: old.length, next: next ?? (isLastTable ? null : `${place + 1} 0 0`) }
  }
}

/** Events that no turn reads. */
function eventCompactor({ sql }: SqliteDatabase): Compactor {
  const rows = sql<[number, string, number], { contact_ref: number; id: string; name: string; arrived_at: number }>(
    `SELECT contact_ref, id, name, arrived_at FROM events WHERE (contact_ref, id) > (?, ?)
     ORDER BY contact_ref, id LIMIT ?`,
  )
  const remove = sql<[number, string]>('DELETE FROM events WHERE contact_ref = ? AND id = ?')
  return ({ before, cursor, limit, keptEvents }) => {
    const [, contact = '0', id = ''] = /^(\d+) (.*)$/s.exec(cursor ?? '') ?? []
    const found = rows.all(Number(contact), id, limit)
    const old = found.filter(({ name, arrived_at }) => arrived_at < before && !keptEvents.has(name))
    for (const event of old) remove.run(event.contact_ref, event.id)
    return { removed: old.length, next: nextOf(found, limit, (event) => `${event.contact_ref} ${event.id}`) }
  }
}

/** What messages said; that they were sent, to whom and how they were called stays. */
function bodyCompactor({ sql }: SqliteDatabase): Compactor {
  const rows = sql<[number, number, number], { id: number; isDone: 0 | 1; lane: number }>(
    `SELECT id, lane, state IN (${DONE.map(stateNumber).join(', ')}) AS isDone
     FROM outbox WHERE id > ? AND queued_at < ? ORDER BY id LIMIT ?`,
  )
  const empty = sql<[number]>(
    `UPDATE message_bodies SET text = NULL, html = NULL
     WHERE outbox_id = ? AND (text IS NOT NULL OR html IS NOT NULL)`,
  )
  const emptyCall = sql<[number]>('UPDATE outbox SET payload = NULL WHERE id = ? AND payload IS NOT NULL')
  return ({ before, cursor, limit }) => {
    const found = rows.all(Number(cursor ?? 0), before, limit)
    let removed = 0
    for (const { id, isDone, lane } of found)
      if (isDone) removed += (lane === laneNumber('webhook') ? emptyCall : empty).run(id).changes
    return { removed, next: nextOf(found, limit, ({ id }) => String(id)) }
  }
}

function nextOf<Row>(found: readonly Row[], limit: number, cursorOf: (row: Row) => string): string | null {
  const last = found.length === limit ? found.at(-1) : undefined
  return last === undefined ? null : cursorOf(last)
}

/** Freed pages at the end of the file are given back, where the file was made to allow it. */
export function openShrinker({ connection, read }: SqliteDatabase): OperationStore['shrink'] {
  const free = (): number => Number(connection.pragma('freelist_count', { simple: true }))
  return () =>
    read(() => {
      const before = free()
      if (before === 0) return false
      connection.pragma(`incremental_vacuum(${PAGES_AT_A_TIME})`)
      const after = free()
      return after > 0 && after < before
    })
}
