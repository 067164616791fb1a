import { sql as raw } from 'kysely'
import { readCursor, writeCursor } from '../cursor.ts'
import type { EnrollmentQuery, EnrollmentRow, EnrollmentStore } from '../enrollments.ts'
import { keyOf, splitKey } from '../keys.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import {
  type EnrollmentRow as Columns,
  decodeEnrollment,
  ENROLLMENT_COLUMNS,
  LAST_OPEN_STATUS,
  statusNumber,
} from '../rows/enrollment-codec.ts'
import { enrollmentColumns } from '../rows/tables.ts'
import type { ContactHandle } from '../turns.ts'
import type { ContactReader } from './contact-reader.ts'
import type { SqliteDatabase } from './database.ts'
import type { JournalReader } from './journal-reader.ts'
import { openQueryRunner, query } from './query.ts'

interface FailedRow {
  readonly flow: number
  readonly version: number
  readonly step: number | null
  readonly reason: number | null
  readonly n: number
  readonly contact_ref: number
  readonly ordinal: number
}

const FAILED = statusNumber('failed')
/** Between two turns nobody is active but who is held by a pause (fine print 49). */
const HELD = statusNumber('active')

export function openEnrollmentStore(
  database: SqliteDatabase,
  reader: ContactReader,
  readJournal: JournalReader,
  dictionary: Dictionary,
): EnrollmentStore {
  const { sql, read } = database
  const { words, flows } = dictionary
  const run = openQueryRunner(database)
  const one = sql<[string, number], [ContactHandle, ...Columns]>(
    `SELECT e.contact_ref, ${ENROLLMENT_COLUMNS.map((column) => `e.${column}`).join(', ')}
     FROM enrollments e JOIN contacts c ON c.ref = e.contact_ref WHERE c.id = ? AND e.ordinal = ?`,
  ).raw()
  const open = `FROM enrollments e JOIN contacts c ON c.ref = e.contact_ref
     WHERE e.flow = ? AND e.status <= ${LAST_OPEN_STATUS}`
  const openContacts = sql<[number, number, number | null, number | null, number], { ref: ContactHandle; id: string }>(
    `SELECT c.ref, c.id ${open} AND e.contact_ref > ? AND (? IS NULL OR e.wake_at <= ?) ORDER BY e.contact_ref LIMIT ?`,
  )
  const overdue = sql<[number, number], number>(
    `SELECT count(*) ${open} AND (e.status = ${HELD} OR e.status <> ${FAILED} AND e.wake_at <= ?)`,
  ).pluck()

  const countAt = sql<[number, number, number], number | null>(
    'SELECT sum(n) FROM step_counts WHERE flow = ? AND version = ? AND step = ? AND measure <= 1',
  ).pluck()
  const here = `FROM enrollments INDEXED BY enrollments_open WHERE flow = ? AND status <= ${LAST_OPEN_STATUS}`
  const everybodyAt = sql<[number, number, number, number], ContactHandle>(
    `SELECT contact_ref ${here} AND version = ? AND step = ? LIMIT ?`,
  ).pluck()
  const nextAt = sql<[number, number, number, number], ContactHandle>(
    `SELECT contact_ref ${here} AND contact_ref >= ? AND version = ? AND step = ? ORDER BY contact_ref LIMIT 1`,
  ).pluck()
  const first = sql<[number], number>(`SELECT contact_ref ${here} ORDER BY contact_ref LIMIT 1`).pluck()
  const last = sql<[number], number>(`SELECT contact_ref ${here} ORDER BY contact_ref DESC LIMIT 1`).pluck()
  const groups = sql<[number | null, number | null], FailedRow>(
    `SELECT flow, version, step, reason, count(*) AS n, max(entered_at) AS latest, contact_ref, ordinal
     FROM enrollments WHERE status = ${FAILED} AND (? IS NULL OR flow = ?)
     GROUP BY flow, version, step, reason ORDER BY n DESC, latest DESC`,
  )
  const idOf = sql<[number], string>('SELECT id FROM contacts WHERE ref = ?').pluck()

  function find(id: string): { handle: ContactHandle; contactId: string; row: Columns } | undefined {
    const key = splitKey(id)
    const found = key && one.get(key.contactId, Number(key.tail))
    if (!found) return undefined
    const [handle, ...row] = found
    return { handle, contactId: key.contactId, row }
  }

  function build(request: EnrollmentQuery) {
    const { flow, version, step, contactId, status, reason, cursor, limit } = request
    let rows = query
      .selectFrom('enrollments')
      .select(['contact_ref', ...ENROLLMENT_COLUMNS])
      .orderBy('entered_at', 'desc')
      .orderBy('contact_ref', 'desc')
      .orderBy('ordinal', 'desc')
      .limit(limit + 1)
    // A name nobody has ever used is the number 0, which no row has.
    if (flow !== undefined) rows = rows.where('flow', '=', flows.find(flow) ?? 0)
    if (version !== undefined) rows = rows.where('version', '=', version)
    if (step !== undefined) rows = rows.where('step', '=', words.find(step) ?? 0)
    if (contactId !== undefined) rows = rows.where('contact_ref', '=', reader.byId(contactId)?.handle ?? null)
    if (status === 'open') rows = rows.where('status', '<=', LAST_OPEN_STATUS)
    else if (status === 'failed') rows = rows.where(raw<boolean>`status = ${raw.lit(FAILED)}`)
    else if (status !== undefined) rows = rows.where('status', '=', statusNumber(status))
    if (reason !== undefined) rows = rows.where('reason', '=', words.find(reason) ?? 0)
    if (cursor !== undefined) {
      const [enteredAt, ref, ordinal] = readCursor(cursor, 'enrollments', ['number', 'number', 'number'])
      rows = rows.where(raw<boolean>`(entered_at, contact_ref, ordinal) < (${enteredAt}, ${ref}, ${ordinal})`)
    }
    return rows
  }

  return {
    list: (request) =>
      read(() => {
        const rows = run(build(request))
        const shown = rows.slice(0, request.limit)
        const last = rows.length > request.limit ? shown.at(-1) : undefined
        const contacts = reader.byHandles(shown.map((row) => row.contact_ref))
        return {
          items: shown.flatMap((row): EnrollmentRow[] => {
            const contact = contacts.get(row.contact_ref)?.contact
            if (!contact) return []
            return [{ enrollment: decodeEnrollment(contact.id, enrollmentColumns(row), dictionary), contact }]
          }),
          nextCursor: last ? writeCursor('enrollments', [last.entered_at, last.contact_ref, last.ordinal]) : null,
        }
      }),
    get: (id) =>
      read(() => {
        const found = find(id)
        const contact = found && reader.byId(found.contactId)?.row.contact
        return contact && { enrollment: decodeEnrollment(contact.id, found.row, dictionary), contact }
      }),
    journal: (id) =>
      read(() => {
        const found = find(id)
        if (!found) return []
        const { handle, contactId, row } = found
        return readJournal({ handle, contactId, ordinal: row[0] }, row[12])
      }),
    openContacts: (flow, { after, limit, overdueAt }) =>
      read(() => {
        const start = after === undefined ? 0 : readCursor(after, 'open contacts', ['number'])[0]
        const rows = openContacts.all(flows.find(flow) ?? 0, start, overdueAt ?? null, overdueAt ?? null, limit)
        const last = rows.length === limit ? rows.at(-1) : undefined
        return { contactIds: rows.map((row) => row.id), next: last ? writeCursor('open contacts', [last.ref]) : null }
      }),
    sampleAt: ({ flow, version, step, limit }) =>
      read(() => {
        const [flowId, word] = [flows.find(flow) ?? 0, words.find(step) ?? 0]
        const there = countAt.get(flowId, version, word) ?? 0
        if (there <= limit) return everybodyAt.all(flowId, version, word, limit)
        // Looked for from places spread evenly: of a million the first few behind each are read, and no more.
        const from = first.get(flowId) ?? 0
        const stride = ((last.get(flowId) ?? 0) + 1 - from) / limit
        const found = Array.from({ length: limit }, (_, place) =>
          nextAt.get(flowId, Math.floor(from + place * stride), version, word),
        )
        return [...new Set(found.filter((handle) => handle !== undefined))]
      }),
    failedGroups: (flow) =>
      read(() => {
        const wanted = flow === undefined ? null : (flows.find(flow) ?? 0)
        return groups.all(wanted, wanted).map((row) => ({
          flow: flows.keyOf(row.flow),
          version: row.version,
          step: row.step === null ? '' : words.wordOf(row.step),
          reason: row.reason === null ? '' : words.wordOf(row.reason),
          count: row.n,
          newest: keyOf(idOf.get(row.contact_ref) ?? '', row.ordinal),
        }))
      }),
    overdueCount: (flow, now) => read(() => overdue.get(flows.find(flow) ?? 0, now) ?? 0),
  }
}
