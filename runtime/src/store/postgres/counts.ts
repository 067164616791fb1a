import { COUNT_TABLES, type CountTable, type GatheredTally } from '../rows/tally.ts'
import { columnsOf } from './arrays.ts'
import type { Session } from './database.ts'
import { sql } from './sql.ts'

const TABLES: readonly CountTable[] = ['enrollment_counts', 'step_counts', 'entry_counts']

// Always in the same order of keys: two processes that count the same steps wait for each other, and never both.
const upsert = (table: CountTable) => {
  const columns = COUNT_TABLES[table]
  const names = [...columns, 'n']
  return sql<string[]>(
    `INSERT INTO ${table} AS t (${names.join(', ')})
     SELECT * FROM unnest(${names.map((_, i) => `$${i + 1}::bigint[]`).join(', ')}) AS given (${names.join(', ')})
     ORDER BY ${columns.map((_, i) => i + 1).join(', ')}
     ON CONFLICT (${columns.join(', ')}) DO UPDATE SET n = t.n + excluded.n`,
  )
}
const UPSERT: Readonly<Record<CountTable, ReturnType<typeof upsert>>> = {
  enrollment_counts: upsert('enrollment_counts'),
  step_counts: upsert('step_counts'),
  entry_counts: upsert('entry_counts'),
}

/** Writes what was counted inside a transaction, and forgets it. Last before the commit: others wait for these rows. */
export async function writeTally(session: Session, tally: GatheredTally): Promise<void> {
  const written = TABLES.flatMap((table) => {
    const rows: number[][] = []
    tally.each(table, (key, by) => rows.push([...key, by]))
    const width = COUNT_TABLES[table].length + 1
    return rows.length === 0 ? [] : [session.run(UPSERT[table], ...columnsOf(rows, width))]
  })
  tally.forget()
  await Promise.all(written)
}
