import { HANDOFF_STATES, type HandoffState } from '@couveuse/shared/api/handoffs'
import { sql as raw } from 'kysely'
import { readCursor, writeCursor } from '../cursor.ts'
import { splitKey } from '../keys.ts'
import type { Dictionary } from '../rows/dictionary.ts'
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
import type { ContactReader } from './contact-reader.ts'
import type { SqliteDatabase } from './database.ts'
import { openQueryRunner, query } from './query.ts'

type HandoffQuery = Parameters<SalesStore['handoffs']>[0]
type TaskQuery = Parameters<SalesStore['tasks']>[0]

export function openSalesStore(database: SqliteDatabase, reader: ContactReader, dictionary: Dictionary): SalesStore {
  const { sql, read } = database
  const run = openQueryRunner(database)
  const select = (table: string, columns: readonly string[]): string =>
    `SELECT ${columns.join(', ')} FROM ${table} WHERE contact_ref = ? AND tail = ?`
  const handoff = sql<[ContactHandle, string], HandoffColumns>(select('handoffs', HANDOFF_COLUMNS))
  const task = sql<[ContactHandle, string], TaskColumns>(select('tasks', TASK_COLUMNS))

  const handleOf = (contactId: string): ContactHandle | null => reader.byId(contactId)?.handle ?? null

  function matchingHandoffs({ team, owner, contactId }: HandoffQuery) {
    let rows = query.selectFrom('handoffs')
    if (team !== undefined) rows = rows.where('team', '=', team)
    if (owner !== undefined) rows = rows.where('owner', '=', owner)
    if (contactId !== undefined) rows = rows.where('contact_ref', '=', handleOf(contactId))
    return rows
  }

  function handoffPage(request: HandoffQuery) {
    const { state, cursor, limit } = request
    const isClosed = raw<number>`(state > ${raw.lit(LAST_WORKED_STATE)})`
    let rows = matchingHandoffs(request)
      .select(['contact_ref', 'rank', isClosed.as('closed'), ...HANDOFF_COLUMNS])
      .orderBy('closed')
      .orderBy('rank')
      .orderBy('contact_ref')
      .orderBy('tail')
      .limit(limit + 1)
    if (state !== undefined) rows = rows.where('state', '=', handoffStateNumber(state))
    if (cursor !== undefined) {
      const after = readCursor(cursor, 'handoffs', ['number', 'number', 'number', 'string'])
      const [closed, rank, ref, tail] = after
      rows = rows.where(raw<boolean>`(${isClosed}, rank, contact_ref, tail) > (${closed}, ${rank}, ${ref}, ${tail})`)
    }
    return rows
  }

  function countByState(request: HandoffQuery): Record<HandoffState, number> {
    const counts: Record<HandoffState, number> = { open: 0, accepted: 0, returned: 0, won: 0, lost: 0 }
    const sums = matchingHandoffs(request).select(({ fn }) => ['state' as const, fn.countAll<number>().as('n')])
    for (const { state, n } of run(sums.groupBy('state'))) {
      const name = HANDOFF_STATES[state]
      if (name) counts[name] = n
    }
    return counts
  }

  function taskPage({ state, assignee, contactId, cursor, limit }: TaskQuery) {
    let rows = query
      .selectFrom('tasks')
      .select(['contact_ref', 'rank', ...TASK_COLUMNS])
      .where('is_done', '=', state === 'done' ? 1 : 0)
      .orderBy('rank')
      .orderBy('contact_ref')
      .orderBy('tail')
      .limit(limit + 1)
    if (assignee !== undefined) rows = rows.where('assignee', '=', assignee)
    if (contactId !== undefined) rows = rows.where('contact_ref', '=', handleOf(contactId))
    if (cursor !== undefined) {
      const [rank, ref, tail] = readCursor(cursor, `tasks ${state}`, ['number', 'number', 'string'])
      rows = rows.where(raw<boolean>`(rank, contact_ref, tail) > (${rank}, ${ref}, ${tail})`)
    }
    return rows
  }

  return {
    handoffs: (request) =>
      read(() => {
        const rows = run(handoffPage(request))
        const shown = rows.slice(0, request.limit)
        const last = rows.length > request.limit ? shown.at(-1) : undefined
        const contacts = reader.byHandles(shown.map((row) => row.contact_ref))
        return {
          items: shown.flatMap((row): HandoffRow[] => {
            const contact = contacts.get(row.contact_ref)
            if (!contact) return []
            const decoded = decodeHandoff(contact.contact.id, row, dictionary)
            return [{ handoff: decoded, state: stateOfHandoff(decoded), contact }]
          }),
          nextCursor: last ? writeCursor('handoffs', [last.closed, last.rank, last.contact_ref, last.tail]) : null,
          counts: countByState(request),
        }
      }),
    handoff: (id) =>
      read(() => {
        const key = splitKey(id)
        const contact = key && reader.byId(key.contactId)
        const row = contact && handoff.get(contact.handle, key.tail)
        if (!row) return undefined
        const decoded = decodeHandoff(key.contactId, row, dictionary)
        return { handoff: decoded, state: stateOfHandoff(decoded), contact: contact.row }
      }),
    tasks: (request) =>
      read(() => {
        const rows = run(taskPage(request))
        const shown = rows.slice(0, request.limit)
        const last = rows.length > request.limit ? shown.at(-1) : undefined
        const contacts = reader.byHandles(shown.map((row) => row.contact_ref))
        return {
          items: shown.flatMap((row): TaskRow[] => {
            const contact = contacts.get(row.contact_ref)?.contact
            return contact ? [{ task: decodeTask(contact.id, row, dictionary), contact }] : []
          }),
          nextCursor: last ? writeCursor(`tasks ${request.state}`, [last.rank, last.contact_ref, last.tail]) : null,
        }
      }),
    task: (id) =>
      read(() => {
        const key = splitKey(id)
        const contact = key && reader.byId(key.contactId)
        const row = contact && task.get(contact.handle, key.tail)
        return row && { task: decodeTask(key.contactId, row, dictionary), contact: contact.row.contact }
      }),
  }
}
