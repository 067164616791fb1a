import type { Cause } from '@couveuse/shared/engine/cause'
import type { Store } from '../store/store.ts'

/** Telling every contact the same thing, with a note of what was told. */
export interface Everybody {
  marks(): Promise<ReadonlyMap<string, string>>
  keepMarks(marks: Readonly<Record<string, string | null>>): Promise<void>
  /** Returns how many contacts were told. */
  receiveForAll(
    told: { readonly cause: Cause; readonly mark: { readonly name: string; readonly value: string } },
    now: number,
  ): Promise<number>
}

const CHUNK = 1000

export function everybody(store: Store): Everybody {
  const marks = new Map<string, string>()
  return {
    marks: async () => marks,
    async keepMarks(changed) {
      for (const [name, value] of Object.entries(changed))
        if (value === null) marks.delete(name)
        else marks.set(name, value)
    },
    async receiveForAll({ cause, mark }, now) {
      let told = 0
      let cursor: string | undefined
      do {
        const page = await store.contacts.list({
          sort: 'oldest',
          limit: CHUNK,
          ...(cursor === undefined ? {} : { cursor }),
        })
        await store.inbox.receive(
          page.items.map(({ contact }) => ({ contact: { id: contact.id }, cause, key: `${mark.name}:${mark.value}` })),
          now,
        )
        told += page.items.length
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      marks.set(mark.name, mark.value)
      return told
    },
  }
}
