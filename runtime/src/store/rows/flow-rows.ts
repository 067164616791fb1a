import type { FlowRecord } from '../flows.ts'

export interface FlowRow {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly draft: string
  readonly draft_revision: number
  readonly published_revision: number | null
  readonly current_version: number | null
  readonly published_at: number | null
  readonly paused_at: number | null
  readonly created_at: number
  readonly updated_at: number
}

export function decodeFlow(row: FlowRow, counts: FlowRecord['counts']): FlowRecord {
  return {
    key: row.key,
    name: row.name,
    draft: JSON.parse(row.draft),
    draftRevision: row.draft_revision,
    publishedRevision: row.published_revision,
    currentVersion: row.current_version,
    publishedAt: row.published_at,
    pausedAt: row.paused_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    counts,
  }
}

/** Why a publication that was decided over another draft, or over another version, does not happen; undefined = it may. */
export function whyNotPublished(
  flow: FlowRow | undefined,
  { revision, current }: { readonly revision: number; readonly current?: number | null },
) {
  if (!flow) return { type: 'unknown_flow' } as const
  const { draft_revision, current_version } = flow
  if (draft_revision !== revision) return { type: 'conflict', revision: draft_revision } as const
  if (current === undefined || current === current_version) return undefined
  return { type: 'superseded', current: current_version } as const
}

/** 0 is no revision of any draft: what runs is then something else than the draft. */
export function publishedRevision(
  revision: number,
  restores: number | undefined,
  replacesDraft: true | undefined,
): number {
  if (restores === undefined) return revision
  return replacesDraft ? revision + 1 : 0
}
