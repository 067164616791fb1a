import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { InvariantError } from '@couveuse/shared/contract/problem'
import Connection from 'better-sqlite3'
import type { OperationStore, SetAsideContact } from '../operations.ts'
import { type SqliteDatabase, translating } from './database.ts'
import { statusNumber } from './enrollment-codec.ts'

/** Pages copied between two breaths of the event loop: 16 MB. */
const BACKUP_PAGES = 4096

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
    async backup(folder, now) {
      const name = `couveuse-${new Date(now).toISOString().replace(/[:.]/g, '-')}.sqlite`
      const path = join(folder, name)
      const unfinished = `${path}.partial`
      mkdirSync(folder, { recursive: true })
      try {
        await connection.backup(unfinished, { progress: () => BACKUP_PAGES })
        const [problem] = problemsOf(unfinished)
        if (problem !== undefined) throw new InvariantError(`The copy ${path} is damaged: ${problem}`)
        renameSync(unfinished, path)
      } finally {
        rmSync(unfinished, { force: true })
      }
      return path
    },
    integrity: () => read(() => check(connection)),
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

function problemsOf(path: string): string[] {
  return translating(path, () => {
    const copy = new Connection(path, { readonly: true })
    try {
      return check(copy)
    } finally {
      copy.close()
    }
  })
}

function check(connection: Connection.Database): string[] {
  const structure = connection.prepare<[], { integrity_check: string }>('PRAGMA integrity_check').all()
  const references = connection.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all()
  return [
    ...structure.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
    ...references.map(({ table, parent }) => `a row of ${table} refers to a row of ${parent} that is not there`),
  ]
}
