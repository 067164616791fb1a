import { readCursor, writeCursor } from '../cursor.ts'
import type { HistoryItem, HistoryStore, HistoryType, ProblemRecord } from '../history.ts'
import { type CallColumns, decodeCall } from '../rows/call-codec.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { type EnrollmentRow as Columns, decodeEnrollment, ENROLLMENT_COLUMNS } from '../rows/enrollment-codec.ts'
import { laneNumber } from '../rows/outbox-codec.ts'
import {
  decodeGoal,
  decodeLedgerRow,
  type GoalColumns,
  LEDGER_COLUMNS,
  type LedgerColumns,
} from '../rows/record-codec.ts'
import type { ContactHandle } from '../turns.ts'
import type { ContactReader } from './contact-reader.ts'
import type { SqliteDatabase } from './database.ts'
import { openHistorySources } from './history-sources.ts'
import type { JournalReader } from './journal-reader.ts'

/** Newest first; at one instant the consequence stands above its cause. */
const TYPES: readonly HistoryType[] = ['handoff', 'task', 'message', 'entry', 'change', 'event']

export function openHistoryStore(
  database: SqliteDatabase,
  reader: ContactReader,
  readJournal: JournalReader,
  dictionary: Dictionary,
): HistoryStore {
  const { sql, read } = database
  const sources = openHistorySources(database, dictionary)
  const ledger = sql<[number], LedgerColumns>(
    `SELECT ${LEDGER_COLUMNS} FROM ledger WHERE contact_ref = ? ORDER BY position`,
  ).raw()
  const enrollments = sql<[number], Columns>(
    `SELECT ${ENROLLMENT_COLUMNS.join(', ')} FROM enrollments WHERE contact_ref = ? ORDER BY ordinal`,
  ).raw()
  const goals = sql<[number], GoalColumns>(
    'SELECT ordinal, seq, step, name, value, at FROM goals WHERE contact_ref = ? ORDER BY position',
  )
  const problems = sql<[number], ProblemRecord>(
    'SELECT code, message, at FROM problems WHERE contact_ref = ? ORDER BY position',
  )

  const calls = sql<[number], CallColumns>(
    `SELECT tail, flow, step, queued_at, state, error, payload FROM outbox
     WHERE contact_ref = ? AND lane = ${laneNumber('webhook')} ORDER BY id`,
  )
  const waiting = sql<[number], { receivedAt: number; notBefore: number | null; cause: string }>(
    'SELECT received_at AS receivedAt, not_before AS notBefore, cause FROM inbox WHERE contact_ref = ? ORDER BY id',
  )

  function newest(type: HistoryType, handle: ContactHandle, contactId: string, before: number, limit: number) {
    switch (type) {
      case 'event':
        return sources.event
          .page(handle, contactId, before, limit)
          .map(({ at, item }): HistoryItem => ({ type, at, event: item }))
      case 'change':
        return sources.change
          .page(handle, contactId, before, limit)
          .map(({ at, item }): HistoryItem => ({ type, at, change: item }))
      case 'message':
        return sources.message
          .page(handle, contactId, before, limit)
          .map(({ at, item }): HistoryItem => ({ type, at, message: item }))
      case 'entry':
        return sources.entry
          .page(handle, contactId, before, limit)
          .map(({ at, item }): HistoryItem => ({ type, at, entry: item }))
      case 'task':
        return sources.task
          .page(handle, contactId, before, limit)
          .map(({ at, item }): HistoryItem => ({ type, at, task: item }))
      case 'handoff':
        return sources.handoff
          .page(handle, contactId, before, limit)
          .map(({ at, item }): HistoryItem => ({ type, at, handoff: item }))
    }
  }

  return {
    page: (contactId, { type, cursor, limit }) =>
      read(() => {
        const found = reader.byId(contactId)
        if (!found) return undefined
        // Several things share an instant: the cursor says how many of that instant have been shown.
        const list = `history ${type ?? 'all'}`
        const [before, shown] =
          cursor === undefined ? [Number.MAX_SAFE_INTEGER, 0] : readCursor(cursor, list, ['number', 'number'])
        const items = (type === undefined ? TYPES : [type])
          .flatMap((one) => newest(one, found.handle, contactId, before, limit + 1 + shown))
          .sort((a, b) => b.at - a.at)
        const page = items.slice(shown, shown + limit)
        const last = items.length > shown + limit ? page.at(-1) : undefined
        if (!last) return { items: page, nextCursor: null }
        const seen = items.slice(0, shown + limit).filter(({ at }) => at === last.at).length
        return { items: page, nextCursor: writeCursor(list, [last.at, seen]) }
      }),
    ledger: (contactId) =>
      read(() => {
        const found = reader.byId(contactId)
        return found ? ledger.all(found.handle).map((row) => decodeLedgerRow(contactId, row)) : []
      }),
    events: (contactId, limit) =>
      read(() => {
        const found = reader.byId(contactId)
        if (!found) return []
        return sources.event.page(found.handle, contactId, Number.MAX_SAFE_INTEGER, limit).map(({ item }) => item)
      }),
    record: (contactId) =>
      read(() => {
        const found = reader.byId(contactId)
        if (!found) return undefined
        const { handle } = found
        return {
          contact: found.row.contact,
          events: sources.event.all(handle, contactId),
          ledger: ledger.all(handle).map((row) => decodeLedgerRow(contactId, row)),
          changes: sources.change.all(handle, contactId),
          entries: sources.entry.all(handle, contactId),
          enrollments: enrollments.all(handle).map((row) => ({
            enrollment: decodeEnrollment(contactId, row, dictionary),
            journal: readJournal({ handle, contactId, ordinal: row[0] }, row[12]),
          })),
          messages: sources.messageRecords.all(handle, contactId),
          calls: calls.all(handle).map((row) => decodeCall(contactId, row, dictionary)),
          waiting: waiting.all(handle).map(({ cause, ...row }) => ({ ...row, cause: JSON.parse(cause) })),
          tasks: sources.task.all(handle, contactId),
          handoffs: sources.handoff.all(handle, contactId),
          goals: goals.all(handle).map((row) => decodeGoal(contactId, row, dictionary)),
          problems: problems.all(handle),
        }
      }),
  }
}
