import { sql as raw } from 'kysely'
import { readCursor, writeCursor } from '../cursor.ts'
import type { EnrollmentQuery, EnrollmentRow, EnrollmentStore } from '../enrollments.ts'
import { keyOf, splitKey } from '../keys.ts'
import {
  type EnrollmentRow as Columns,
  decodeEnrollment,
  ENROLLMENT_COLUMNS,
  LAST_OPEN_STATUS,
  statusNumber,
} from '../rows/enrollment-codec.ts'
import { enrollmentColumns } from '../rows/tables.ts'
import type { ContactHandle } from '../turns.ts'
import { contactReader } from './contact-reader.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { readJournal } from './journal-reader.ts'
import { query, runQuery } from './query.ts'
import { sql, tuples } from './sql.ts'

interface FailedRow {
  readonly flow: number
  readonly version: number
  readonly step: number | null
  readonly reason: number | null
  readonly n: number
  readonly contact_id: string
  readonly ordinal: number
}

const HASHES = 2 ** 32
const FAILED = statusNumber('failed')
/** Between two turns nobody is active but who is held by a pause (fine print 49). */
const HELD = statusNumber('active')

const ONE = tuples<[string, number], [ContactHandle, ...Columns]>(
  `SELECT e.contact_ref, ${ENROLLMENT_COLUMNS.map((column) => `e.${column}`).join(', ')}
   FROM enrollments e JOIN contacts c ON c.ref = e.contact_ref WHERE c.id = $1 AND e.ordinal = $2`,
)
const OPEN = `FROM enrollments e JOIN contacts c ON c.ref = e.contact_ref
   WHERE e.flow = $1 AND e.status <= ${LAST_OPEN_STATUS}`
const OPEN_CONTACTS = sql<[number, number, number | null, number], { ref: ContactHandle; id: string }>(
  `SELECT c.ref, c.id ${OPEN} AND e.contact_ref > $2 AND ($3::bigint IS NULL OR e.wake_at <= $3)
   ORDER BY e.contact_ref LIMIT $4`,
)
const OVERDUE = sql<[number, number], { n: number }>(
  `SELECT count(*) AS n ${OPEN} AND (e.status = ${HELD} OR e.status <> ${FAILED} AND e.wake_at <= $2)`,
)
const COUNT_AT = sql<[number, number, number], { n: number | null }>(
  'SELECT sum(n) AS n FROM step_counts WHERE flow = $1 AND version = $2 AND step = $3 AND measure <= 1',
)
// Scattered by a multiplicative hash, so that neither age nor order of import decides who is taken.
const SAMPLE = sql<[number, number, number, number, number], { contact_ref: ContactHandle }>(
  `SELECT contact_ref FROM enrollments WHERE flow = $1 AND status <= ${LAST_OPEN_STATUS} AND version = $2 AND step = $3
     AND (contact_ref::numeric * 2654435761 % 4294967296)::bigint < $4 LIMIT $5`,
)
const GROUPS = sql<[number | null], FailedRow>(
  `SELECT g.flow, g.version, g.step, g.reason, g.n, c.id AS contact_id, g.ordinal FROM (
     SELECT flow, version, step, reason, count(*) OVER alike AS n, max(entered_at) OVER alike AS latest,
       contact_ref, ordinal, row_number() OVER (PARTITION BY flow, version, step, reason ORDER BY entered_at DESC) AS place
     FROM enrollments WHERE status = ${FAILED} AND ($1::integer IS NULL OR flow = $1)
     WINDOW alike AS (PARTITION BY flow, version, step, reason)) g
   JOIN contacts c ON c.ref = g.contact_ref WHERE g.place = 1 ORDER BY g.n DESC, g.latest DESC`,
)

export function openEnrollmentStore({ read }: PostgresDatabase, dictionary: SharedDictionary): EnrollmentStore {
  async function find(session: Session, id: string) {
    const key = splitKey(id)
    const found = key && (await session.get(ONE, key.contactId, Number(key.tail)))
    if (!found) return undefined
    const [handle, ...row] = found
    return { handle, contactId: key.contactId, row }
  }

  /** A name nobody has ever used is the number 0, which no row has. */
  const flowNumber = async (session: Session, flow: string): Promise<number> =>
    (await dictionary.flowNumber(session, flow)) ?? 0

  async function build(session: Session, request: EnrollmentQuery) {
    const { flow, version, step, contactId, status, reason, cursor, limit } = request
    let rows = query
      .selectFrom('enrollments')
      .select(['contact_ref', ...ENROLLMENT_COLUMNS])
      .orderBy('entered_at', 'desc')
      .orderBy('contact_ref', 'desc')
      .orderBy('ordinal', 'desc')
      .limit(limit + 1)
    if (flow !== undefined) rows = rows.where('flow', '=', await flowNumber(session, flow))
    if (version !== undefined) rows = rows.where('version', '=', version)
    if (step !== undefined) rows = rows.where('step', '=', await dictionary.wordNumber(session, step))
    if (contactId !== undefined) rows = rows.where('contact_ref', '=', await contactReader.handleOf(session, contactId))
    if (status === 'open') rows = rows.where('status', '<=', LAST_OPEN_STATUS)
    else if (status === 'failed') rows = rows.where(raw<boolean>`status = ${raw.lit(FAILED)}`)
    else if (status !== undefined) rows = rows.where('status', '=', statusNumber(status))
    if (reason !== undefined) rows = rows.where('reason', '=', await dictionary.wordNumber(session, reason))
    if (cursor !== undefined) {
      const [enteredAt, ref, ordinal] = readCursor(cursor, 'enrollments', ['number', 'number', 'number'])
      rows = rows.where(raw<boolean>`(entered_at, contact_ref, ordinal) < (${enteredAt}, ${ref}, ${ordinal})`)
    }
    return { built: rows }
  }

  return {
    list: (request) =>
      read(async (session) => {
        const rows = await runQuery(session, (await build(session, request)).built)
        const shown = rows.slice(0, request.limit)
        const last = rows.length > request.limit ? shown.at(-1) : undefined
        const contacts = await contactReader.byHandles(
          session,
          shown.map((row) => row.contact_ref),
        )
        const items = await dictionary.decoding(session, () =>
          shown.flatMap((row): EnrollmentRow[] => {
            const contact = contacts.get(row.contact_ref)?.contact
            if (!contact) return []
            return [{ enrollment: decodeEnrollment(contact.id, enrollmentColumns(row), dictionary), contact }]
          }),
        )
        const nextCursor = last ? writeCursor('enrollments', [last.entered_at, last.contact_ref, last.ordinal]) : null
        return { items, nextCursor }
      }),
    get: (id) =>
      read(async (session) => {
        const found = await find(session, id)
        const contact = found && (await contactReader.byId(session, found.contactId))?.row.contact
        if (!contact) return undefined
        const enrollment = await dictionary.decoding(session, () => decodeEnrollment(contact.id, found.row, dictionary))
        return { enrollment, contact }
      }),
    journal: (id) =>
      read(async (session) => {
        const found = await find(session, id)
        if (!found) return []
        const { handle, contactId, row } = found
        return readJournal(session, { handle, contactId, ordinal: row[0] }, row[12], dictionary)
      }),
    openContacts: (flow, { after, limit, overdueAt }) =>
      read(async (session) => {
        const start = after === undefined ? 0 : readCursor(after, 'open contacts', ['number'])[0]
        const id = await flowNumber(session, flow)
        const rows = await session.all(OPEN_CONTACTS, id, start, overdueAt ?? null, limit)
        const last = rows.length === limit ? rows.at(-1) : undefined
        return { contactIds: rows.map((row) => row.id), next: last ? writeCursor('open contacts', [last.ref]) : null }
      }),
    sampleAt: ({ flow, version, step, limit }) =>
      read(async (session) => {
        const [id, word] = [await flowNumber(session, flow), await dictionary.wordNumber(session, step)]
        const there = (await session.get(COUNT_AT, id, version, word))?.n ?? 0
        const below = there <= limit ? HASHES : Math.ceil((HASHES * limit) / there)
        return (await session.all(SAMPLE, id, version, word, below, limit)).map((row) => row.contact_ref)
      }),
    failedGroups: (flow) =>
      read(async (session) => {
        const { words, flows } = dictionary
        const rows = await session.all(GROUPS, flow === undefined ? null : await flowNumber(session, flow))
        return dictionary.decoding(session, () =>
          rows.map((row) => ({
            flow: flows.keyOf(row.flow),
            version: row.version,
            step: row.step === null ? '' : words.wordOf(row.step),
            reason: row.reason === null ? '' : words.wordOf(row.reason),
            count: row.n,
            newest: keyOf(row.contact_id, row.ordinal),
          })),
        )
      }),
    overdueCount: (flow, now) =>
      read(async (session) => (await session.get(OVERDUE, await flowNumber(session, flow), now))?.n ?? 0),
  }
}
