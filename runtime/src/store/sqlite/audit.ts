import { setImmediate as yieldToOthers } from 'node:timers/promises'
import Connection, { type Database } from 'better-sqlite3'
import type { AuditFinding } from '../operations.ts'
import { type AuditSums, auditSums, type EnrollmentSum, MOST_FINDINGS, type VisitSum } from '../rows/audit-sums.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { LAST_OPEN_STATUS, statusNumber } from '../rows/enrollment-codec.ts'
import { translating } from './database.ts'

/** Rows looked at between two breaths of the event loop: a few milliseconds. */
const CONTACTS_AT_A_TIME = 500
const JOURNAL_AT_A_TIME = 500

/**
 * Compares rows with counters over one snapshot. It has a connection of its own, so that the writer goes on meanwhile and
 * the snapshot stands still; a database in memory has only one, and nobody else at work.
 */
export async function auditDatabase(connection: Database, dictionary: Dictionary): Promise<readonly AuditFinding[]> {
  if (connection.memory) return compare(connection, dictionary)
  const path = connection.name
  const reader = translating(path, () => new Connection(path, { readonly: true }))
  try {
    reader.exec('BEGIN')
    return await compare(reader, dictionary)
  } finally {
    reader.close()
  }
}

async function compare(db: Database, dictionary: Dictionary): Promise<readonly AuditFinding[]> {
  const sums = auditSums()
  readCounters(db, sums)
  const sleepers: AuditFinding[] = []
  const inboxes: AuditFinding[] = []
  for await (const contacts of eachRange(db, 'contacts', 'ref', CONTACTS_AT_A_TIME)) {
    for (const row of contacts.all(ENROLLMENTS)) sums.addEnrollments(row)
    for (const sleeper of contacts.all(SLEEPERS)) sleepers.push({ type: 'wake_up', ...sleeper })
    for (const inbox of contacts.all(INBOXES)) inboxes.push({ type: 'inbox', ...inbox })
  }
  for await (const rows of eachRange(db, 'journal', 'id', JOURNAL_AT_A_TIME))
    for (const row of rows.all(VISITS)) sums.addVisits(row)
  return [...sums.findings(dictionary), ...sleepers.slice(0, MOST_FINDINGS), ...inboxes.slice(0, MOST_FINDINGS)]
}

function readCounters(db: Database, sums: AuditSums): void {
  const each = <Row>(sql: string, tell: (row: Row) => void): void => {
    for (const row of db.prepare<[], Row>(sql).iterate()) tell(row)
  }
  each('SELECT flow, version, status, n FROM enrollment_counts', sums.countEnrollments)
  each('SELECT flow, version, step, measure, outlet, n FROM step_counts', sums.countSteps)
  each('SELECT flow, version, status, n FROM erased_enrollments', sums.addErased)
  each('SELECT flow, step, outlet, erased, n FROM folded_visits', sums.addFolded)
}

/** A query over one range of keys: the first `?` is its begin, the second its end. */
interface RangeQuery<Row> {
  readonly sql: string
  readonly row?: Row
}
interface Range {
  all<Row>(query: RangeQuery<Row>): Row[]
}

async function* eachRange(db: Database, table: string, key: string, size: number): AsyncIterable<Range> {
  const last = db.prepare<[], number | null>(`SELECT max(${key}) FROM ${table}`).pluck().get() ?? 0
  const first = db.prepare<[], number | null>(`SELECT min(${key}) FROM ${table}`).pluck().get() ?? 0
  for (let from = first; from <= last; from += size) {
    yield {
      all: <Row>({ sql }: RangeQuery<Row>): Row[] => db.prepare<[number, number], Row>(sql).all(from, from + size - 1),
    }
    await yieldToOthers()
  }
}

/** A visit that rests and is not in the journal yet; one that a pause holds at its door has not begun. */
const BEGUN = `e.status <= ${LAST_OPEN_STATUS} AND e.step IS NOT NULL AND e.rest_at IS NOT NULL
  AND coalesce(json_extract(e.state, '$.h.type'), '') <> 'enter'`

const ENROLLMENTS: RangeQuery<EnrollmentSum> = {
  sql: `SELECT e.flow, e.version, e.status, CASE WHEN e.status <= ${LAST_OPEN_STATUS} THEN e.step END AS step,
          count(*) AS n, sum(e.seq) AS numbered, sum(${BEGUN}) AS begun
        FROM enrollments e WHERE e.contact_ref BETWEEN ? AND ? GROUP BY 1, 2, 3, 4`,
}

const NEVER = '9e15'
/** Whom the due scan would miss. Somebody set aside waits for a retry on purpose. */
const SLEEPERS: RangeQuery<{ contactId: string; wakeAt: number; dueAt: number | null }> = {
  sql: `WITH clock AS (
          SELECT k.contact_ref, k.due_at, k.revision, k.pending, min(
            coalesce(k.check_at, ${NEVER}),
            coalesce((SELECT min(e.wake_at) FROM enrollments e
              WHERE e.contact_ref = k.contact_ref AND e.status < ${statusNumber('failed')}
                AND (json_extract(e.state, '$.h') IS NULL OR json_extract(e.state, '$.r') IS NOT NULL)), ${NEVER}),
            coalesce((SELECT min(i.not_before) FROM inbox i WHERE i.contact_ref = k.contact_ref), ${NEVER})) AS wake_at
          FROM contact_clock k WHERE k.contact_ref BETWEEN ? AND ?)
        SELECT c.id AS contactId, k.due_at AS dueAt,
          CASE WHEN k.wake_at = ${NEVER} THEN c.created_at ELSE cast(k.wake_at AS INTEGER) END AS wakeAt
        FROM clock k JOIN contacts c ON c.ref = k.contact_ref
        WHERE (k.wake_at < coalesce(k.due_at, ${NEVER}) OR k.due_at IS NULL AND (k.revision = 0 OR k.pending > 0))
          AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.contact_ref = k.contact_ref)`,
}

const INBOXES: RangeQuery<{ contactId: string; counted: number; found: number }> = {
  sql: `SELECT c.id AS contactId, k.pending AS counted,
          (SELECT count(*) FROM inbox i WHERE i.contact_ref = k.contact_ref) AS found
        FROM contact_clock k JOIN contacts c ON c.ref = k.contact_ref
        WHERE k.contact_ref BETWEEN ? AND ?
          AND k.pending <> (SELECT count(*) FROM inbox i WHERE i.contact_ref = k.contact_ref)`,
}

/** A visit is stored as [seq, step, kind, outlet, …]; an outlet below 1 is none. */
const VISITS: RangeQuery<VisitSum> = {
  sql: `SELECT e.flow, v.value ->> 1 AS step, max(v.value ->> 3, 0) AS outlet, count(*) AS n
        FROM journal j JOIN enrollments e ON e.contact_ref = j.contact_ref AND e.ordinal = j.ordinal, json_each(j.visits) v
        WHERE j.id BETWEEN ? AND ? GROUP BY 1, 2, 3`,
}
