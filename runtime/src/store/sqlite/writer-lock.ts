import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { RequestError } from '@couveuse/shared/contract/problem'
import Connection, { SqliteError } from 'better-sqlite3'
import { translating } from './database.ts'

/**
 * Keeps a second runtime off the same file. A small SQLite file beside the database holds an open write transaction for
 * the life of the process: a lock of the operating system, so it ends with the process however that ends, needs no
 * heartbeat and never goes stale. Readers of the database (a shell, a copy) are not hindered.
 */
export function takeWriterLock(path: string, now: number): { release(): void } {
  if (path === ':memory:') return { release: () => undefined }
  const file = `${path}.lock`
  const connection = translating(file, () => new Connection(file, { timeout: 0 }))
  try {
    connection.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER PRIMARY KEY, pid INTEGER, host TEXT, since INTEGER)')
    connection.prepare('REPLACE INTO holder VALUES (1, ?, ?, ?)').run(process.pid, hostname(), now)
    connection.exec('BEGIN IMMEDIATE')
  } catch (error) {
    const holder = isLocked(error) ? readHolder(connection) : undefined
    connection.close()
    if (!isLocked(error)) return translating(file, () => raise(error))
    throw new RequestError(
      'store_in_use',
      `${path} is in use by another runtime${holder ?? ''}: stop that one first, or give this one a database of its own.`,
    )
  }
  return {
    release() {
      if (connection.open) connection.close()
    },
  }
}

/** Somebody runs on this file just now. Takes nothing away from anybody. */
export function isLockTaken(path: string): boolean {
  const file = `${path}.lock`
  if (!existsSync(file)) return false
  const connection = translating(file, () => new Connection(file, { timeout: 0 }))
  try {
    connection.exec('BEGIN IMMEDIATE')
    return false
  } catch (error) {
    if (isLocked(error)) return true
    return translating(file, () => raise(error))
  } finally {
    connection.close()
  }
}

const isLocked = (error: unknown): boolean => error instanceof SqliteError && error.code.startsWith('SQLITE_BUSY')

function readHolder(connection: Connection.Database): string {
  const select = connection.prepare<[], { pid: number; host: string; since: number }>(
    'SELECT pid, host, since FROM holder',
  )
  const holder = select.get()
  if (!holder) return ''
  return ` (process ${holder.pid} on ${holder.host}, since ${new Date(holder.since).toISOString()})`
}

function raise(error: unknown): never {
  throw error
}
