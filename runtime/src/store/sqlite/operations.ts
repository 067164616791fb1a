import type Connection from 'better-sqlite3'
import type { FlowBalance, OperationStore, SetAsideContact, SetAsideCount } from '../operations.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { LAST_OPEN_STATUS, statusNumber } from '../rows/enrollment-codec.ts'
import { auditDatabase } from './audit.ts'
import { backupConnection } from './backup.ts'
import { openCompactor, openShrinker } from './compact.ts'
import type { SqliteDatabase } from './database.ts'
import { findDamage } from './integrity.ts'
import { openRepairer } from './repair.ts'

export function openOperationStore(database: SqliteDatabase, dictionary: Dictionary): OperationStore {
  const { connection, sql, read, write } = database
  const touch = sql<[]>('UPDATE settings SET catalog_revision = catalog_revision')
  const failed = sql<[], number | null>(
    `SELECT sum(n) FROM enrollment_counts WHERE status = ${statusNumber('failed')}`,
  ).pluck()
  const setAside = sql<[number], SetAsideContact>(
    `SELECT c.id AS contactId, s.code, s.message, s.since, k.faults, s.retry_at AS retryAt
     FROM set_aside s JOIN contacts c ON c.ref = s.contact_ref JOIN contact_clock k ON k.contact_ref = s.contact_ref
     ORDER BY s.since LIMIT ?`,
  )
  const setAsideCount = sql<[], SetAsideCount>(
    `SELECT count(retry_at) AS retrying, count(*) - count(retry_at) AS abandoned, min(since) AS oldestAt FROM set_aside`,
  )
  const balances = sql<[], Omit<FlowBalance, 'flow'> & { id: number }>(
    `SELECT f.id,
       (SELECT coalesce(sum(n), 0) FROM entry_counts e WHERE e.flow = f.id AND e.reason = 0) AS entered,
       (SELECT coalesce(sum(n), 0) FROM enrollment_counts c WHERE c.flow = f.id AND c.status <= ${LAST_OPEN_STATUS}) AS open,
       (SELECT coalesce(sum(n), 0) FROM enrollment_counts c WHERE c.flow = f.id AND c.status > ${LAST_OPEN_STATUS}) AS ended
     FROM flows f ORDER BY f.id`,
  )
  const repair = openRepairer(database, dictionary)
  const tables = sql<[], string>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  ).pluck()

  return {
    ping: () => write(() => void touch.run()),
    failedCount: () => read(() => failed.get() ?? 0),
    setAside: (limit) => read(() => setAside.all(limit)),
    setAsideCount: () => read(() => setAsideCount.get() ?? { retrying: 0, abandoned: 0, oldestAt: null }),
    balances: () =>
      read(() => balances.all().map(({ id, ...sums }) => ({ flow: dictionary.flows.keyOf(id), ...sums }))),
    audit: () => read(() => connection).then((open) => auditDatabase(open, dictionary)),
    repair,
    compact: openCompactor(database),
    shrink: openShrinker(database),
    backup: (folder, now) => backupConnection(connection, folder, now),
    integrity: () => read(() => findDamage(connection)),
    size: () =>
      read(() => {
        const [pages, page] = [
          connection.pragma('page_count', { simple: true }),
          connection.pragma('page_size', { simple: true }),
        ]
        const rows = tables.all().map((table) => [table, countOf(connection, table)] as const)
        return { bytes: Number(pages) * Number(page), rows: Object.fromEntries(rows) }
      }),
  }
}

const countOf = (connection: Connection.Database, table: string): number =>
  connection.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
