import { readCursor, writeCursor } from '../cursor.ts'
import type { HistoryItem, HistoryStore, HistoryType, ProblemRecord } from '../history.ts'
import { type CallColumns, decodeCall } from '../rows/call-codec.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { type EnrollmentRow as Columns, decodeEnrollment, ENROLLMENT_COLUMNS } from '../rows/enrollment-codec.ts'
import { type HistoryItemKind, historyItems } from '../rows/history-items.ts'
import { laneNumber } from '../rows/outbox-codec.ts'
import {
  decodeGoal,
  decodeLedgerRow,
  type GoalColumns,
  LEDGER_COLUMNS,
  type LedgerColumns,
} from '../rows/record-codec.ts'
import { contactReader, type FoundContact } from './contact-reader.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { readJournal } from './journal-reader.ts'
import { sql, tuples } from './sql.ts'

/** Newest first; at one instant the consequence stands above its cause. */
const TYPES: readonly HistoryType[] = ['handoff', 'task', 'message', 'entry', 'change', 'event']

const LEDGER = tuples<[number], LedgerColumns>(
  `SELECT ${LEDGER_COLUMNS} FROM ledger WHERE contact_ref = $1 ORDER BY position`,
)
const ENROLLMENTS = tuples<[number], Columns>(
  `SELECT ${ENROLLMENT_COLUMNS.join(', ')} FROM enrollments WHERE contact_ref = $1 ORDER BY ordinal`,
)
const GOALS = sql<[number], GoalColumns>(
  'SELECT ordinal, seq, step, name, value, at FROM goals WHERE contact_ref = $1 ORDER BY position',
)
const PROBLEMS = sql<[number], ProblemRecord>(
  'SELECT code, message, at FROM problems WHERE contact_ref = $1 ORDER BY position',
)

const CALLS = sql<[number], CallColumns>(
  `SELECT tail, flow, step, queued_at, state, error, payload FROM outbox
   WHERE contact_ref = $1 AND lane = ${laneNumber('webhook')} ORDER BY id`,
)
const WAITING = sql<[number], { receivedAt: number; notBefore: number | null; cause: string }>(
  `SELECT received_at AS "receivedAt", not_before AS "notBefore", cause FROM inbox WHERE contact_ref = $1 ORDER BY id`,
)

interface Source<Item> {
  page(
    session: Session,
    owner: FoundContact,
    before: number,
    limit: number,
  ): Promise<readonly { at: number; item: Item }[]>
  all(session: Session, owner: FoundContact): Promise<readonly Item[]>
}

function openSources(dictionary: SharedDictionary) {
  function source<Columns, Item>({ select, decode }: HistoryItemKind<Columns, Item>): Source<Item> {
    const rows = select.replaceAll('?', '$1')
    const page = sql<[number, number, number], Columns & { at: number }>(
      `SELECT * FROM (${rows}) AS source WHERE at <= $2 ORDER BY at DESC, position DESC LIMIT $3`,
    )
    const all = sql<[number], Columns>(`SELECT * FROM (${rows}) AS source ORDER BY position`)
    return {
      async page(session, { handle, row }, before, limit) {
        const found = await session.all(page, handle, before, limit)
        return dictionary.decoding(session, () =>
          found.map((columns) => ({ at: columns.at, item: decode(row.contact.id, columns) })),
        )
      },
      async all(session, { handle, row }) {
        const found = await session.all(all, handle)
        return dictionary.decoding(session, () => found.map((columns) => decode(row.contact.id, columns)))
      },
    }
  }
  const items = historyItems(dictionary satisfies Dictionary)
  return {
    event: source(items.event),
    change: source(items.change),
    message: source(items.message),
    messageRecords: source(items.messageRecords),
    entry: source(items.entry),
    task: source(items.task),
    handoff: source(items.handoff),
  }
}

export function openHistoryStore({ read }: PostgresDatabase, dictionary: SharedDictionary): HistoryStore {
  const sources = openSources(dictionary)

  async function newest(
    session: Session,
    type: HistoryType,
    owner: FoundContact,
    before: number,
    limit: number,
  ): Promise<readonly HistoryItem[]> {
    const page = <Item>(source: Source<Item>) => source.page(session, owner, before, limit)
    switch (type) {
      case 'event':
        return (await page(sources.event)).map(({ at, item }) => ({ type, at, event: item }))
      case 'change':
        return (await page(sources.change)).map(({ at, item }) => ({ type, at, change: item }))
      case 'message':
        return (await page(sources.message)).map(({ at, item }) => ({ type, at, message: item }))
      case 'entry':
        return (await page(sources.entry)).map(({ at, item }) => ({ type, at, entry: item }))
      case 'task':
        return (await page(sources.task)).map(({ at, item }) => ({ type, at, task: item }))
      case 'handoff':
        return (await page(sources.handoff)).map(({ at, item }) => ({ type, at, handoff: item }))
    }
  }

  async function readLedger(session: Session, { handle, row }: FoundContact) {
    return (await session.all(LEDGER, handle)).map((columns) => decodeLedgerRow(row.contact.id, columns))
  }

  async function readEnrollments(session: Session, { handle, row }: FoundContact) {
    const contactId = row.contact.id
    const rows = await session.all(ENROLLMENTS, handle)
    const enrollments = await dictionary.decoding(session, () =>
      rows.map((columns) => decodeEnrollment(contactId, columns, dictionary)),
    )
    return Promise.all(
      enrollments.map(async (enrollment, place) => {
        const owner = { handle, contactId, ordinal: enrollment.ordinal }
        return { enrollment, journal: await readJournal(session, owner, rows[place]?.[12] ?? null, dictionary) }
      }),
    )
  }

  async function readGoals(session: Session, { handle, row }: FoundContact) {
    const goals = await session.all(GOALS, handle)
    return dictionary.decoding(session, () => goals.map((columns) => decodeGoal(row.contact.id, columns, dictionary)))
  }

  async function readCalls(session: Session, { handle, row }: FoundContact) {
    const calls = await session.all(CALLS, handle)
    return dictionary.decoding(session, () => calls.map((columns) => decodeCall(row.contact.id, columns, dictionary)))
  }

  async function readWaiting(session: Session, { handle }: FoundContact) {
    return (await session.all(WAITING, handle)).map(({ cause, ...row }) => ({ ...row, cause: JSON.parse(cause) }))
  }

  return {
    page: (contactId, { type, cursor, limit }) =>
      read(async (session) => {
        const owner = await contactReader.byId(session, contactId)
        if (!owner) return undefined
        // Several things share an instant: the cursor says how many of that instant have been shown.
        const list = `history ${type ?? 'all'}`
        const [before, shown] =
          cursor === undefined ? [Number.MAX_SAFE_INTEGER, 0] : readCursor(cursor, list, ['number', 'number'])
        const types = type === undefined ? TYPES : [type]
        const found = await Promise.all(types.map((one) => newest(session, one, owner, before, limit + 1 + shown)))
        const items = found.flat().sort((a, b) => b.at - a.at)
        const page = items.slice(shown, shown + limit)
        const last = items.length > shown + limit ? page.at(-1) : undefined
        if (!last) return { items: page, nextCursor: null }
        const seen = items.slice(0, shown + limit).filter(({ at }) => at === last.at).length
        return { items: page, nextCursor: writeCursor(list, [last.at, seen]) }
      }),
    ledger: (contactId) =>
      read(async (session) => {
        const owner = await contactReader.byId(session, contactId)
        return owner ? readLedger(session, owner) : []
      }),
    events: (contactId, limit) =>
      read(async (session) => {
        const owner = await contactReader.byId(session, contactId)
        if (!owner) return []
        return (await sources.event.page(session, owner, Number.MAX_SAFE_INTEGER, limit)).map(({ item }) => item)
      }),
    record: (contactId) =>
      read(async (session) => {
        const owner = await contactReader.byId(session, contactId)
        if (!owner) return undefined
        const [events, ledger, changes, entries, enrollments, messages] = await Promise.all([
          sources.event.all(session, owner),
          readLedger(session, owner),
          sources.change.all(session, owner),
          sources.entry.all(session, owner),
          readEnrollments(session, owner),
          sources.messageRecords.all(session, owner),
        ])
        const [calls, waiting, tasks, handoffs, goals, problems] = await Promise.all([
          readCalls(session, owner),
          readWaiting(session, owner),
          sources.task.all(session, owner),
          sources.handoff.all(session, owner),
          readGoals(session, owner),
          session.all(PROBLEMS, owner.handle),
        ])
        return {
          ...{ contact: owner.row.contact, events, ledger, changes, entries, enrollments, messages },
          ...{ calls, waiting, tasks, handoffs, goals, problems },
        }
      }),
  }
}
