import type { Dictionary } from '../rows/dictionary.ts'
import { type HistoryItemKind, historyItems } from '../rows/history-items.ts'
import type { ContactHandle } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'

/** One kind of thing that happens to a contact: newest first for pages, in order of writing for the whole record. */
export interface HistorySource<Item> {
  page(handle: ContactHandle, contactId: string, before: number, limit: number): readonly Dated<Item>[]
  all(handle: ContactHandle, contactId: string): readonly Item[]
}
export interface Dated<Item> {
  readonly at: number
  readonly item: Item
}

function source<Columns, Item>(
  { sql }: SqliteDatabase,
  { select, decode }: HistoryItemKind<Columns, Item>,
): HistorySource<Item> {
  const page = sql<number[], Columns & { at: number }>(
    `SELECT * FROM (${select}) WHERE at <= ? ORDER BY at DESC, position DESC LIMIT ?`,
  )
  const all = sql<number[], Columns>(`SELECT * FROM (${select}) ORDER BY position`)
  const places = select.split('?').length - 1
  const whose = (handle: ContactHandle): number[] => Array.from({ length: places }, () => handle)
  return {
    page: (handle, contactId, before, limit) =>
      page
        .all(...whose(handle), before, limit)
        .map((columns) => ({ at: columns.at, item: decode(contactId, columns) })),
    all: (handle, contactId) => all.all(...whose(handle)).map((columns) => decode(contactId, columns)),
  }
}

/** Sources by the name of what they tell; `messageRecords` are messages with their bodies. */
export function openHistorySources(database: SqliteDatabase, dictionary: Dictionary) {
  const items = historyItems(dictionary)
  return {
    event: source(database, items.event),
    change: source(database, items.change),
    message: source(database, items.message),
    messageRecords: source(database, items.messageRecords),
    entry: source(database, items.entry),
    task: source(database, items.task),
    handoff: source(database, items.handoff),
  }
}
