import type { EnrollmentStatus } from '@couveuse/shared/contract/words'

/** A contact whose turn threw, waiting for its retry. */
export interface SetAsideContact {
  readonly contactId: string
  readonly code: string
  readonly message: string
  readonly since: number
  readonly faults: number
  /** null = not before something new arrives */
  readonly retryAt: number | null
}

export interface SetAsideCount {
  /** a retry is planned */
  readonly retrying: number
  /** tried for the last time: nothing but something new wakes them */
  readonly abandoned: number
  readonly oldestAt: number | null
}

/** What the live counts say about one flow, deleted ones included; `entered` = `open` + `ended` at every commit. */
export interface FlowBalance {
  readonly flow: string
  readonly entered: number
  readonly open: number
  readonly ended: number
}

/** Two places of the store that say the same thing and disagree, or somebody whom nothing would ever wake. */
export type AuditFinding =
  /** `counted` by the live counts, `found` in rows (those of erased contacts added) */
  | {
      readonly type: 'enrollments'
      readonly flow: string
      readonly version: number
      readonly status: EnrollmentStatus
      readonly counted: number
      readonly found: number
    }
  | {
      readonly type: 'places'
      readonly flow: string
      readonly version: number
      readonly step: string
      readonly measure: 'resting' | 'failed'
      readonly counted: number
      readonly found: number
    }
  /** finished visits over all versions of the flow; `outlet` null = left by none */
  | {
      readonly type: 'visits'
      readonly flow: string
      readonly step: string
      readonly outlet: string | null
      readonly counted: number
      readonly found: number
    }
  /** `counted` = visits as enrollments number them, `found` = visits journaled or begun: more of them were made twice, fewer are lost */
  | { readonly type: 'sequence'; readonly flow: string; readonly counted: number; readonly found: number }
  /** a step that waits since `wakeAt`, or something in the inbox, of a contact that is not due in time */
  | { readonly type: 'wake_up'; readonly contactId: string; readonly wakeAt: number; readonly dueAt: number | null }
  | { readonly type: 'inbox'; readonly contactId: string; readonly counted: number; readonly found: number }

/** What retention applies to. `records`: refused entries, changed fields and problems of contacts. */
export const COMPACTED = ['journal', 'records', 'events', 'bodies'] as const
export type Compacted = (typeof COMPACTED)[number]

export interface CompactOptions {
  /** older than this */
  readonly before: number
  /** where the last call stopped; null = at the beginning */
  readonly cursor: string | null
  /** rows looked at */
  readonly limit: number
  /** names of events that turns read: never removed */
  readonly keptEvents: ReadonlySet<string>
}

export interface OperationStore {
  /** Rejects when the database cannot be read and written. */
  ping(): Promise<void>
  /** Failed enrollments over all flows; kept by every commit. */
  failedCount(): Promise<number>
  setAside(limit: number): Promise<readonly SetAsideContact[]>
  setAsideCount(): Promise<SetAsideCount>
  balances(): Promise<readonly FlowBalance[]>
  /**
   * Compares everything with everything over one snapshot: rows with counters, journals with counters, wake-ups with
   * what waits. Reads all, but gently: others get their turn in between. At most a hundred findings of each type.
   */
  audit(): Promise<readonly AuditFinding[]>
  /** Sets counters to what was found and makes contacts due that nothing would wake. Only while nothing else writes. */
  repair(findings: readonly AuditFinding[], now: number): Promise<number>
  /**
   * One small step of retention, in one transaction; `next` null = the end was reached. Counters and all that a turn reads
   * stay: journals of open enrollments, events that are watched, scores, exits.
   */
  compact(what: Compacted, options: CompactOptions): Promise<{ readonly removed: number; readonly next: string | null }>
  /** Gives room that is no longer needed back to the disk, a little at a time; false = there is no more. */
  shrink(): Promise<boolean>
  /** Copies the database into `folder` while it runs and checks the copy. Returns the path of the new file. */
  backup(folder: string, now: number): Promise<string>
  /** Checks structure and references; empty = sound. Reads everything: minutes on a large database. */
  integrity(): Promise<readonly string[]>
  /** Bytes on disk, and how many rows each table has. */
  size(): Promise<{ readonly bytes: number; readonly rows: Readonly<Record<string, number>> }>
}
