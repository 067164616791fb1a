import type { JsonObject } from '@couveuse/shared/contract/json'
import { InvariantError } from '@couveuse/shared/contract/problem'
import type { SettingsStore, StoredSettings } from '../settings.ts'
import type { Catalog } from './catalog.ts'
import type { SqliteDatabase } from './database.ts'

export function openSettingsStore({ sql, read, write }: SqliteDatabase, catalog: Catalog): SettingsStore {
  const select = sql<[], { document: string; revision: number; updatedAt: number | null }>(
    'SELECT document, revision, updated_at AS updatedAt FROM settings',
  )
  const update = sql<[string, number, number]>('UPDATE settings SET document = ?, revision = ?, updated_at = ?')
  const kept = sql<[string], string>('SELECT value FROM kept_values WHERE name = ?').pluck()
  const keep = sql<[string, string]>('INSERT INTO kept_values (name, value) VALUES (?, ?)')

  function get(): StoredSettings {
    const row = select.get()
    if (!row) throw new InvariantError('The row of settings is missing: restore a backup.')
    return { ...row, document: JSON.parse(row.document) }
  }

  function save(document: JsonObject, revision: number, now: number): StoredSettings {
    update.run(JSON.stringify(document), revision, now)
    catalog.changed()
    return { document, revision, updatedAt: now }
  }

  return {
    get: () => read(get),
    put: (document, { revision, now }) =>
      write(() => {
        const stored = get()
        if (stored.revision !== revision) return { type: 'conflict', revision: stored.revision }
        return { type: 'saved', revision: save(document, revision + 1, now).revision }
      }),
    update: (change, now) =>
      write(() => {
        const stored = get()
        const document = change(stored.document)
        return document === stored.document ? stored : save(document, stored.revision + 1, now)
      }),
    keep: (name, make) =>
      write(() => {
        const known = kept.get(name)
        if (known !== undefined) return known
        const value = make()
        keep.run(name, value)
        return value
      }),
  }
}
