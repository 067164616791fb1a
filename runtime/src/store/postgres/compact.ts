import type { Compacted, CompactOptions, OperationStore } from '../operations.ts'
import { LAST_OPEN_STATUS } from '../rows/enrollment-codec.ts'
import { laneNumber, stateNumber } from '../rows/outbox-codec.ts'
import { columnsOf, numbers } from './arrays.ts'
import type { PostgresDatabase, Session } from './database.ts'
import { openFolder } from './fold.ts'
import { sql } from './sql.ts'

interface Step {
  readonly removed: number
  readonly next: string | null
}
type Compactor = (session: Session, options: CompactOptions) => Promise<Step>

/** States in which nothing more will become of an effect. */
const DONE = ['sent', 'captured', 'failed', 'blocked'] as const
const RECORDS = ['refused_entries', 'field_changes', 'problems'] as const

const OLD_JOURNAL = sql<
  [number, number, number],
  { id: number; contact_ref: number; ordinal: number; flow: number; visits: string; ended_at: number | null }
>(
  `SELECT j.id, j.contact_ref, j.ordinal, e.flow, j.visits,
     CASE WHEN e.status > ${LAST_OPEN_STATUS} THEN e.ended_at END AS ended_at
   FROM journal j JOIN enrollments e ON e.contact_ref = j.contact_ref AND e.ordinal = j.ordinal
   WHERE j.id > $1 AND j.at < $2 ORDER BY j.id LIMIT $3`,
)
const DELETE_JOURNAL = sql<[string]>('DELETE FROM journal WHERE id = ANY ($1::bigint[])')
const FORGET_HEADS = sql<string[]>(
  `UPDATE enrollments e SET journal_head = NULL FROM unnest($1::bigint[], $2::integer[], $3::bigint[]) AS gone (ref, ordinal, id)
   WHERE e.contact_ref = gone.ref AND e.ordinal = gone.ordinal AND e.journal_head = gone.id`,
)

/** Journals of enrollments that ended long ago; their visits stay counted. */
async function compactJournal(session: Session, { before, cursor, limit }: CompactOptions): Promise<Step> {
  const found = await session.all(OLD_JOURNAL, Number(cursor ?? 0), before, limit)
  const old = found.filter(({ ended_at }) => ended_at !== null && ended_at < before)
  if (old.length > 0) {
    const folder = openFolder()
    for (const { flow, visits } of old) folder.foldVisits(flow, visits, 'compacted')
    await session.run(DELETE_JOURNAL, numbers(old.map(({ id }) => id)))
    await session.run(
      FORGET_HEADS,
      ...columnsOf(
        old.map((row) => [row.contact_ref, row.ordinal, row.id]),
        3,
      ),
    )
    await folder.write(session)
  }
  return { removed: old.length, next: nextOf(found, limit, ({ id }) => String(id)) }
}

const RECORD_TABLES = RECORDS.map((table) => ({
  rows: sql<[number, number, number], { contact_ref: number; position: number; at: number }>(
    `SELECT contact_ref, position, at FROM ${table} WHERE (contact_ref, position) > ($1, $2)
     ORDER BY contact_ref, position LIMIT $3`,
  ),
  remove: sql<string[]>(
    `DELETE FROM ${table} t USING unnest($1::bigint[], $2::bigint[]) AS old (ref, position)
     WHERE t.contact_ref = old.ref AND t.position = old.position`,
  ),
}))

/** Tables of what happened to contacts that only their timeline reads, one after the other. */
async function compactRecords(session: Session, { before, cursor, limit }: CompactOptions): Promise<Step> {
  const [place = 0, contact = 0, position = 0] = (cursor ?? '').split(' ').map(Number)
  const table = RECORD_TABLES[place]
  if (!table) return { removed: 0, next: null }
  const found = await session.all(table.rows, contact, position, limit)
  const old = found.filter(({ at }) => at < before)
  if (old.length > 0)
    await session.run(
      table.remove,
      ...columnsOf(
        old.map((row) => [row.contact_ref, row.position]),
        2,
      ),
    )
  const next = nextOf(found, limit, (row) => `${place} ${row.contact_ref} ${row.position}`)
  const isLastTable = place === RECORD_TABLES.length - 1
  return { removed: old.length, next: next ?? (isLastTable ? null : `${place + 1} 0 0`) }
}

const EVENTS = sql<[number, string, number], { contact_ref: number; id: string; name: string; arrived_at: number }>(
  `SELECT contact_ref, id, name, arrived_at FROM events WHERE (contact_ref, id) > ($1, $2)
   ORDER BY contact_ref, id LIMIT $3`,
)
const DELETE_EVENTS = sql<string[]>(
  `DELETE FROM events e USING unnest($1::bigint[], $2::text[]) AS old (ref, id)
   WHERE e.contact_ref = old.ref AND e.id = old.id`,
)

/** Events that no turn reads. */
async function compactEvents(session: Session, { before, cursor, limit, keptEvents }: CompactOptions): Promise<Step> {
  const [, contact = '0', id = ''] = /^(\d+) (.*)$/s.exec(cursor ?? '') ?? []
  const found = await session.all(EVENTS, Number(contact), id, limit)
  const old = found.filter(({ name, arrived_at }) => arrived_at < before && !keptEvents.has(name))
  if (old.length > 0)
    await session.run(
      DELETE_EVENTS,
      ...columnsOf(
        old.map((row) => [row.contact_ref, row.id]),
        2,
      ),
    )
  return { removed: old.length, next: nextOf(found, limit, (event) => `${event.contact_ref} ${event.id}`) }
}

const OUTBOX = sql<[number, number, number], { id: number; isDone: boolean; lane: number }>(
  `SELECT id, lane, state IN (${DONE.map(stateNumber).join(', ')}) AS "isDone"
   FROM outbox WHERE id > $1 AND queued_at < $2 ORDER BY id LIMIT $3`,
)
const EMPTY_BODIES = sql<[string]>(
  `UPDATE message_bodies SET text = NULL, html = NULL
   WHERE outbox_id = ANY ($1::bigint[]) AND (text IS NOT NULL OR html IS NOT NULL)`,
)
const EMPTY_CALLS = sql<[string]>(
  'UPDATE outbox SET payload = NULL WHERE id = ANY ($1::bigint[]) AND payload IS NOT NULL',
)

/** What messages said; that they were sent, to whom and how they were called stays. */
async function compactBodies(session: Session, { before, cursor, limit }: CompactOptions): Promise<Step> {
  const found = await session.all(OUTBOX, Number(cursor ?? 0), before, limit)
  const done = found.filter(({ isDone }) => isDone)
  const isCall = ({ lane }: { lane: number }): boolean => lane === laneNumber('webhook')
  const calls = await session.run(EMPTY_CALLS, numbers(done.filter(isCall).map(({ id }) => id)))
  const bodies = await session.run(EMPTY_BODIES, numbers(done.filter((row) => !isCall(row)).map(({ id }) => id)))
  return { removed: calls + bodies, next: nextOf(found, limit, ({ id }) => String(id)) }
}

function nextOf<Row>(found: readonly Row[], limit: number, cursorOf: (row: Row) => string): string | null {
  const last = found.length === limit ? found.at(-1) : undefined
  return last === undefined ? null : cursorOf(last)
}

const COMPACTORS: Readonly<Record<Compacted, Compactor>> = {
  journal: compactJournal,
  records: compactRecords,
  events: compactEvents,
  bodies: compactBodies,
}

/** Retention, in steps that each read one stretch of a table by its key and remove what is old there. */
export const openCompactor =
  ({ write }: PostgresDatabase): OperationStore['compact'] =>
  (what, options) =>
    write((session) => COMPACTORS[what](session, options))
