import type { FlowCounts, FlowDetail, FlowState, FlowStatus, FlowSummary } from '@couveuse/shared/api/flows'
import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import type { FlowRecord, FlowCounts as StoredCounts } from '../../store/flows.ts'
import type { HttpDeps } from '../deps.ts'
import type { CheckedDraft } from '../flow-documents.ts'
import { refuse } from '../refuse.ts'

type Listed = Omit<FlowRecord, 'draft'>

export function statusOf({ currentVersion, pausedAt }: Pick<FlowRecord, 'currentVersion' | 'pausedAt'>): FlowStatus {
  if (currentVersion === null) return 'draft'
  return pausedAt === null ? 'published' : 'paused'
}

export function presentCounts({ active, waiting, failed, converted, ended, left }: StoredCounts): FlowCounts {
  const open = active + waiting + failed
  return { open, waiting, failed, converted, ended, left, entered: open + converted + ended + left }
}

export function flowSummary(record: Listed, draft: CheckedDraft | undefined): FlowSummary {
  const problems = draft?.problems ?? []
  return {
    key: record.key,
    name: record.name,
    description: draft?.flow?.description ?? null,
    status: statusOf(record),
    version: record.currentVersion,
    hasUnpublishedChanges: record.publishedRevision !== record.draftRevision,
    counts: presentCounts(record.counts),
    problems: {
      errors: problems.filter(({ level }) => level === 'error').length,
      warnings: problems.filter(({ level }) => level === 'warning').length,
    },
    updatedAt: instantText(record.updatedAt),
    publishedAt: instantTextOrNull(record.publishedAt),
  }
}

export async function flowDetail({ store, clock, shelf }: HttpDeps, key: string): Promise<FlowDetail> {
  const record = await store.flows.get(key)
  if (!record) throw refuse('flow_not_found', `There is no flow "${key}".`)
  const draft = await shelf.draftOf(key)
  return {
    ...flowSummary(record, draft),
    flow: record.draft,
    draftRevision: record.draftRevision,
    problems: [...draft.problems],
    overdue: await store.enrollments.overdueCount(key, clock.now()),
  }
}

export async function flowState({ store, clock }: HttpDeps, key: string): Promise<FlowState> {
  const record = await store.flows.get(key)
  if (!record) throw refuse('flow_not_found', `There is no flow "${key}".`)
  return {
    key,
    status: statusOf(record),
    version: record.currentVersion,
    overdue: await store.enrollments.overdueCount(key, clock.now()),
  }
}
