import type { Database } from 'better-sqlite3'

/** What is wrong with the structure or the references of a database; empty = sound. Reads everything. */
export function findDamage(connection: Database): readonly string[] {
  const structure = connection.prepare<[], { integrity_check: string }>('PRAGMA integrity_check').all()
  const references = connection.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all()
  return [
    ...structure.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
    ...references.map(({ table, parent }) => `a row of ${table} refers to a row of ${parent} that is not there`),
  ]
}
