import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { InvariantError } from '@couveuse/shared/contract/problem'
import type { PostgresDatabase } from './database.ts'
import { once, sql } from './sql.ts'

const FOLDER = new URL('migrations/', import.meta.url)
/** Several processes may start at once: one of them makes the tables, the others wait for it. */
const LOCK = sql<[]>('SELECT pg_advisory_xact_lock(1668248949)')
const TABLE = once<[]>(
  'CREATE TABLE IF NOT EXISTS migrations (name text COLLATE "C" PRIMARY KEY, hash text NOT NULL, ran_at bigint NOT NULL)',
)
const PAST = once<[], { name: string; hash: string }>('SELECT name, hash FROM migrations ORDER BY name')
const REMEMBER = once<[string, string, number]>('INSERT INTO migrations VALUES ($1, $2, $3)')

/** Brings the database up to this program, all in one transaction. Refuses one that a newer program has migrated. */
export async function migrate(database: PostgresDatabase, now: number): Promise<void> {
  const migrations = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.replace(/\.sql$/, ''), text: readFileSync(new URL(file, FOLDER), 'utf8') }))
  await database.write(async (session) => {
    await session.run(LOCK)
    await session.run(TABLE)
    const ran = await session.all(PAST)
    for (const [index, { name, hash }] of ran.entries()) {
      const ours = migrations[index]
      if (ours?.name !== name || hashOf(ours.text) !== hash)
        throw new InvariantError(
          `The database ${database.place} was migrated by ${ours ? 'another' : 'a newer'} version of Couveuse (${name}): ` +
            'start that version, or restore a backup made by this one.',
        )
    }
    for (const { name, text } of migrations.slice(ran.length)) {
      await session.run(once<[]>(text))
      await session.run(REMEMBER, name, hashOf(text), now)
    }
  })
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
