import { COUNT_TABLES, type CountTable, gatherTally, type Tally } from '../rows/tally.ts'
import type { SqliteDatabase } from './database.ts'

/** Changes of the live counts, gathered over a batch and written once per number. */
export interface WrittenTally extends Tally {
  /** Inside a transaction. */
  write(): void
  forget(): void
}

export function openTally(database: SqliteDatabase): WrittenTally {
  const tally = gatherTally()
  const upsert = (table: CountTable) => {
    const columns = COUNT_TABLES[table]
    return database.sql<number[]>(
      `INSERT INTO ${table} (${columns.join(', ')}, n) VALUES (${columns.map(() => '?').join(', ')}, ?)
       ON CONFLICT (${columns.join(', ')}) DO UPDATE SET n = n + excluded.n`,
    )
  }
  const tables = [
    { table: 'enrollment_counts', statement: upsert('enrollment_counts') },
    { table: 'step_counts', statement: upsert('step_counts') },
    { table: 'entry_counts', statement: upsert('entry_counts') },
  ] as const
  return {
    addEnrollments: tally.addEnrollments,
    addVisits: tally.addVisits,
    addEntry: tally.addEntry,
    write() {
      for (const { table, statement } of tables) tally.each(table, (key, by) => statement.run(...key, by))
      tally.forget()
    },
    forget: tally.forget,
  }
}
