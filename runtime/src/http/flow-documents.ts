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

/** A stored draft with what `check` says about it; `flow` undefined when it can no longer be read. */
export interface CheckedDraft {
  readonly flow: Flow | undefined
  readonly problems: readonly Problem[]
}

/** All flows as they are drawn now, for `check`: flows mention one another. */
export interface FlowShelf {
  drafts(): Promise<ReadonlyMap<string, CheckedDraft>>
  draftOf(key: string): Promise<CheckedDraft>
  /** what `check` says about a flow that is not stored (yet) */
  check(flow: Flow): Promise<readonly Problem[]>
  /** tells, by key of a message or segment, the keys of the flows whose draft mentions it */
  users(kind: 'message' | 'segment'): Promise<(key: string) => string[]>
}

interface Shelved {
  readonly revision: number
  readonly flow: Flow | undefined
  readonly unreadable: readonly Problem[]
  /** what it was checked against, and the findings */
  checked?: { readonly against: string; readonly problems: readonly Problem[] }
}

/** Keeps drafts parsed and checked as long as neither they nor what they can mention changes. */
export function flowShelf(store: Store): FlowShelf {
  const shelf = new Map<string, Shelved>()

  async function refresh(): Promise<void> {
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
  }

  /** Of other flows `check` asks no more than whether their key exists. */
  async function surroundings(): Promise<{ against: string; workspace: Parameters<typeof checkFlow>[1] }> {
    const [{ settings, revision }] = await Promise.all([loadWorkspace(store), refresh()])
    const flows = [...shelf.values()].flatMap(({ flow }) => (flow ? [flow] : []))
    return { against: `${revision} ${[...shelf.keys()].sort().join(' ')}`, workspace: { settings, flows } }
  }

  async function drafts(): Promise<ReadonlyMap<string, CheckedDraft>> {
    const { against, workspace } = await surroundings()
    const checked = new Map<string, CheckedDraft>()
    for (const [key, shelved] of shelf) {
      const { flow, unreadable } = shelved
      if (flow && shelved.checked?.against !== against) {
        shelved.checked = { against, problems: checkFlow(flow, workspace) }
      }
      checked.set(key, { flow, problems: shelved.checked?.problems ?? unreadable })
    }
    return checked
  }

  return {
    drafts,
    draftOf: async (key) => (await drafts()).get(key) ?? { flow: undefined, problems: [] },
    async check(flow) {
      const { workspace } = await surroundings()
      return checkFlow(flow, workspace)
    },
    async users(kind) {
      await refresh()
      return (key) => [...shelf].flatMap(([name, { flow }]) => (flow && mentions(flow, kind, key) ? [name] : []))
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
