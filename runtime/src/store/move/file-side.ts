import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { RequestError } from '@couveuse/shared/contract/problem'
import type { Database } from 'better-sqlite3'
import type { Row } from '../rows/row.ts'
import { openDatabase } from '../sqlite/database.ts'
import { migrate, readMigrations } from '../sqlite/migrate.ts'
import { takeWriterLock } from '../sqlite/writer-lock.ts'
import type { Side, TargetSide } from './side.ts'
import { MOVED_TABLES } from './tables.ts'

/**
 * @throws RequestError `no_workspace` when there is no such file, `store_in_use` when the product runs on it
 */
export async function openFileSource(path: string, now: number): Promise<Side> {
  if (!existsSync(path)) throw new RequestError('no_workspace', `${path}: there is no workspace to move`)
  const lock = takeWriterLock(path, now)
  const database = openDatabase({ path })
  await migrate(database, readMigrations(), now)
  return {
    ...sideOf(database.connection, path),
    async close() {
      database.close()
      lock.release()
    },
  }
}

/**
 * A new file, which appears under its name only when everything is in it.
 *
 * @throws RequestError `target_not_empty` when there is one already
 */
export async function openFileTarget(path: string, now: number): Promise<TargetSide> {
  if (existsSync(path))
    throw new RequestError(
      'target_not_empty',
      `${path} exists: a workspace is moved into a new file only. Name another one, or take this one away.`,
    )
  const unfinished = `${path}.partial`
  mkdirSync(dirname(path), { recursive: true })
  removeFile(unfinished)
  const database = openDatabase({ path: unfinished, synchronous: 'off' })
  await migrate(database, readMigrations(), now)
  const { connection } = database
  connection.exec('DELETE FROM settings')
  let isKept = false
  return {
    ...sideOf(connection, path),
    kept: (row) => row,
    async put(table, columns, rows) {
      const places = columns.map(() => '?').join(', ')
      const insert = connection.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`)
      await database.write(() => {
        for (const row of rows) insert.run(...row)
      })
    },
    async keep() {
      connection.pragma('synchronous = full')
      connection.pragma('wal_checkpoint(TRUNCATE)')
      database.close()
      renameSync(unfinished, path)
      isKept = true
    },
    async close() {
      database.close()
      if (!isKept) removeFile(unfinished)
    },
  }
}

function removeFile(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true })
}

function sideOf(connection: Database, path: string): Omit<Side, 'close'> {
  return {
    name: `file:${path}`,
    columnsOf: async (table) =>
      connection.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}') ORDER BY cid`).pluck().all(),
    count: async (table) => connection.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0,
    async chunk(table, columns, after, limit) {
      const key = MOVED_TABLES[table].join(', ')
      const beyond = after ? `WHERE (${key}) > (${after.map(() => '?').join(', ')})` : ''
      const select = `SELECT ${columns.join(', ')} FROM ${table} ${beyond} ORDER BY ${key} LIMIT ?`
      return connection
        .prepare<unknown[], Row>(select)
        .raw()
        .all(...(after ?? []), limit)
    },
  }
}
