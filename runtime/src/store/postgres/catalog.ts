import type { CatalogRows, VersionRecord } from '../flows.ts'
import { LAST_OPEN_STATUS } from '../rows/enrollment-codec.ts'
import type { Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { sql } from './sql.ts'

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

const REVISION = sql<[], { revision: number }>('SELECT catalog_revision AS revision FROM settings')
const CHANGED = sql<[]>('UPDATE settings SET catalog_revision = catalog_revision + 1')
const SETTINGS = sql<[], { revision: number; document: string }>(
  'SELECT catalog_revision AS revision, document FROM settings',
)
const FLOWS = sql<[], { key: string; currentVersion: number | null; isPaused: boolean }>(
  `SELECT key, current_version AS "currentVersion", paused_at IS NOT NULL AS "isPaused"
   FROM flows WHERE deleted_at IS NULL ORDER BY id`,
)
const VERSIONS = sql<[], VersionRow>(
  `SELECT v.* FROM flow_versions v JOIN flows f ON f.id = v.flow
   WHERE f.deleted_at IS NULL AND (v.version = f.current_version OR EXISTS (
     SELECT 1 FROM enrollment_counts c
     WHERE c.flow = v.flow AND c.status <= ${LAST_OPEN_STATUS} AND c.n > 0
       AND (c.version = v.version OR (v.migration IS NOT NULL AND c.version < v.version))))
   ORDER BY v.flow, v.version`,
)
const ONE = sql<[number, number], VersionRow>('SELECT * FROM flow_versions WHERE flow = $1 AND version = $2')

export async function catalogRevision(session: Session): Promise<number> {
  return (await session.get(REVISION))?.revision ?? 0
}

/** Inside a transaction that changed a part of it. */
export async function catalogChanged(session: Session): Promise<void> {
  await session.run(CHANGED)
}

/** What the engine's catalog is made of. The revision is read first: what has changed since is met with the next one. */
export async function loadCatalogRows(session: Session, dictionary: SharedDictionary): Promise<CatalogRows> {
  const [settings, flows, versions] = await Promise.all([
    session.get(SETTINGS),
    session.all(FLOWS),
    session.all(VERSIONS),
  ])
  return {
    revision: settings?.revision ?? 0,
    settings: JSON.parse(settings?.document ?? '{}'),
    flows,
    versions: await dictionary.decoding(session, () => versions.map((row) => decode(row, dictionary))),
  }
}

export async function readVersion(
  session: Session,
  flow: number,
  version: number,
  dictionary: SharedDictionary,
): Promise<VersionRecord | undefined> {
  const row = await session.get(ONE, flow, version)
  return row && dictionary.decoding(session, () => decode(row, dictionary))
}

const decode = (row: VersionRow, { flows }: SharedDictionary): VersionRecord => ({
  flow: flows.keyOf(row.flow),
  version: row.version,
  document: JSON.parse(row.document),
  messages: JSON.parse(row.messages),
  publishedAt: row.published_at,
  publishedBy: row.published_by,
  migration: row.migration === null ? null : JSON.parse(row.migration),
  restores: row.restores,
})
