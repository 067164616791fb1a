import type { JsonObject } from '@couveuse/shared/contract/json'
import type { Problem } from '@couveuse/shared/contract/problem'
import { checkFlow } from '@couveuse/shared/flow/check'
import { type Flow, readFlow } from '@couveuse/shared/flow/schema'
import type { Store } from '../store/store.ts'
import { RequestProblems } from './refuse.ts'
import { placeOf } from './shape.ts'
import { loadWorkspace } from './workspace.ts'

/** A flow out of a request body, where it stands under `flow`. What has the wrong shape is refused and never stored. */
export function readFlowBody(json: unknown): Flow {
  const read = readFlow(json)
  if (read.ok) return read.flow
  const [first, ...others] = read.problems
  const place = first && placeOf(first)
  const path = place === undefined ? 'flow' : `flow.${place}`
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  const fix = first?.fix === undefined ? '' : ` ${first.fix}`
  throw new RequestProblems(
    'wrong_shape',
    `The flow does not fit at ${path}: ${first?.message ?? 'it has the wrong shape'}${more}.${fix}`,
    read.problems,
    path,
  )
}

/** All flows as they are drawn now, for `check`: flows mention one another. */
export interface FlowShelf {
  /** a stored draft with what `check` says about it; `flow` undefined when it can no longer be read */
  draftOf(key: string): Promise<{ readonly flow: Flow | undefined; readonly problems: readonly Problem[] }>
  /** what `check` says about a flow that is not stored (yet) */
  check(flow: Flow): Promise<readonly Problem[]>
  /** keys of the flows whose draft mentions this message or segment */
  usersOf(kind: 'message' | 'segment', key: string): Promise<string[]>
}

interface Shelved {
  readonly revision: number
  readonly flow: Flow | undefined
  readonly unreadable: readonly Problem[]
  /** by revision of the settings and of all other flows */
  checked?: { readonly of: string; readonly problems: readonly Problem[] }
}

/** Keeps drafts parsed and checked as long as neither they nor anything they mention changes. */
export function flowShelf(store: Store): FlowShelf {
  const shelf = new Map<string, Shelved>()

  async function refresh(): Promise<string> {
    const records = await store.flows.list()
    for (const key of shelf.keys()) if (!records.some((record) => record.key === key)) shelf.delete(key)
    for (const { key, draftRevision } of records) {
      if (shelf.get(key)?.revision === draftRevision) continue
      const stored = await store.flows.get(key)
      if (!stored) continue
      const read = readFlow(stored.draft)
      shelf.set(key, {
        revision: stored.draftRevision,
        flow: read.ok ? read.flow : undefined,
        unreadable: read.ok ? [] : read.problems,
      })
    }
    return records
      .map(({ key, draftRevision }) => `${key}@${draftRevision}`)
      .sort()
      .join(' ')
  }

  async function surroundings(): Promise<{ of: string; workspace: Parameters<typeof checkFlow>[1] }> {
    const [drafts, { settings, revision }] = await Promise.all([refresh(), loadWorkspace(store)])
    const flows = [...shelf.values()].flatMap(({ flow }) => (flow ? [flow] : []))
    return { of: `${revision} ${drafts}`, workspace: { settings, flows } }
  }

  return {
    async draftOf(key) {
      const { of, workspace } = await surroundings()
      const shelved = shelf.get(key)
      if (!shelved?.flow) return { flow: undefined, problems: shelved?.unreadable ?? [] }
      if (shelved.checked?.of !== of) shelved.checked = { of, problems: checkFlow(shelved.flow, workspace) }
      return { flow: shelved.flow, problems: shelved.checked.problems }
    },
    async check(flow) {
      const { workspace } = await surroundings()
      return checkFlow(flow, workspace)
    },
    async usersOf(kind, key) {
      await refresh()
      return [...shelf].flatMap(([flowKey, { flow }]) => (flow && mentions(flow, kind, key) ? [flowKey] : []))
    },
  }
}

/** Looks for the name where the DSL writes it: `message: key`, `segment: key`, or the field `segment.<key>`. */
function mentions(node: unknown, kind: 'message' | 'segment', key: string): boolean {
  if (Array.isArray(node)) return node.some((item) => mentions(item, kind, key))
  if (typeof node !== 'object' || node === null) return false
  return Object.entries(node).some(
    ([name, value]) =>
      (name === kind && value === key) ||
      (kind === 'segment' && name === 'field' && value === `segment.${key}`) ||
      mentions(value, kind, key),
  )
}

/** The messages of the library that the flow names: published with it, so that later edits do not change what runs. */
export function messagesOf(flow: Flow, library: Readonly<Record<string, { body: string }>>): readonly string[] {
  return Object.keys(library).filter((key) => mentions(flow, 'message', key))
}

/** A flow as the store keeps it and the API shows it: JSON. */
export function flowJson(flow: Flow): JsonObject {
  return JSON.parse(JSON.stringify(flow))
}
