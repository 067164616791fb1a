import { countEnrollment } from '../rows/count-turn.ts'
import type { Dictionary } from '../rows/dictionary.ts'
import { LAST_OPEN_STATUS, statusNumber, statusOf } from '../rows/enrollment-codec.ts'
import type { ContactHandle } from '../turns.ts'
import { openTally } from './counts.ts'
import type { SqliteDatabase } from './database.ts'

/** Erases a contact inside a transaction: most rows go with it by reference, the journal and the counts by hand. */
export function openEraser(database: SqliteDatabase, { words }: Dictionary): (handle: ContactHandle) => void {
  const { sql } = database
  const tally = openTally(database)
  const enrollments = sql<
    [number],
    { ordinal: number; flow: number; version: number; status: number; step: number | null; journal_head: number | null }
  >('SELECT ordinal, flow, version, status, step, journal_head FROM enrollments WHERE contact_ref = ?')
  const before = sql<[number, number, number], number | null>(
    'SELECT before FROM journal WHERE id = ? AND contact_ref = ? AND ordinal = ?',
  ).pluck()
  const deleteJournal = sql<[number]>('DELETE FROM journal WHERE id = ?')
  const deleteContact = sql<[number]>('DELETE FROM contacts WHERE ref = ?')

  return (handle) => {
    tally.forget()
    for (const { ordinal, flow, version, status, step, journal_head } of enrollments.all(handle)) {
      for (let id = journal_head; id !== null; ) {
        const next = before.get(id, handle, ordinal)
        if (next === undefined) break
        deleteJournal.run(id)
        id = next
      }
      if (status > LAST_OPEN_STATUS) continue
      const open = { version, status: statusOf(status), step: step === null ? null : words.wordOf(step) }
      countEnrollment(tally, flow, open, words, -1)
      tally.addEnrollments(flow, version, statusNumber('left'), 1)
      if (step !== null) tally.addVisits({ flow, version, step }, 'left', 1)
    }
    tally.write()
    deleteContact.run(handle)
  }
}
