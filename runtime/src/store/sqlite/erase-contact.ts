import { countEnrollment } from '../rows/count-turn.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { LAST_OPEN_STATUS, statusNumber, statusOf } from '../rows/enrollment-codec.ts'
import type { ContactHandle } from '../turns.ts'
import { openTally } from './counts.ts'
import type { SqliteDatabase } from './database.ts'
import { openFolder } from './fold.ts'

interface Columns {
  readonly ordinal: number
  readonly flow: number
  readonly version: number
  readonly status: number
  readonly step: number | null
  readonly seq: number
  readonly isBegun: 0 | 1
  readonly journal_head: number | null
}

/**
 * Erases a contact inside a transaction: most rows go with it by reference, the journal and the counts by hand. What flows
 * have counted stays counted.
 */
export function openEraser(database: SqliteDatabase, { words }: Dictionary): (handle: ContactHandle) => void {
  const { sql, connection } = database
  const tally = openTally(database)
  const folder = openFolder(database)
  const enrollments = sql<[number], Columns>(
    `SELECT ordinal, flow, version, status, step, seq, journal_head,
       rest_at IS NOT NULL AND coalesce(json_extract(state, '$.h.type'), '') <> 'enter' AS isBegun
     FROM enrollments WHERE contact_ref = ?`,
  )
  const row = sql<[number, number, number], { before: number | null; visits: string }>(
    'SELECT before, visits FROM journal WHERE id = ? AND contact_ref = ? AND ordinal = ?',
  )
  const deleteJournal = sql<[number]>('DELETE FROM journal WHERE id = ?')
  const deleteContact = sql<[number]>('DELETE FROM contacts WHERE ref = ?')

  function eraseJournal(handle: ContactHandle, { ordinal, flow, journal_head }: Columns): number {
    let visits = 0
    for (let id = journal_head; id !== null; ) {
      const found = row.get(id, handle, ordinal)
      if (!found) break
      visits += folder.foldVisits(flow, found.visits, 'erased')
      deleteJournal.run(id)
      id = found.before
    }
    return visits
  }

  return (handle) => {
    // Freed room is overwritten, so that the file does not remember what no table holds any more.
    connection.pragma('secure_delete = ON')
    try {
      erase(handle)
    } finally {
      connection.pragma('secure_delete = OFF')
    }
  }

  function erase(handle: ContactHandle): void {
    tally.forget()
    for (const enrollment of enrollments.all(handle)) {
      const { flow, version, status, step, seq, isBegun } = enrollment
      const isOpen = status <= LAST_OPEN_STATUS
      const begun = isOpen && step !== null && isBegun === 1 ? 1 : 0
      const visits = eraseJournal(handle, enrollment)
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
    tally.write()
    deleteContact.run(handle)
  }
}
