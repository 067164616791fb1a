import { jsonObjectSchema } from '@couveuse/shared/api/json'
import type { JsonObject } from '@couveuse/shared/contract/json'
import { type WorkspaceSettings, workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import type { Store } from '../store/store.ts'

export interface Workspace {
  readonly settings: WorkspaceSettings
  readonly revision: number
  readonly updatedAt: number | null
}

const parsed = new WeakMap<Store, Workspace>()

/** The settings as they stand, parsed once per revision. */
export async function loadWorkspace(store: Store): Promise<Workspace> {
  const { document, revision, updatedAt } = await store.settings.get()
  const known = parsed.get(store)
  if (known?.revision === revision) return known
  const workspace = { settings: workspaceSettingsSchema.parse(document), revision, updatedAt }
  parsed.set(store, workspace)
  return workspace
}

/** Changes the messages or segments of the stored document, whatever its revision: each of them is a thing of its own. */
export async function changeDocument(
  { store, clock, ring }: { readonly store: Store; readonly clock: { now(): number }; ring(): void },
  part: 'messages' | 'segments',
  change: (map: JsonObject) => object,
): Promise<void> {
  await store.settings.update((document) => {
    const map = jsonObjectSchema.safeParse(document[part])
    return asDocument({ ...document, [part]: change(map.success ? map.data : {}) })
  }, clock.now())
  ring()
}

/** Settings as plain JSON: what is undefined is gone. */
export function asDocument(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value))
}
