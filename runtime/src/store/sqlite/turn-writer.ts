import type { ContactWriter } from './contact-writer.ts'
import type { Row, Sql, SqliteDatabase } from './database.ts'
import type { TurnPlan } from './plan-turn.ts'
import { RECORD_TABLES, TURN_TABLES } from './turn-tables.ts'

/** Writes one planned turn inside a transaction; false, and nothing written, when the contact has moved on since. */
export type TurnWriter = (plan: TurnPlan) => boolean

export function openTurnWriter(database: SqliteDatabase, contacts: ContactWriter): TurnWriter {
  const moveClock = database.sql<[Row]>(
    `UPDATE contact_clock SET revision = revision + 1, pending = pending - ?,
       due_at = CASE WHEN pending <= ? THEN ? ELSE (
         SELECT min(at) FROM (
           SELECT ? AS at UNION ALL
           SELECT coalesce(not_before, ?) FROM inbox
           WHERE inbox.contact_ref = contact_clock.contact_ref AND id NOT IN (SELECT value FROM json_each(?)))) END,
       next_ordinal = ?, fit = ?, engagement = ?, last_activity_at = ?, check_at = ?, watch = ?, faults = 0
     WHERE contact_ref = ? AND revision = ?`,
  )
  const clearFaults = database.sql<[number]>('DELETE FROM set_aside WHERE contact_ref = ?')
  const updateEnrollment = database.sql<[Row]>(
    `UPDATE enrollments SET version = ?, status = ?, reason = ?, step = ?, seq = ?, rest_at = ?, wake_at = ?,
       ended_at = ?, journal_head = ?, state = ?
     WHERE contact_ref = ? AND ordinal = ?`,
  )
  const inserts = statements(database, TURN_TABLES, 'INSERT')
  const puts = statements(database, RECORD_TABLES, 'REPLACE')

  return ({ item, clock, contact, changedEnrollments, rows, records }) => {
    if (moveClock.run(clock).changes === 0) return false
    const { handle, faults } = item.contact
    if (faults > 0) clearFaults.run(handle)
    if (contact) contacts.update(handle, contact)
    // Changes before additions: an enrollment may end and the next one of the same flow begin in one turn.
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
