import type { Problem } from '@couveuse/shared/contract/problem'
import { checkFlow } from '@couveuse/shared/flow/check'
import type { PlannedVersion } from '@couveuse/shared/flow/publish'
import { type Flow, readFlow } from '@couveuse/shared/flow/schema'
import type { FlowRecord } from '../store/flows.ts'
import type { HttpDeps } from './deps.ts'
import { messagesOf, readFlowBody } from './flow-documents.ts'
import { RequestProblems, refuse } from './refuse.ts'
import { loadWorkspace } from './workspace.ts'

/** What would be published next: the draft, or an earlier version again. */
export interface NextVersion extends PlannedVersion {
  readonly record: FlowRecord
  /** its number */
  readonly next: number
  /** the earlier version; null = the draft */
  readonly restores: number | null
  /** what `check` says about it, in the workspace as it is now */
  readonly problems: readonly Problem[]
}

export async function loadNextVersion(deps: HttpDeps, key: string, restores?: number): Promise<NextVersion> {
  const record = await deps.store.flows.get(key)
  if (!record) throw refuse('flow_not_found', `There is no flow "${key}".`)
  const next = (record.currentVersion ?? 0) + 1
  if (restores === undefined) return { ...(await fromDraft(deps, record)), record, next, restores: null }
  return { ...(await fromVersion(deps, key, restores)), record, next, restores }
}

type Content = Pick<NextVersion, 'flow' | 'messages' | 'problems'>

/** The messages it names are published with it. */
async function fromDraft({ store, shelf }: HttpDeps, { key, draft }: FlowRecord): Promise<Content> {
  const flow = readFlowBody(draft)
  const [{ settings }, { problems }] = await Promise.all([loadWorkspace(store), shelf.draftOf(key)])
  const messages = Object.fromEntries(
    messagesOf(flow, settings.messages).flatMap((name) => {
      const message = settings.messages[name]
      return message ? [[name, message]] : []
    }),
  )
  return { flow, messages, problems }
}

/** As it was published, its messages included; judged by the workspace of today, whose segments may have gone. */
async function fromVersion({ store }: HttpDeps, key: string, version: number): Promise<Content> {
  const found = await store.flows.version(key, version)
  if (!found) throw refuse('version_not_found', `Flow "${key}" has no version ${version}.`)
  const flow = readFlowBody(found.document)
  const [{ settings }, others] = await Promise.all([loadWorkspace(store), flowsOf(store)])
  const own = { ...settings, messages: { ...settings.messages, ...found.messages } }
  return { flow, messages: found.messages, problems: checkFlow(flow, { settings: own, flows: others }) }
}

async function flowsOf(store: HttpDeps['store']): Promise<Flow[]> {
  const records = await store.flows.list()
  return records.flatMap(({ draft }) => {
    const read = readFlow(draft)
    return read.ok ? [read.flow] : []
  })
}

/** Nothing with errors is published. */
export function refuseErrors({ record, restores, problems }: NextVersion): void {
  const errors = problems.filter(({ level }) => level === 'error')
  if (errors.length === 0) return
  const what = errors.length === 1 ? 'an error' : `${errors.length} errors`
  const thing = restores === null ? `Flow "${record.key}"` : `Version ${restores} of flow "${record.key}"`
  throw new RequestProblems('flow_has_errors', `${thing} has ${what}: ${errors[0]?.message ?? ''}.`, problems)
}
