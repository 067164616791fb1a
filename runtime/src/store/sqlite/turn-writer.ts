import type { TurnPlan } from '../rows/plan-turn.ts'
import type { Row } from '../rows/row.ts'
import { RECORD_TABLES, TURN_TABLES } from '../rows/turn-tables.ts'
import type { ContactWriter } from './contact-writer.ts'
import type { Sql, SqliteDatabase } from './database.ts'

/** Writes one planned turn inside a transaction; false, and nothing written, when the contact has moved on since. */
export type TurnWriter = (plan: TurnPlan) => boolean

export function openTurnWriter(database: SqliteDatabase, contacts: ContactWriter): TurnWriter {
  const watched = 'next_ordinal = ?, fit = ?, engagement = ?, last_activity_at = ?, check_at = ?, watch = ?, faults = 0'
  const moveClock = database.sql<[Row]>(
    `UPDATE contact_clock SET revision = revision + 1, pending = 0, due_at = ?, ${watched}
     WHERE contact_ref = ? AND revision = ? AND pending = ?`,
  )
  // Something arrived that this turn has not taken in: due when the first of it may be taken, or by time if that is earlier.
  const moveClockWithRest = database.sql<[Row]>(
    `UPDATE contact_clock SET revision = revision + 1, pending = pending - ?,
       due_at = (SELECT min(at) FROM (
         SELECT ? AS at UNION ALL
         SELECT coalesce(not_before, ?) FROM inbox
         WHERE inbox.contact_ref = contact_clock.contact_ref AND id NOT IN (SELECT value FROM json_each(?)))),
       ${watched}
     WHERE contact_ref = ? AND revision = ?`,
  )
  const clearFaults = database.sql<[number]>('DELETE FROM set_aside WHERE contact_ref = ?')
  const updateEnrollment = database.sql<[Row]>(
    `UPDATE enrollments SET version = ?, status = ?, reason = ?, step = ?, seq = ?, rest_at = ?, wake_at = ?,
       ended_at = ?, journal_head = ?, state = ?
     WHERE contact_ref = ? AND ordinal = ?`,
  )
  // Columns of indexes and references cost a look at each of them: most turns leave version and status as they are.
  const moveEnrollment = database.sql<[Row]>(
    `UPDATE enrollments SET reason = ?, step = ?, seq = ?, rest_at = ?, wake_at = ?, ended_at = ?, journal_head = ?,
       state = ?
     WHERE contact_ref = ? AND ordinal = ?`,
  )
  const inserts = statements(database, TURN_TABLES, 'INSERT')
  const puts = statements(database, RECORD_TABLES, 'REPLACE')

  function move({ item, clock, dueAt, now }: TurnPlan): boolean {
    const { contact, inboxIds } = item
    const { handle, revision } = contact
    if (moveClock.run([dueAt, ...clock, handle, revision, inboxIds.length]).changes > 0) return true
    const rest = [inboxIds.length, dueAt, now, JSON.stringify(inboxIds), ...clock, handle, revision]
    return moveClockWithRest.run(rest).changes > 0
  }

  return (plan) => {
    if (!move(plan)) return false
    const { item, contact, movedEnrollments, changedEnrollments, rows, records } = plan
    const { handle, faults } = item.contact
    if (faults > 0) clearFaults.run(handle)
    if (contact) contacts.update(handle, contact)
    // Changes before additions: an enrollment may end and the next one of the same flow begin in one turn.
    for (const row of movedEnrollments) moveEnrollment.run(row)
    for (const row of changedEnrollments) updateEnrollment.run(row)
    for (const { table, statement } of inserts) for (const row of rows[table]) statement.run(row)
    for (const { table, statement } of puts) for (const row of records[table]) statement.run(row)
    return true
  }
}

function statements<Table extends string>(
  database: SqliteDatabase,
  tables: Readonly<Record<Table, string>>,
  verb: 'INSERT' | 'REPLACE',
): { readonly table: Table; readonly statement: Sql<[Row]> }[] {
  const list: { table: Table; statement: Sql<[Row]> }[] = []
  for (const table in tables) {
    const columns = tables[table]
    const values = columns.replace(/[a-z_]+/g, '?')
    list.push({ table, statement: database.sql<[Row]>(`${verb} INTO ${table} (${columns}) VALUES (${values})`) })
  }
  return list
}
