import type { JsonObject } from '@couveuse/shared/contract/json'

export interface StoredSettings {
  /** the whole workspace document (`workspaceSettingsSchema`), `{}` at first */
  readonly document: JsonObject
  /** raised by every change, 0 at first */
  readonly revision: number
  readonly updatedAt: number | null
}

export interface SettingsStore {
  get(): Promise<StoredSettings>
  /** Replaces the document if it is still of that revision. */
  put(
    document: JsonObject,
    options: { revision: number; now: number },
  ): Promise<
    { readonly type: 'saved'; readonly revision: number } | { readonly type: 'conflict'; readonly revision: number }
  >
  /** Changes a part of the document whatever its revision; `change` is pure, and returning the same object writes nothing. */
  update(change: (document: JsonObject) => JsonObject, now: number): Promise<StoredSettings>
  /** A value made once and kept for ever: signing keys. */
  keep(name: string, make: () => string): Promise<string>
}
