import { InvariantError } from '@couveuse/shared/contract/problem'
import type { FlowKeys } from '../rows/dictionary.ts'
import type { SqliteDatabase } from './database.ts'

export function openFlowKeys(database: SqliteDatabase): FlowKeys {
  const byKey = new Map<string, number>()
  const byId = new Map<number, string>()
  const rows = database.sql<[], { id: number; key: string; deleted: 0 | 1 }>(
    'SELECT id, key, deleted_at IS NOT NULL AS deleted FROM flows',
  )
  for (const { id, key, deleted } of rows.all()) {
    byId.set(id, key)
    if (!deleted) byKey.set(key, id)
  }
  const keyOf = (id: number): string => {
    const key = byId.get(id)
    if (key === undefined) throw new InvariantError(`No flow has the number ${id}.`)
    return key
  }
  return {
    idOf(key) {
      const id = byKey.get(key)
      if (id === undefined) throw new InvariantError(`There is no flow ${key}: it was deleted, or never created.`)
      return id
    },
    find: (key) => byKey.get(key),
    keyOf,
    isDeleted: (id) => byKey.get(keyOf(id)) !== id,
    added(id, key) {
      byId.set(id, key)
      byKey.set(key, id)
    },
    deleted(id) {
      byKey.delete(keyOf(id))
    },
  }
}
