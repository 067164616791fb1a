import type { JournalEntry } from '@couveuse/shared/engine/state'
import { keyOf } from '../keys.ts'
import { decodeVisits } from '../rows/journal-codec.ts'
import type { ContactHandle } from '../turns.ts'
import type { Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { sql } from './sql.ts'

/** Whose journal it is. */
export interface JournalOwner {
  readonly handle: ContactHandle
  readonly contactId: string
  readonly ordinal: number
}

const CHAIN = sql<[number | null, number, number], { at: number; visits: string }>(
  `WITH RECURSIVE chain AS (
     SELECT id, before, at, visits, 1 AS place FROM journal WHERE id = $1 AND contact_ref = $2 AND ordinal = $3
     UNION ALL
     SELECT j.id, j.before, j.at, j.visits, chain.place + 1
     FROM chain JOIN journal j ON j.id = chain.before AND j.contact_ref = $2 AND j.ordinal = $3
   )
   SELECT at, visits FROM chain ORDER BY place DESC`,
)

/** Finished visits of one enrollment in order, from its first row to its latest. */
export async function readJournal(
  session: Session,
  { handle, contactId, ordinal }: JournalOwner,
  head: number | null,
  dictionary: SharedDictionary,
): Promise<JournalEntry[]> {
  const rows = await session.all(CHAIN, head, handle, ordinal)
  const id = keyOf(contactId, ordinal)
  return dictionary.decoding(session, () =>
    rows.flatMap(({ at, visits }) => decodeVisits(visits, at, id, dictionary.words)),
  )
}
