import { countEnrollment } from '../rows/count-turn.ts'
import { LAST_OPEN_STATUS, statusNumber, statusOf } from '../rows/enrollment-codec.ts'
import { gatherTally } from '../rows/tally.ts'
import type { ContactHandle } from '../turns.ts'
import { numbers } from './arrays.ts'
import { writeTally } from './counts.ts'
import type { Session } from './database.ts'
import type { SharedDictionary } from './dictionary.ts'
import { openFolder } from './fold.ts'
import { sql } from './sql.ts'

interface Columns {
  readonly ordinal: number
  readonly flow: number
  readonly version: number
  readonly status: number
  readonly step: number | null
  readonly seq: number
  readonly isBegun: boolean
}
interface Visits {
  readonly id: number
  readonly ordinal: number
  readonly visits: string
}

// Whoever writes about the contact holds its clock or its document: from here on nobody does.
const LOCK_DOCUMENT = sql<[number], { contact_ref: number }>(
  'SELECT contact_ref FROM contact_docs WHERE contact_ref = $1 FOR UPDATE',
)
const LOCK_CLOCK = sql<[number], { contact_ref: number }>(
  'SELECT contact_ref FROM contact_clock WHERE contact_ref = $1 FOR UPDATE',
)
const ENROLLMENTS = sql<[number], Columns>(
  `SELECT ordinal, flow, version, status, step, seq,
     rest_at IS NOT NULL AND coalesce(state::json #>> '{h,type}', '') <> 'enter' AS "isBegun" FROM enrollments WHERE contact_ref = $1`,
)
const JOURNAL = sql<[number], Visits>(
  `WITH RECURSIVE chain AS (
     SELECT j.id, j.before, j.ordinal, j.visits FROM enrollments e
     JOIN journal j ON j.id = e.journal_head AND j.contact_ref = e.contact_ref AND j.ordinal = e.ordinal
     WHERE e.contact_ref = $1
     UNION ALL
     SELECT j.id, j.before, j.ordinal, j.visits FROM chain
     JOIN journal j ON j.id = chain.before AND j.contact_ref = $1 AND j.ordinal = chain.ordinal
   )
   SELECT id, ordinal, visits FROM chain`,
)
const DELETE_JOURNAL = sql<[string]>('DELETE FROM journal WHERE id = ANY ($1::bigint[])')
const DELETE_BODIES = sql<[number]>(
  'DELETE FROM message_bodies WHERE outbox_id IN (SELECT id FROM outbox WHERE contact_ref = $1)',
)
/** Every other table with rows about a contact, by `contact_ref`. */
export const ABOUT_CONTACTS = [
  ...['inbox', 'set_aside', 'enrollments', 'refused_entries', 'goals', 'events', 'ledger', 'field_changes', 'problems'],
  ...['outbox', 'tasks', 'handoffs', 'contact_docs', 'contact_clock'],
] as const
const DELETES = ABOUT_CONTACTS.map((table) => sql<[number]>(`DELETE FROM ${table} WHERE contact_ref = $1`))
const DELETE_CONTACT = sql<[number]>('DELETE FROM contacts WHERE ref = $1')

/** Erases a contact with every row about it, inside a transaction. What flows have counted stays counted. False = it is gone already. */
export async function eraseContact(
  session: Session,
  handle: ContactHandle,
  dictionary: SharedDictionary,
): Promise<boolean> {
  await session.get(LOCK_DOCUMENT, handle)
  if (!(await session.get(LOCK_CLOCK, handle))) return false
  const [enrollments, journal] = await Promise.all([session.all(ENROLLMENTS, handle), session.all(JOURNAL, handle)])
  const { tally, folder } = await dictionary.decoding(session, () => countOut(enrollments, journal, dictionary))
  await session.run(DELETE_JOURNAL, numbers(journal.map(({ id }) => id)))
  await session.run(DELETE_BODIES, handle)
  await Promise.all([...DELETES, DELETE_CONTACT].map((statement) => session.run(statement, handle)))
  await writeTally(session, tally)
  await folder.write(session)
  return true
}

/** Open enrollments end with their contact; what was counted about them is kept. */
function countOut(enrollments: readonly Columns[], journal: readonly Visits[], { words }: SharedDictionary) {
  const tally = gatherTally()
  const folder = openFolder()
  for (const { ordinal, flow, version, status, step, seq, isBegun } of enrollments) {
    const isOpen = status <= LAST_OPEN_STATUS
    const begun = isOpen && step !== null && isBegun ? 1 : 0
    let visits = 0
    for (const row of journal) if (row.ordinal === ordinal) visits += folder.foldVisits(flow, row.visits, 'erased')
    const finalStatus = isOpen ? statusNumber('left') : status
    folder.foldEnrollment({ flow, version, status: finalStatus, compacted: seq - begun - visits })
    if (!isOpen) continue
    const open = { version, status: statusOf(status), step: step === null ? null : words.wordOf(step) }
    countEnrollment(tally, flow, open, words, -1)
    tally.addEnrollments(flow, version, finalStatus, 1)
    if (step === null) continue
    tally.addVisits({ flow, version, step }, 'left', 1)
    folder.foldVisit(flow, step)
  }
  return { tally, folder }
}
