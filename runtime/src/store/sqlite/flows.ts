import { concernedPlaces } from '@couveuse/shared/flow/publish'
import type { FlowStore } from '../flows.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { NO_COUNTS, openOf } from '../rows/flow-counts.ts'
import { decodeFlow, type FlowRow, publishedRevision, whyNotPublished } from '../rows/flow-rows.ts'
import type { Announcer } from './announcements.ts'
import type { Catalog } from './catalog.ts'
import type { SqliteDatabase } from './database.ts'
import { openFlowCounter } from './flow-counts.ts'

export function openFlowStore(
  database: SqliteDatabase,
  { words, flows }: Dictionary,
  catalog: Catalog,
  announcer: Announcer,
): FlowStore {
  const { sql, read, write } = database
  const counter = openFlowCounter(database, words)
  const select = 'SELECT * FROM flows WHERE deleted_at IS NULL'
  const all = sql<[], FlowRow>(`${select} ORDER BY updated_at DESC, id DESC`)
  const byKey = sql<[string], FlowRow>(`${select} AND key = ?`)
  const insert = sql<[string, string, string, number, number]>(
    'INSERT INTO flows (key, name, draft, draft_revision, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)',
  )
  const saveDraft = sql<[string, string, number, number]>(
    'UPDATE flows SET name = ?, draft = ?, draft_revision = draft_revision + 1, updated_at = ? WHERE id = ?',
  )
  const publish = sql<[number, number, number, number, number]>(
    'UPDATE flows SET current_version = ?, published_revision = ?, published_at = ?, updated_at = ? WHERE id = ?',
  )
  const replaceDraft = sql<[string, string, number]>(
    `UPDATE flows SET draft = ?, name = coalesce(json_extract(?, '$.name'), name), draft_revision = draft_revision + 1
     WHERE id = ?`,
  )
  const setPause = sql<[number | null, number, number]>('UPDATE flows SET paused_at = ?, updated_at = ? WHERE id = ?')
  const remove = sql<[number, number]>('UPDATE flows SET deleted_at = ? WHERE id = ?')
  const latest = sql<[number], number | null>('SELECT max(version) FROM flow_versions WHERE flow = ?').pluck()
  const insertVersion = sql<[number, number, string, string, number, string | null, string | null, number | null]>(
    `INSERT INTO flow_versions (flow, version, document, messages, published_at, published_by, migration, restores)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const versions = sql<
    [number],
    { version: number; published_at: number; published_by: string | null; restores: number | null }
  >('SELECT version, published_at, published_by, restores FROM flow_versions WHERE flow = ? ORDER BY version DESC')
  const countsOf = (id: number) => counter.ofFlows().get(id) ?? NO_COUNTS

  return {
    async create({ key, name, draft }, now) {
      const id = await write(() => {
        if (byKey.get(key)) return undefined
        return Number(insert.run(key, name, JSON.stringify(draft), now, now).lastInsertRowid)
      })
      if (id === undefined) return 'exists'
      flows.added(id, key)
      return 'created'
    },
    saveDraft: ({ key, name, draft, revision }, now) =>
      write(() => {
        const flow = byKey.get(key)
        if (!flow) return { type: 'unknown_flow' }
        if (flow.draft_revision !== revision) return { type: 'conflict', revision: flow.draft_revision }
        saveDraft.run(name, JSON.stringify(draft), now, flow.id)
        return { type: 'saved', revision: revision + 1 }
      }),
    list: () =>
      read(() => {
        const counts = counter.ofFlows()
        return all.all().map((row) => decodeFlow(row, counts.get(row.id) ?? NO_COUNTS))
      }),
    get: (key) =>
      read(() => {
        const row = byKey.get(key)
        return row && decodeFlow(row, countsOf(row.id))
      }),
    publish: (wish, now) =>
      write(() => {
        const flow = byKey.get(wish.key)
        const refusal = whyNotPublished(flow, wish)
        if (!flow || refusal) return refusal ?? { type: 'unknown_flow' }
        const { key, document, messages, revision, by, migration, restores, replacesDraft } = wish
        const version = (latest.get(flow.id) ?? 0) + 1
        const text = JSON.stringify(document)
        const places = concernedPlaces(migration ?? {})
        const plan = places.length === 0 ? null : JSON.stringify(migration)
        insertVersion.run(flow.id, version, text, JSON.stringify(messages), now, by ?? null, plan, restores ?? null)
        if (replacesDraft) replaceDraft.run(text, text, flow.id)
        publish.run(version, publishedRevision(revision, restores, replacesDraft), now, now, flow.id)
        catalog.changed()
        // A step nobody was ever at has no word, and nobody to be told.
        const known = places.flatMap(({ version: at, step }) => {
          const word = words.find(step)
          return word === undefined ? [] : [[at, word] as const]
        })
        const cause = { type: 'migrate', flow: key, version } as const
        return {
          type: 'published',
          version,
          told: known.length === 0 ? 0 : announcer.tellAt(flow.id, known, cause, now),
        }
      }),
    pause: (key, now) =>
      write(() => {
        const flow = byKey.get(key)
        if (!flow) return 'unknown_flow'
        if (flow.current_version === null) return 'not_published'
        if (flow.paused_at !== null) return 'already_paused'
        setPause.run(now, now, flow.id)
        catalog.changed()
        return 'paused'
      }),
    resume: (key, now, cause) =>
      write(() => {
        const flow = byKey.get(key)
        if (!flow) return 'unknown_flow'
        if (flow.paused_at === null) return 'not_paused'
        setPause.run(null, now, flow.id)
        catalog.changed()
        if (cause) announcer.tellEnrolled(flow.id, cause, now)
        return 'resumed'
      }),
    async delete(key, now) {
      const outcome = await write(() => {
        const flow = byKey.get(key)
        if (!flow) return 'unknown_flow'
        if (openOf(countsOf(flow.id)) > 0) return 'has_open_enrollments'
        remove.run(now, flow.id)
        catalog.changed()
        return flow.id
      })
      if (typeof outcome === 'string') return outcome
      flows.deleted(outcome)
      return 'deleted'
    },
    versions: (key) =>
      read(() => {
        const id = flows.find(key)
        if (id === undefined) return []
        const counts = counter.ofVersions(id)
        return versions.all(id).map(({ version, published_at, published_by, restores }) => ({
          version,
          publishedAt: published_at,
          publishedBy: published_by,
          restores,
          counts: counts.get(version) ?? NO_COUNTS,
        }))
      }),
    version: (key, version) => read(() => catalog.version(flows.find(key), version)),
    stepCounts: (key, version) =>
      read(() => {
        const id = flows.find(key)
        return id === undefined ? [] : counter.ofSteps(id, version)
      }),
    entryCounts: (key) =>
      read(() => {
        const id = flows.find(key)
        return id === undefined ? [] : counter.ofEntries(id)
      }),
    catalogRevision: () => read(() => catalog.revision()),
    loadCatalogRows: () => read(() => catalog.load()),
  }
}
