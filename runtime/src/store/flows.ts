import type { JsonObject } from '@couveuse/shared/contract/json'
import type { EnrollmentStatus } from '@couveuse/shared/contract/words'
import type { Cause } from '@couveuse/shared/engine/cause'
import type { MigrationPlan } from '@couveuse/shared/flow/publish'
import type { MessageTemplate } from '@couveuse/shared/message/schema'

export interface FlowRecord {
  readonly key: string
  readonly name: string
  readonly draft: JsonObject
  /** raised by every save, 1 at first */
  readonly draftRevision: number
  /** revision of the draft that was published last; null = never published */
  readonly publishedRevision: number | null
  readonly currentVersion: number | null
  readonly publishedAt: number | null
  readonly pausedAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly counts: FlowCounts
}
/** Enrollments over all versions, by status. Kept up to date by every commit: reading them costs nothing. */
export type FlowCounts = Readonly<Record<EnrollmentStatus, number>>

export interface VersionRecord {
  readonly flow: string
  readonly version: number
  readonly document: JsonObject
  readonly messages: Readonly<Record<string, MessageTemplate>>
  readonly publishedAt: number
  readonly publishedBy: string | null
  /** what its publication did with those in older versions; null = everybody stayed */
  readonly migration: MigrationPlan | null
  /** the earlier version that was published again by it */
  readonly restores: number | null
}
export interface VersionSummary {
  readonly version: number
  readonly publishedAt: number
  readonly publishedBy: string | null
  readonly restores: number | null
  readonly counts: FlowCounts
}

/** One step of one version. Visits entered = resting + failed + everything that left. */
export interface StepCounts {
  readonly version: number
  readonly step: string
  /** waiting or active there now */
  readonly resting: number
  readonly failed: number
  /** visits that left, by outlet; "" = without an outlet (`end`, `nurture`, taken out by a goal or leave rule) */
  readonly left: Readonly<Record<string, number>>
}

/** How often a trigger fired, and what came of it (FLOW-DSL §2). */
export interface EntryCount {
  readonly trigger: string
  /** null = enrolled */
  readonly reason: string | null
  readonly count: number
}

/** What a catalog is built from. */
export interface CatalogRows {
  /** moves whenever anything below does */
  readonly revision: number
  /** as stored; messages, segments and scoring included */
  readonly settings: JsonObject
  readonly flows: readonly {
    readonly key: string
    readonly currentVersion: number | null
    readonly isPaused: boolean
  }[]
  /**
   * Current ones, those an open enrollment is pinned to, and those published with a plan while somebody is still in an
   * older one: whoever was told of the plan and has not taken their turn yet must find it.
   */
  readonly versions: readonly VersionRecord[]
}

export interface FlowStore {
  /** `exists`: another flow has the key. */
  create(flow: { key: string; name: string; draft: JsonObject }, now: number): Promise<'created' | 'exists'>
  saveDraft(
    flow: { key: string; name: string; draft: JsonObject; revision: number },
    now: number,
  ): Promise<
    | { readonly type: 'saved'; readonly revision: number }
    | { readonly type: 'conflict'; readonly revision: number }
    | { readonly type: 'unknown_flow' }
  >
  /** Newest change first. */
  list(): Promise<readonly FlowRecord[]>
  get(key: string): Promise<FlowRecord | undefined>
  /**
   * Makes the next version of what was checked; the draft must still be of that revision. With `restores` an earlier version
   * is published again: the draft stays as it is and then differs from what runs, or with `replacesDraft` becomes it.
   * Whoever waits at a place of the plan is told in the same transaction (cause `migrate`): a crash leaves nothing half done.
   */
  publish(
    flow: {
      key: string
      document: JsonObject
      messages: Readonly<Record<string, MessageTemplate>>
      revision: number
      by?: string
      migration?: MigrationPlan
      restores?: number
      replacesDraft?: true
      /** the version that ran when this was decided: a plan looked at another world if a newer one was published since */
      current?: number | null
    },
    now: number,
  ): Promise<
    | {
        readonly type: 'published'
        readonly version: number
        /** contacts who wait at a place about which something was decided */
        readonly told: number
      }
    | { readonly type: 'conflict'; readonly revision: number }
    | { readonly type: 'superseded'; readonly current: number | null }
    | { readonly type: 'unknown_flow' }
  >
  pause(key: string, now: number): Promise<'paused' | 'already_paused' | 'not_published' | 'unknown_flow'>
  /**
   * `cause` reaches everybody who is in the flow in the same transaction: nobody stays held because a crash came between.
   */
  resume(key: string, now: number, cause?: Cause): Promise<'resumed' | 'not_paused' | 'unknown_flow'>
  /** Its past enrollments stay readable; its key is free again. */
  delete(key: string, now: number): Promise<'deleted' | 'has_open_enrollments' | 'unknown_flow'>
  /** Newest first. */
  versions(key: string): Promise<readonly VersionSummary[]>
  version(key: string, version: number): Promise<VersionRecord | undefined>
  stepCounts(key: string, version?: number): Promise<readonly StepCounts[]>
  entryCounts(key: string): Promise<readonly EntryCount[]>
  /** One cheap read: has the catalog changed since? */
  catalogRevision(): Promise<number>
  loadCatalogRows(): Promise<CatalogRows>
}
