import { concernedPlaces } from '@couveuse/shared/flow/publish'
import type { FlowCounts, FlowStore } from '../flows.ts'
import { NO_COUNTS, openOf } from '../rows/flow-counts.ts'
import { decodeFlow, type FlowRow, publishedRevision, whyNotPublished } from '../rows/flow-rows.ts'
import { tellAt, tellEnrolled } from './announcements.ts'
import { plainText } from './arrays.ts'
import { catalogChanged, catalogRevision, loadCatalogRows, readVersion } from './catalog.ts'
import type { PostgresDatabase, Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { countsOfFlows, countsOfVersions, entryCounts, stepCounts } from './flow-counts.ts'
import { sql } from './sql.ts'

const SELECT = 'SELECT * FROM flows WHERE deleted_at IS NULL'
const ALL = sql<[], FlowRow>(`${SELECT} ORDER BY updated_at DESC, id DESC`)
const BY_KEY = sql<[string], FlowRow>(`${SELECT} AND key = $1`)
const LOCK = sql<[string], FlowRow>(`${SELECT} AND key = $1 FOR UPDATE`)
const INSERT = sql<[string, string, string, number], { id: number }>(
  `INSERT INTO flows (key, name, draft, draft_revision, created_at, updated_at) VALUES ($1, $2, $3, 1, $4, $4)
   ON CONFLICT (key) WHERE deleted_at IS NULL DO NOTHING RETURNING id`,
)
const SAVE_DRAFT = sql<[string, string, number, number]>(
  'UPDATE flows SET name = $1, draft = $2, draft_revision = draft_revision + 1, updated_at = $3 WHERE id = $4',
)
const REPLACE_DRAFT = sql<[string, string | null, number]>(
  'UPDATE flows SET draft = $1, name = coalesce($2, name), draft_revision = draft_revision + 1 WHERE id = $3',
)
const PUBLISH = sql<[number, number, number, number]>(
  'UPDATE flows SET current_version = $1, published_revision = $2, published_at = $3, updated_at = $3 WHERE id = $4',
)
const SET_PAUSE = sql<[number | null, number, number]>('UPDATE flows SET paused_at = $1, updated_at = $2 WHERE id = $3')
const REMOVE = sql<[number, number]>('UPDATE flows SET deleted_at = $1 WHERE id = $2')
const LATEST = sql<[number], { version: number | null }>(
  'SELECT max(version) AS version FROM flow_versions WHERE flow = $1',
)
const INSERT_VERSION = sql<[number, number, string, string, number, string | null, string | null, number | null]>(
  `INSERT INTO flow_versions (flow, version, document, messages, published_at, published_by, migration, restores)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
const VERSIONS = sql<
  [number],
  { version: number; published_at: number; published_by: string | null; restores: number | null }
>('SELECT version, published_at, published_by, restores FROM flow_versions WHERE flow = $1 ORDER BY version DESC')

const text = (value: unknown): string => plainText(JSON.stringify(value))

export function openFlowStore(database: PostgresDatabase, dictionary: SharedDictionary): FlowStore {
  const { read, write } = database
  let knownRevision: number | undefined
  const countsOf = async (session: Session, id: number): Promise<FlowCounts> =>
    (await countsOfFlows(session)).get(id) ?? NO_COUNTS

  /** Steps nobody was ever at have no word, and nobody to be told. */
  async function wordsOf(session: Session, places: ReturnType<typeof concernedPlaces>) {
    const known: (readonly [number, number])[] = []
    for (const { version, step } of places) {
      const word = await dictionary.wordNumber(session, step)
      if (word !== 0) known.push([version, word])
    }
    return known
  }

  /** Other processes delete flows too: what this one remembers of them is read again with every change of the catalog. */
  async function noteRevision(revision: number): Promise<void> {
    if (revision === knownRevision) return
    await dictionary.reloadFlows()
    knownRevision = revision
  }

  return {
    async create({ key, name, draft }, now) {
      const made = await write((session) => session.get(INSERT, key, plainText(name), text(draft), now))
      if (!made) return 'exists'
      dictionary.flows.added(made.id, key)
      return 'created'
    },
    saveDraft: ({ key, name, draft, revision }, now) =>
      write(async (session) => {
        const flow = await session.get(LOCK, key)
        if (!flow) return { type: 'unknown_flow' }
        if (flow.draft_revision !== revision) return { type: 'conflict', revision: flow.draft_revision }
        await session.run(SAVE_DRAFT, plainText(name), text(draft), now, flow.id)
        return { type: 'saved', revision: revision + 1 }
      }),
    list: () =>
      read(async (session) => {
        const [rows, counts] = await Promise.all([session.all(ALL), countsOfFlows(session)])
        return rows.map((row) => decodeFlow(row, counts.get(row.id) ?? NO_COUNTS))
      }),
    get: (key) =>
      read(async (session) => {
        const row = await session.get(BY_KEY, key)
        return row && decodeFlow(row, await countsOf(session, row.id))
      }),
    publish: (wish, now) =>
      write(async (session) => {
        const flow = await session.get(LOCK, wish.key)
        const refusal = whyNotPublished(flow, wish)
        if (!flow || refusal) return refusal ?? { type: 'unknown_flow' }
        const { key, document, messages, revision, by, migration, restores, replacesDraft } = wish
        const version = ((await session.get(LATEST, flow.id))?.version ?? 0) + 1
        const places = concernedPlaces(migration ?? {})
        const plan = places.length === 0 ? null : text(migration)
        const shown = [text(document), text(messages)] as const
        await session.run(INSERT_VERSION, flow.id, version, ...shown, now, by ?? null, plan, restores ?? null)
        const name = typeof document.name === 'string' ? document.name : null
        if (replacesDraft) await session.run(REPLACE_DRAFT, text(document), name, flow.id)
        await session.run(PUBLISH, version, publishedRevision(revision, restores, replacesDraft), now, flow.id)
        await catalogChanged(session)
        const known = await wordsOf(session, places)
        const cause = { type: 'migrate', flow: key, version } as const
        return {
          type: 'published',
          version,
          told: known.length === 0 ? 0 : await tellAt(session, flow.id, known, cause, now),
        }
      }),
    pause: (key, now) =>
      write(async (session) => {
        const flow = await session.get(LOCK, key)
        if (!flow) return 'unknown_flow'
        if (flow.current_version === null) return 'not_published'
        if (flow.paused_at !== null) return 'already_paused'
        await session.run(SET_PAUSE, now, now, flow.id)
        await catalogChanged(session)
        return 'paused'
      }),
    resume: (key, now, cause) =>
      write(async (session) => {
        const flow = await session.get(LOCK, key)
        if (!flow) return 'unknown_flow'
        if (flow.paused_at === null) return 'not_paused'
        await session.run(SET_PAUSE, null, now, flow.id)
        await catalogChanged(session)
        if (cause) await tellEnrolled(session, flow.id, cause, now)
        return 'resumed'
      }),
    async delete(key, now) {
      const outcome = await write(async (session) => {
        const flow = await session.get(LOCK, key)
        if (!flow) return 'unknown_flow'
        if (openOf(await countsOf(session, flow.id)) > 0) return 'has_open_enrollments'
        await session.run(REMOVE, now, flow.id)
        await catalogChanged(session)
        return flow.id
      })
      if (typeof outcome === 'string') return outcome
      await dictionary.reloadFlows()
      return 'deleted'
    },
    versions: (key) =>
      read(async (session) => {
        const id = await dictionary.flowNumber(session, key)
        if (id === undefined) return []
        const [rows, counts] = await Promise.all([session.all(VERSIONS, id), countsOfVersions(session, id)])
        return rows.map(({ version, published_at, published_by, restores }) => ({
          version,
          publishedAt: published_at,
          publishedBy: published_by,
          restores,
          counts: counts.get(version) ?? NO_COUNTS,
        }))
      }),
    version: (key, version) =>
      read(async (session) => {
        const id = await dictionary.flowNumber(session, key)
        return id === undefined ? undefined : readVersion(session, id, version, dictionary)
      }),
    stepCounts: (key, version) =>
      read(async (session) => {
        const id = await dictionary.flowNumber(session, key)
        return id === undefined ? [] : stepCounts(session, id, version, dictionary)
      }),
    entryCounts: (key) =>
      read(async (session) => {
        const id = await dictionary.flowNumber(session, key)
        return id === undefined ? [] : entryCounts(session, id, dictionary)
      }),
    async catalogRevision() {
      const revision = await read(catalogRevision)
      await noteRevision(revision)
      return revision
    },
    async loadCatalogRows() {
      const rows = await read((session) => loadCatalogRows(session, dictionary))
      await noteRevision(rows.revision)
      return rows
    },
  }
}
