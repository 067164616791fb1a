import type { JsonObject } from '@couveuse/shared/contract/json'
import { InvariantError } from '@couveuse/shared/contract/problem'
import type { SettingsStore, StoredSettings } from '../settings.ts'
import { plainText } from './arrays.ts'
import { catalogChanged } from './catalog.ts'
import type { PostgresDatabase, Session } from './database.ts'
import { sql } from './sql.ts'

const SELECT = 'SELECT document, revision, updated_at AS "updatedAt" FROM settings'
interface SettingsRow {
  readonly document: string
  readonly revision: number
  readonly updatedAt: number | null
}
const READ = sql<[], SettingsRow>(SELECT)
const LOCK = sql<[], SettingsRow>(`${SELECT} FOR UPDATE`)
const UPDATE = sql<[string, number, number]>('UPDATE settings SET document = $1, revision = $2, updated_at = $3')
const KEEP = sql<[string, string]>('INSERT INTO kept_values (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING')
const KEPT = sql<[string], { value: string }>('SELECT value FROM kept_values WHERE name = $1')

async function stored(session: Session, statement: typeof READ): Promise<StoredSettings> {
  const row = await session.get(statement)
  if (!row) throw new InvariantError('The row of settings is missing: restore a backup.')
  return { ...row, document: JSON.parse(row.document) }
}

async function save(session: Session, document: JsonObject, revision: number, now: number): Promise<StoredSettings> {
  await session.run(UPDATE, plainText(JSON.stringify(document)), revision, now)
  await catalogChanged(session)
  return { document, revision, updatedAt: now }
}

export const openSettingsStore = ({ read, write }: PostgresDatabase): SettingsStore => ({
  get: () => read((session) => stored(session, READ)),
  put: (document, { revision, now }) =>
    write(async (session) => {
      const before = await stored(session, LOCK)
      if (before.revision !== revision) return { type: 'conflict', revision: before.revision }
      return { type: 'saved', revision: (await save(session, document, revision + 1, now)).revision }
    }),
  update: (change, now) =>
    write(async (session) => {
      const before = await stored(session, LOCK)
      const document = change(before.document)
      return document === before.document ? before : save(session, document, before.revision + 1, now)
    }),
  // The first to write it decides, whichever process that is.
  keep: (name, make) =>
    write(async (session) => {
      const known = await session.get(KEPT, name)
      if (known) return known.value
      await session.run(KEEP, name, make())
      const row = await session.get(KEPT, name)
      if (!row) throw new InvariantError(`The value ${name} was not kept.`)
      return row.value
    }),
})
