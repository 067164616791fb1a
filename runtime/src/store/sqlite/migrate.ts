import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { InvariantError } from '@couveuse/shared/contract/problem'
import type { Database } from 'better-sqlite3'
import type { SqliteDatabase } from './database.ts'

export interface Migration {
  /** `0001-contacts` */
  readonly name: string
  readonly sql: string
}

const FOLDER = new URL('migrations/', import.meta.url)

/** The numbered files beside this one, in order. A file that has run anywhere never changes; the next one corrects it. */
export function readMigrations(): readonly Migration[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.replace(/\.sql$/, ''), sql: readFileSync(new URL(file, FOLDER), 'utf8') }))
}

/**
 * Brings the database up to this program, each migration in a transaction of its own. Refuses a database that a newer
 * program has migrated, or whose past differs from ours.
 */
export async function migrate(database: SqliteDatabase, migrations: readonly Migration[], now: number): Promise<void> {
  const { connection } = database
  connection.exec(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, ran_at INTEGER NOT NULL) STRICT',
  )
  const ran = refuseForeignPast(connection, migrations)
  for (const { name, sql } of migrations.slice(ran))
    await database.write(() => {
      connection.exec(sql)
      connection.prepare('INSERT INTO migrations VALUES (?, ?, ?)').run(name, hashOf(sql), now)
    })
}

/** How many of our migrations a database has behind it; throws where its past is not ours. */
export function refuseForeignPast(connection: Database, migrations: readonly Migration[]): number {
  const past = connection.prepare<[], { name: string; hash: string }>('SELECT name, hash FROM migrations ORDER BY name')
  const ran = past.all()
  for (const [index, { name, hash }] of ran.entries()) {
    const ours = migrations[index]
    if (ours?.name !== name || hashOf(ours.sql) !== hash)
      throw new InvariantError(
        `The database ${connection.name} was migrated by ${ours ? 'another' : 'a newer'} version of Couveuse (${name}): ` +
          'start that version, or restore a backup made by this one.',
      )
  }
  return ran.length
}

const hashOf = (sql: string): string => createHash('sha256').update(sql).digest('hex').slice(0, 16)
