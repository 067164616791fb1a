import { HANDOFF_STATES, type HandoffState } from '@couveuse/shared/api/handoffs'
import { sql as raw } from 'kysely'
import { readCursor, writeCursor } from '../cursor.ts'
import { splitKey } from '../keys.ts'
import {
  decodeHandoff,
  decodeTask,
  HANDOFF_COLUMNS,
  type HandoffColumns,
  handoffStateNumber,
  LAST_WORKED_STATE,
  stateOfHandoff,
  TASK_COLUMNS,
  type TaskColumns,
} from '../rows/sales-codec.ts'
import type { HandoffRow, SalesStore, TaskRow } from '../sales.ts'
import type { ContactHandle } from '../turns.ts'
import { contactReader } from './contact-reader.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { query, runQuery } from './query.ts'
import { sql } from './sql.ts'

type HandoffQuery = Parameters<SalesStore['handoffs']>[0]
type TaskQuery = Parameters<SalesStore['tasks']>[0]

const select = (table: string, columns: readonly string[]): string =>
  `SELECT ${columns.join(', ')} FROM ${table} WHERE contact_ref = $1 AND tail = $2`
const HANDOFF = sql<[ContactHandle, string], HandoffColumns>(select('handoffs', HANDOFF_COLUMNS))
const TASK = sql<[ContactHandle, string], TaskColumns>(select('tasks', TASK_COLUMNS))

const IS_CLOSED = raw<number>`(CASE WHEN state > ${raw.lit(LAST_WORKED_STATE)} THEN 1 ELSE 0 END)`

/** Undefined where the question is not about one contact. */
type Whose = { readonly handle: ContactHandle | null } | undefined

async function whoseOf(session: Session, contactId: string | undefined): Promise<Whose> {
  return contactId === undefined ? undefined : { handle: await contactReader.handleOf(session, contactId) }
}

function matchingHandoffs({ team, owner }: HandoffQuery, whose: Whose) {
  let rows = query.selectFrom('handoffs')
  if (team !== undefined) rows = rows.where('team', '=', team)
  if (owner !== undefined) rows = rows.where('owner', '=', owner)
  if (whose) rows = rows.where('contact_ref', '=', whose.handle)
  return rows
}

function handoffPage(request: HandoffQuery, whose: Whose) {
  const { state, cursor, limit } = request
  let rows = matchingHandoffs(request, whose)
    .select(['contact_ref', 'rank', IS_CLOSED.as('closed'), ...HANDOFF_COLUMNS])
    .orderBy('closed')
    .orderBy('rank')
    .orderBy('contact_ref')
    .orderBy('tail')
    .limit(limit + 1)
  if (state !== undefined) rows = rows.where('state', '=', handoffStateNumber(state))
  if (cursor !== undefined) {
    const after = readCursor(cursor, 'handoffs', ['number', 'number', 'number', 'string'])
    const [closed, rank, ref, tail] = after
    rows = rows.where(
      raw<boolean>`(${IS_CLOSED}, rank, contact_ref, tail) > (${closed}::integer, ${rank}, ${ref}, ${tail})`,
    )
  }
  return rows
}

async function countByState(
  session: Session,
  request: HandoffQuery,
  whose: Whose,
): Promise<Record<HandoffState, number>> {
  const counts: Record<HandoffState, number> = { open: 0, accepted: 0, returned: 0, won: 0, lost: 0 }
  const sums = matchingHandoffs(request, whose).select(({ fn }) => ['state' as const, fn.countAll<number>().as('n')])
  for (const { state, n } of await runQuery(session, sums.groupBy('state'))) {
    const name = HANDOFF_STATES[state]
    if (name) counts[name] = n
  }
  return counts
}

function taskPage({ state, assignee, cursor, limit }: TaskQuery, whose: Whose) {
  let rows = query
    .selectFrom('tasks')
    .select(['contact_ref', 'rank', ...TASK_COLUMNS])
    .where('is_done', '=', state === 'done' ? 1 : 0)
    .orderBy('rank')
    .orderBy('contact_ref')
    .orderBy('tail')
    .limit(limit + 1)
  if (assignee !== undefined) rows = rows.where('assignee', '=', assignee)
  if (whose) rows = rows.where('contact_ref', '=', whose.handle)
  if (cursor !== undefined) {
    const [rank, ref, tail] = readCursor(cursor, `tasks ${state}`, ['number', 'number', 'string'])
    rows = rows.where(raw<boolean>`(rank, contact_ref, tail) > (${rank}, ${ref}, ${tail})`)
  }
  return rows
}

export function openSalesStore({ read }: PostgresDatabase, dictionary: SharedDictionary): SalesStore {
  return {
    handoffs: (request) =>
      read(async (session) => {
        const whose = await whoseOf(session, request.contactId)
        const [rows, counts] = await Promise.all([
          runQuery(session, handoffPage(request, whose)),
          countByState(session, request, whose),
        ])
        const shown = rows.slice(0, request.limit)
        const last = rows.length > request.limit ? shown.at(-1) : undefined
        const contacts = await contactReader.byHandles(
          session,
          shown.map((row) => row.contact_ref),
        )
        const items = await dictionary.decoding(session, () =>
          shown.flatMap((row): HandoffRow[] => {
            const contact = contacts.get(row.contact_ref)
            if (!contact) return []
            const decoded = decodeHandoff(contact.contact.id, row, dictionary)
            return [{ handoff: decoded, state: stateOfHandoff(decoded), contact }]
          }),
        )
        const nextCursor = last ? writeCursor('handoffs', [last.closed, last.rank, last.contact_ref, last.tail]) : null
        return { items, nextCursor, counts }
      }),
    handoff: (id) =>
      read(async (session) => {
        const key = splitKey(id)
        const contact = key && (await contactReader.byId(session, key.contactId))
        const row = contact && (await session.get(HANDOFF, contact.handle, key.tail))
        if (!row) return undefined
        const handoff = await dictionary.decoding(session, () => decodeHandoff(key.contactId, row, dictionary))
        return { handoff, state: stateOfHandoff(handoff), contact: contact.row }
      }),
    tasks: (request) =>
      read(async (session) => {
        const whose = await whoseOf(session, request.contactId)
        const rows = await runQuery(session, taskPage(request, whose))
        const shown = rows.slice(0, request.limit)
        const last = rows.length > request.limit ? shown.at(-1) : undefined
        const contacts = await contactReader.byHandles(
          session,
          shown.map((row) => row.contact_ref),
        )
        const items = await dictionary.decoding(session, () =>
          shown.flatMap((row): TaskRow[] => {
            const contact = contacts.get(row.contact_ref)?.contact
            return contact ? [{ task: decodeTask(contact.id, row, dictionary), contact }] : []
          }),
        )
        const nextCursor = last ? writeCursor(`tasks ${request.state}`, [last.rank, last.contact_ref, last.tail]) : null
        return { items, nextCursor }
      }),
    task: (id) =>
      read(async (session) => {
        const key = splitKey(id)
        const contact = key && (await contactReader.byId(session, key.contactId))
        const row = contact && (await session.get(TASK, contact.handle, key.tail))
        if (!row) return undefined
        const task = await dictionary.decoding(session, () => decodeTask(key.contactId, row, dictionary))
        return { task, contact: contact.row.contact }
      }),
  }
}
