import { InvariantError } from '@couveuse/shared/contract/problem'
import type { Catalog, PublishedVersion } from '@couveuse/shared/engine/catalog'
import { triggerIndex, watchedEvents } from '@couveuse/shared/engine/trigger-index'
import { compileFlow } from '@couveuse/shared/flow/compile'
import { readFlow } from '@couveuse/shared/flow/schema'
import { type WorkspaceSettings, workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import type { Logger } from '../ports/logger.ts'
import type { CatalogRows, FlowStore, VersionRecord } from '../store/flows.ts'
import { watchList } from './watch-list.ts'

/** What turns consult, with what the worker derives from it. Immutable; replaced when the store's revision moves. */
export interface LiveCatalog {
  readonly revision: number
  readonly catalog: Catalog
  readonly watchedEvents: ReadonlySet<string>
  /** segments whose membership a trigger watches */
  readonly watchedSegments: ReadonlySet<string>
  /** what contacts are watched for by time; when it changes, every contact is looked at once */
  readonly watchList: string
  /** some step hands leads to teams, so turns need to know whose turn it is */
  readonly usesDesk: boolean
  /** when the current version of a flow was published */
  readonly publishedAt: ReadonlyMap<string, number>
}

export interface CatalogCache {
  /** As the store has it now; one cheap read when nothing has changed. */
  current(): Promise<LiveCatalog>
}

interface Compiled extends PublishedVersion {
  readonly publishedAt: number
}

/** Compiles each version once, however often settings and pauses change around it. */
export function catalogCache(options: {
  readonly flows: Pick<FlowStore, 'catalogRevision' | 'loadCatalogRows'>
  readonly log: Logger
}): CatalogCache {
  const { flows, log } = options
  let live: LiveCatalog | undefined
  let compiled = new Map<string, Compiled>()
  const unreadable = new Set<string>()

  function compile(record: VersionRecord): Compiled | undefined {
    const name = `${record.flow}@${record.version}`
    const known = compiled.get(name)
    // A deleted flow frees its key: another one may have the same key and number, but not the same instant.
    if (known?.publishedAt === record.publishedAt) return known
    const read = readFlow(record.document)
    if (read.ok) {
      return {
        compiled: compileFlow(read.flow, record.version),
        messages: record.messages,
        ...(record.migration === null ? {} : { migration: record.migration }),
        publishedAt: record.publishedAt,
      }
    }
    if (!unreadable.has(name)) {
      unreadable.add(name)
      const [problem] = read.problems
      log.error(
        { flow: record.flow, version: record.version, problem: problem?.code, field: problem?.field },
        `Version ${record.version} of flow ${record.flow} cannot be read (${problem?.message ?? 'unknown reason'}): nobody enters it, and contacts in it are set aside.`,
      )
    }
    return undefined
  }

  function build(rows: CatalogRows): LiveCatalog {
    const next = new Map<string, Compiled>()
    // By flow, then by number: turns ask several times per step, too often to put a name together.
    const byFlow = new Map<string, Map<number, Compiled>>()
    for (const record of rows.versions) {
      const { flow, version: number } = record
      const version = compile(record)
      if (!version) continue
      next.set(`${flow}@${number}`, version)
      const versions = byFlow.get(flow) ?? new Map<number, Compiled>()
      byFlow.set(flow, versions.set(number, version))
    }
    compiled = next
    const versionOf = (flow: string, version: number) => byFlow.get(flow)?.get(version)
    const current = new Map<string, Compiled>()
    for (const { key, currentVersion } of rows.flows) {
      const version = currentVersion === null ? undefined : versionOf(key, currentVersion)
      if (version) current.set(key, version)
    }
    const catalog: Catalog = {
      settings: readSettings(rows.settings),
      current,
      paused: new Set(rows.flows.filter(({ isPaused }) => isPaused).map(({ key }) => key)),
      version: versionOf,
    }
    const index = triggerIndex(catalog)
    return {
      revision: rows.revision,
      catalog,
      watchedEvents: watchedEvents(catalog, next.values()),
      watchedSegments: new Set(index.watchedSegments),
      watchList: watchList(catalog),
      usesDesk: [...next.values()].some(handsOver),
      publishedAt: new Map([...current].map(([key, { publishedAt }]) => [key, publishedAt])),
    }
  }

  return {
    async current() {
      if (live && (await flows.catalogRevision()) === live.revision) return live
      live = build(await flows.loadCatalogRows())
      return live
    },
  }
}

const handsOver = ({ compiled }: PublishedVersion): boolean =>
  [...compiled.steps.values()].some(({ step }) => step.kind === 'handoff')

function readSettings(document: unknown): WorkspaceSettings {
  const read = workspaceSettingsSchema.safeParse(document)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new InvariantError(
    `The stored settings of the workspace cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}. Restore a backup, or correct them under Settings.`,
  )
}
