import type { JournalEntry } from '@couveuse/shared/engine/state'
import { keyOf } from '../keys.ts'
import type { WordList } from '../rows/dictionary.ts'
import { decodeVisits } from '../rows/journal-codec.ts'
import type { ContactHandle } from '../turns.ts'
import type { SqliteDatabase } from './database.ts'

/** Whose journal it is. */
export interface JournalOwner {
  readonly handle: ContactHandle
  readonly contactId: string
  readonly ordinal: number
}

/** Finished visits of one enrollment in order, from its latest row back to its first. */
export type JournalReader = (owner: JournalOwner, head: number | null) => JournalEntry[]

export function openJournalReader({ sql }: SqliteDatabase, words: WordList): JournalReader {
  // The row must be of this enrollment: older rows may have been compacted away and their ids given out again.
  const row = sql<[number, number, number], { before: number | null; at: number; visits: string }>(
    'SELECT before, at, visits FROM journal WHERE id = ? AND contact_ref = ? AND ordinal = ?',
  )
  return ({ handle, contactId, ordinal }, head) => {
    const turns: JournalEntry[][] = []
    for (let id = head; id !== null; ) {
      const found = row.get(id, handle, ordinal)
      if (!found) break
      turns.push(decodeVisits(found.visits, found.at, keyOf(contactId, ordinal), words))
      id = found.before
    }
    return turns.reverse().flat()
  }
}
