import type Connection from 'better-sqlite3'
import type { OperationStore, SetAsideContact } from '../operations.ts'
import { statusNumber } from '../rows/enrollment-codec.ts'
import { backupConnection } from './backup.ts'
import type { SqliteDatabase } from './database.ts'
import { findDamage } from './integrity.ts'

export function openOperationStore(database: SqliteDatabase): OperationStore {
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
  const tables = sql<[], string>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  ).pluck()

  return {
    ping: () => write(() => void touch.run()),
    failedCount: () => read(() => failed.get() ?? 0),
    setAside: (limit) => read(() => setAside.all(limit)),
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
