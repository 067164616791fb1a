import type { CompiledFlow } from '../flow/compile.ts'
import type { MigrationPlan } from '../flow/publish.ts'
import type { WorkspaceSettings } from '../flow/settings.ts'
import type { MessageTemplate } from '../message/schema.ts'

/** A published version with the messages it was published with (FLOW-DSL §7: pinned, messages included). */
export interface PublishedVersion {
  readonly compiled: CompiledFlow
  readonly messages: Readonly<Record<string, MessageTemplate>>
  /** what its publication does with those in older versions; absent = everybody stays */
  readonly migration?: MigrationPlan
}

/** All flows and settings a turn may consult. Immutable; the same object serves thousands of turns. */
export interface Catalog {
  readonly settings: WorkspaceSettings
  /** current version by flow key, in order of triggers */
  readonly current: ReadonlyMap<string, PublishedVersion>
  readonly paused: ReadonlySet<string>
  /** any version an open enrollment may be pinned to */
  version(flow: string, version: number): PublishedVersion | undefined
}

/** The only thing contacts share: who of a team is next. Given by the driver, which stores the pointers (fine print 179). */
export interface TeamDesk {
  nextInTurn(team: string, members: readonly string[]): string
  leastLoaded(team: string, members: readonly string[]): string
}
