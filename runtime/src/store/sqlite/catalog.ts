import type { CatalogRows, VersionRecord } from '../flows.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { LAST_OPEN_STATUS } from '../rows/enrollment-codec.ts'
import type { SqliteDatabase } from './database.ts'

/** What the engine's catalog is made of, and whether it has changed. */
export interface Catalog {
  revision(): number
  /** Inside a transaction that changed a part of it. */
  changed(): void
  load(): CatalogRows
  version(flow: number | undefined, version: number): VersionRecord | undefined
}

interface VersionRow {
  readonly flow: number
  readonly version: number
  readonly document: string
  readonly messages: string
  readonly published_at: number
  readonly published_by: string | null
  readonly migration: string | null
  readonly restores: number | null
}

export function openCatalog({ sql }: SqliteDatabase, { flows: keys }: Dictionary): Catalog {
  const revision = sql<[], number>('SELECT catalog_revision FROM settings').pluck()
  const changed = sql<[]>('UPDATE settings SET catalog_revision = catalog_revision + 1')
  const settings = sql<[], string>('SELECT document FROM settings').pluck()
  const flows = sql<[], { key: string; currentVersion: number | null; isPaused: 0 | 1 }>(
    `SELECT key, current_version AS currentVersion, paused_at IS NOT NULL AS isPaused
     FROM flows WHERE deleted_at IS NULL ORDER BY id`,
  )
  const versions = sql<[], VersionRow>(
    `SELECT v.* FROM flow_versions v JOIN flows f ON f.id = v.flow
     WHERE f.deleted_at IS NULL AND (v.version = f.current_version OR EXISTS (
       SELECT 1 FROM enrollment_counts c
       WHERE c.flow = v.flow AND c.status <= ${LAST_OPEN_STATUS} AND c.n > 0
         AND (c.version = v.version OR (v.migration IS NOT NULL AND c.version < v.version))))`,
  )
  const one = sql<[number, number], VersionRow>('SELECT * FROM flow_versions WHERE flow = ? AND version = ?')

  const decode = (row: VersionRow): VersionRecord => ({
    flow: keys.keyOf(row.flow),
    version: row.version,
    document: JSON.parse(row.document),
    messages: JSON.parse(row.messages),
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    migration: row.migration === null ? null : JSON.parse(row.migration),
    restores: row.restores,
  })

  return {
    revision: () => revision.get() ?? 0,
    changed: () => void changed.run(),
    load: () => ({
      revision: revision.get() ?? 0,
      settings: JSON.parse(settings.get() ?? '{}'),
      flows: flows
        .all()
        .map(({ key, currentVersion, isPaused }) => ({ key, currentVersion, isPaused: isPaused === 1 })),
      versions: versions.all().map(decode),
    }),
    version(flow, version) {
      const row = flow === undefined ? undefined : one.get(flow, version)
      return row && decode(row)
    },
  }
}
